package dev.octavo.support;

import static dev.octavo.support.Octavo.visitor;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Octavo with its limits on, some of them small, behind a proxy that is trusted: so that each test has an address of its own. */
public class Limited implements QuarkusTestProfile {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "octavo.rate-limits.enabled", "true",
                "octavo.rate-limits.reads", "5/10s",
                "octavo.rate-limits.writes", "30/1m",
                "octavo.rate-limits.bad-tokens", "3/1m",
                "octavo.rate-limits.wrong-passwords-per-address", "8/4m",
                "octavo.rate-limits.wrong-passwords-per-username", "8/1h",
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "127.0.0.1,10.0.0.0/8");
    }

    /** One that nobody has come from. */
    public static String address() {
        var number = NUMBER.incrementAndGet();
        return "198.18." + number / 250 + "." + (1 + number % 250);
    }

    public static RequestSpecification from(String address) {
        return from(address, visitor());
    }

    public static RequestSpecification from(String address, RequestSpecification request) {
        return request.header("X-Forwarded-For", address);
    }
}
