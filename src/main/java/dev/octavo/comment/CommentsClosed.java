package dev.octavo.comment;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** The post takes no comments: now, or from nobody without an account. */
final class CommentsClosed extends Problem {
    CommentsClosed() {
        super(Status.CONFLICT, "comments-closed", "This post takes no comments.");
    }
}
