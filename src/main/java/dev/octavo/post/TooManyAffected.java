package dev.octavo.post;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** More posts would be changed than somebody has counted on. */
final class TooManyAffected extends Problem {
    TooManyAffected(long found, int most) {
        super(
                Status.CONFLICT,
                "too-many-affected",
                "This would change %d posts, and max-affected is %d: none was changed.".formatted(found, most));
    }
}
