package dev.octavo.http;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from, as far as it can be known. Anybody may send {@code X-Forwarded-For}, and a proxy puts what it
 * knows behind what was sent. So the list is read from its end, for as long as a proxy named in {@code quarkus.http.proxy.trusted-proxies}
 * vouches for what stands before it; Quarkus itself would take the first of the list, which is the client's to make up.
 * No trusted proxy, no belief: then the address is that of the connection.
 *
 * <p>If {@code quarkus.http.proxy.allow-forwarded} is set, {@code Forwarded} (RFC 7239) is read instead; never both, since a
 * proxy that sets one hands on the other as it came.
 */
@Startup // a proxy that is none ends the start, not each request
@ApplicationScoped
public class ClientAddress {
    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^;\"]*)\"?");
    private static final Pattern WITH_PORT = Pattern.compile("\\[(?<six>[^]]*)](:\\d+)?|(?<four>[0-9.]+):\\d+");

    private final CurrentVertxRequest current;
    private final boolean readsForwarded;
    private final List<Block> trusted;

    ClientAddress(
            CurrentVertxRequest current,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean isForwarding,
            @ConfigProperty(name = "quarkus.http.proxy.allow-forwarded", defaultValue = "false") boolean readsForwarded,
            @ConfigProperty(name = "quarkus.http.proxy.trusted-proxies") Optional<List<String>> trustedProxies) {
        this.current = current;
        this.readsForwarded = readsForwarded;
        this.trusted = isForwarding
                ? trustedProxies.orElse(List.of()).stream().map(Block::of).toList()
                : List.of();
    }

    /** Of the request that is being answered; see {@link #of}. */
    public String current() {
        return of(current.getCurrent().request());
    }

    /**
     * The address in one form for all ways of writing it; of IPv6 the first 64 bits, as whoever has one address there has
     * all of these, {@code 2001:db8:0:0:0:0:0:0/64}.
     */
    public String of(HttpServerRequest request) {
        var peer = request.connection().remoteAddress();
        var header = readsForwarded ? "Forwarded" : "X-Forwarded-For";
        // A Unix socket has no address.
        return peer == null || peer.hostAddress() == null
                ? "local"
                : of(
                        peer.hostAddress(),
                        trusted.isEmpty() ? List.of() : request.headers().getAll(header));
    }

    String of(String peer, List<String> forwarded) {
        var client = InetAddress.ofLiteral(peer);
        for (var hop : hops(forwarded).reversed()) {
            var before = isTrusted(client) ? parse(hop) : Optional.<InetAddress>empty();
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return text(client);
    }

    private List<String> hops(List<String> lines) {
        var hops =
                lines.stream().flatMap(line -> Arrays.stream(line.split(","))).map(String::strip);
        return (readsForwarded ? hops.map(ClientAddress::named) : hops).toList();
    }

    /** An element without an address hides who was there: it must not count as if it were not. */
    private static String named(String element) {
        var node = FOR.matcher(element);
        return node.find() ? node.group(1).strip() : "unknown";
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.holds(address));
    }

    private static Optional<InetAddress> parse(String node) {
        var parts = WITH_PORT.matcher(node);
        var literal = !parts.matches() ? node : parts.group("six") != null ? parts.group("six") : parts.group("four");
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        try {
            var network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), 8), 16);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Addresses that begin alike: {@code 10.0.0.0/8}, or a single one. */
    private record Block(byte[] address, int bits) {
        static Block of(String text) {
            var parts = text.strip().split("/", 2);
            try {
                var address = InetAddress.ofLiteral(parts[0]).getAddress();
                var bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
                if (bits >= 0 && bits <= address.length * 8) {
                    return new Block(address, bits);
                }
            } catch (IllegalArgumentException e) {
                // falls through: it is no address, or no number
            }
            throw new ConfigurationException("quarkus.http.proxy.trusted-proxies: " + text
                    + " is neither an address nor a block of them, such as 10.0.0.0/8");
        }

        boolean holds(InetAddress other) {
            var bytes = other.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                if (((bytes[bit / 8] ^ address[bit / 8]) & 0x80 >> bit % 8) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
