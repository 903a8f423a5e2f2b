package dev.octavo.post;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** Whoever holds its URL knew of it before, so may know that it is over. */
final class PreviewEnded extends Problem {
    PreviewEnded(String detail) {
        super(Status.GONE, "preview-ended", detail + " Ask whoever gave it to you for another.");
    }
}
