package dev.octavo.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClientAddressTest {
    private static final List<String> PROXIES = List.of("127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48");

    @Test
    void without_a_trusted_proxy_a_header_that_anybody_may_send_changes_nothing() {
        given().header("X-Forwarded-For", "203.0.113.7")
                .header("Forwarded", "for=203.0.113.7")
                .header("X-Real-IP", "203.0.113.7")
                .get("/test/address")
                .then()
                .body(equalTo("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                             | 203.0.113.7",
                "made up, 203.0.113.7                    | 203.0.113.7",
                "198.51.100.1, 203.0.113.7               | 203.0.113.7",
                "198.51.100.1, 203.0.113.7, 10.1.2.3     | 203.0.113.7",
                "10.9.9.9, 203.0.113.7                   | 203.0.113.7",
                "198.51.100.1, unknown, 10.1.2.3         | 10.1.2.3",
                "203.0.113.7, 11.0.0.1                   | 11.0.0.1",
                "unknown                                 | 127.0.0.1",
                "localhost                               | 127.0.0.1",
                "203.0.113.7:4711                        | 203.0.113.7",
                "::ffff:203.0.113.7                      | 203.0.113.7",
                "2001:db8::1                             | 2001:db8:0:0:0:0:0:0/64",
                "[2001:DB8:0:0:1::1]:4711                | 2001:db8:0:0:0:0:0:0/64",
                "2001:db8:2::5, 2001:db8:1:ffff::5       | 2001:db8:2:0:0:0:0:0/64",
            })
    void the_last_that_no_trusted_proxy_stands_behind_counts(String sent, String address) {
        assertEquals(address, behind(PROXIES, false).of("127.0.0.1", List.of(sent)));
        assertEquals("203.0.113.1", behind(PROXIES, false).of("203.0.113.1", List.of(sent)), "from somebody else");
        assertEquals("127.0.0.1", behind(List.of(), false).of("127.0.0.1", List.of(sent)), "when nobody is trusted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=203.0.113.7;proto=https;by=10.0.0.1             | 203.0.113.7",
                "for=198.51.100.1, proto=https;For=203.0.113.7       | 203.0.113.7",
                "for=203.0.113.7, for=\"[2001:db8:1::5]:443\"        | 203.0.113.7",
                "for=\"[2001:db8:2::5]\"                             | 2001:db8:2:0:0:0:0:0/64",
                "for=198.51.100.1, for=_hidden                       | 127.0.0.1",
                "for=198.51.100.1, proto=https                       | 127.0.0.1",
            })
    void forwarded_is_read_when_it_is_asked_for(String sent, String address) {
        assertEquals(address, behind(PROXIES, true).of("127.0.0.1", List.of(sent)));
    }

    @Test
    void a_header_in_two_lines_is_one_list() {
        assertEquals(
                "203.0.113.7",
                behind(PROXIES, false).of("127.0.0.1", List.of("198.51.100.1", "203.0.113.7, 10.0.0.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", ""})
    void what_cannot_be_a_proxy_is_named(String proxy) {
        var refusal = assertThrows(ConfigurationException.class, () -> behind(List.of(proxy), false));
        assertEquals(
                "quarkus.http.proxy.trusted-proxies: " + proxy
                        + " is neither an address nor a block of them, such as 10.0.0.0/8",
                refusal.getMessage());
    }

    private static ClientAddress behind(List<String> proxies, boolean readsForwarded) {
        return new ClientAddress(null, true, readsForwarded, Optional.of(proxies));
    }

    /** Says where it is asked from. */
    @Path("/test/address")
    public static class Echo {
        @Inject
        ClientAddress address;

        @GET
        @PermitAll
        @Operation(hidden = true)
        public String current() {
            return address.current();
        }
    }
}
