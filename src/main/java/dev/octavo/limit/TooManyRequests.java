package dev.octavo.limit;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** Somebody asks faster than they may, and is told when to come back (RFC 6585, section 4). */
public final class TooManyRequests extends Problem {
    /**
     * @param seconds until it is worth trying again
     */
    public TooManyRequests(long seconds, String reason) {
        super(Status.TOO_MANY_REQUESTS, "too-many-requests", "%s Try again in %d s.".formatted(reason, seconds));
        with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    public TooManyRequests(Grant refused, String reason) {
        this(refused.seconds(), reason);
        refused.fields().forEach(this::with);
    }

    TooManyRequests(Grant refused) {
        this(refused, "The limit \"%s\" is used up.".formatted(refused.limit().name()));
    }
}
