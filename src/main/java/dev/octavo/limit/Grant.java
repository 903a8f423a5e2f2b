package dev.octavo.limit;

import io.vertx.core.MultiMap;
import java.util.Map;

/**
 * What came of asking a bucket.
 *
 * @param until when the bucket is full again
 */
public record Grant(Limit limit, boolean isGranted, long until, long now) {
    /** Nothing limits it, so nothing is said of it. */
    static Grant unlimited(Limit limit) {
        return new Grant(limit, true, 0, 0);
    }

    long remaining() {
        return Math.max(0, (now + limit.capacity() - until) / limit.interval());
    }

    /** When there is one more to take: after a refusal, {@code Retry-After}. In seconds, at least one. */
    public long seconds() {
        var next = until - now - limit.capacity() + (remaining() + 1) * limit.interval();
        return Math.max(1, Math.ceilDiv(next, 1_000_000));
    }

    /** Those of draft-ietf-httpapi-ratelimit-headers; {@code t} is when {@code r} grows by one. */
    Map<String, String> fields() {
        return limit.isOff()
                ? Map.of()
                : Map.of(
                        "RateLimit-Policy", limit.policy(),
                        "RateLimit", "\"%s\";r=%d;t=%d".formatted(limit.name(), remaining(), seconds()));
    }

    void describe(MultiMap headers) {
        fields().forEach(headers::set);
    }
}
