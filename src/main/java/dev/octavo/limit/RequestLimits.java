package dev.octavo.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.octavo.http.ClientAddress;
import dev.octavo.http.Hashing;
import dev.octavo.http.ProblemRoutes;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Limits requests before anything is done for them. Reads by visitors, sign-ins and unknown tokens are counted in memory, before a token is
 * looked up: that costs next to nothing, protects this very node, and of several nodes each gives as much. Writes are counted in
 * PostgreSQL, since behind a proxy that deals out requests in turn every node would else take its ten comments a
 * minute. Reads with a token are not limited: whoever made it is known, and can be stopped.
 */
@ApplicationScoped
public class RequestLimits {
    /** Before a token is looked at (200). */
    private static final int BEFORE_AUTHENTICATION = 250;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "QUERY");
    private static final String BEARER = "Bearer ";

    private final ClientAddress client;
    private final ProblemRoutes problems;
    private final SharedBuckets shared;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final boolean enabled;
    private final LocalBuckets reads;
    private final LocalBuckets signIns;
    private final LocalBuckets badTokens;

    /** Hashes of tokens that were let in lately. Each is looked up all the same: this only lets it be. */
    private final Cache<ByteBuffer, Boolean> goodTokens = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    private final Limit guestWrites;
    private final Limit writes;

    RequestLimits(
            ClientAddress client,
            ProblemRoutes problems,
            SharedBuckets shared,
            SecurityIdentity identity,
            Clock clock,
            RateLimitsConfig config) {
        this.client = client;
        this.problems = problems;
        this.shared = shared;
        this.identity = identity;
        this.clock = clock;
        this.enabled = config.enabled();
        this.reads = new LocalBuckets(new Limit("reads", config.reads()));
        this.signIns = new LocalBuckets(new Limit("sign-ins", config.signIns()));
        this.badTokens = new LocalBuckets(new Limit("bad-tokens", config.badTokens()));
        this.guestWrites = new Limit("guest-writes", config.guestWrites());
        this.writes = new Limit("writes", config.writes());
    }

    void install(@Observes Filters filters) {
        if (enabled) {
            filters.register(this::limitLocally, BEFORE_AUTHENTICATION);
        }
    }

    private void limitLocally(RoutingContext context) {
        var request = context.request();
        var method = request.method().name();
        var path = context.normalizedPath();
        if (path.startsWith("/q/")) {
            // Whoever watches over this node must not be turned away by a crowd.
            context.next();
        } else if (isSignIn(method, path)) {
            answer(context, signIns.take(client.of(request), now()));
        } else if (path.startsWith("/api/") && carriesToken(request)) {
            limitBadTokens(context, client.of(request));
        } else if (isRead(method, path)) {
            answer(context, reads.take(client.of(request), now()));
        } else {
            context.next();
        }
    }

    /** Whoever sends bad ones does not shut out others behind the same address whose tokens were good before. */
    private void limitBadTokens(RoutingContext context, String address) {
        var token = ByteBuffer.wrap(Hashing.sha256()
                .digest(context.request().getHeader(HttpHeaders.AUTHORIZATION).getBytes(StandardCharsets.UTF_8)));
        var refusal = badTokens.refusal(address, now());
        if (refusal.isPresent() && goodTokens.getIfPresent(token) == null) {
            answer(context, refusal.get());
            return;
        }
        context.addHeadersEndHandler(_ -> {
            if (context.response().getStatusCode() == 401) {
                badTokens.charge(address, now());
                goodTokens.invalidate(token);
            } else {
                goodTokens.put(token, true);
            }
        });
        context.next();
    }

    private void answer(RoutingContext context, Grant grant) {
        if (grant.isGranted()) {
            grant.describe(context.response().headers());
            context.next();
        } else {
            problems.answer(context, new TooManyRequests(grant));
        }
    }

    /** Writes, when it is known who asks, and before anything else is. */
    @ServerRequestFilter(priority = 1)
    public void limitWrites(HttpServerRequest request) {
        var method = request.method().name();
        if (!enabled || isRead(method, request.path()) || isSignIn(method, request.path())) {
            return;
        }
        var grant = shared.take(List.of(
                identity.isAnonymous()
                        ? new SharedBuckets.Demand(guestWrites, client.of(request))
                        : new SharedBuckets.Demand(
                                writes, identity.getPrincipal().getName())));
        if (!grant.isGranted()) {
            throw new TooManyRequests(grant);
        }
        grant.describe(request.response().headers());
    }

    /** Also what asks a list by POST. */
    private static boolean isRead(String method, String path) {
        return READS.contains(method) || method.equals("POST") && path.endsWith("/query");
    }

    /** It has a limit of its own, and wrong passwords have others: see SignInThrottle. */
    private static boolean isSignIn(String method, String path) {
        return method.equals("POST") && path.endsWith("/session");
    }

    /** Another scheme is none of ours, and its request that of a visitor. */
    private static boolean carriesToken(HttpServerRequest request) {
        var credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        return credentials != null && (credentials + " ").regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
