package dev.octavo.post;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** Only its author or an editor hears this; to others the post does not exist. */
final class PostInTrash extends Problem {
    PostInTrash() {
        super(
                Status.CONFLICT,
                "post-in-trash",
                "This post is in the trash: it can be read, but not changed until it is restored.");
    }
}
