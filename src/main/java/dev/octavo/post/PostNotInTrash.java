package dev.octavo.post;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** What ends for good has to have been in the trash, where it could still be taken back. */
final class PostNotInTrash extends Problem {
    PostNotInTrash() {
        super(Status.CONFLICT, "post-not-in-trash", "This post is not in the trash: move it there first.");
    }
}
