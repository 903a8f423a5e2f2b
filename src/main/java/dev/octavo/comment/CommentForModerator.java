package dev.octavo.comment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.octavo.account.Viewer;
import dev.octavo.post.Highlight;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A comment as its moderators see it: whatever its status, with what nobody else may know. */
@Schema(additionalProperties = Schema.False.class)
public record CommentForModerator(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "The post's id")
        UUID post,

        @Schema(required = true, nullable = true, description = "The comment that it answers")
        UUID parent,

        @Schema(required = true, minimum = "1", maximum = "10", description = "1 for the first of a thread")
        int depth,

        @Schema(required = true) CommentStatus status,
        @Schema(required = true) CommentAuthor author,

        @Schema(required = true, nullable = true, description = "A guest's, if they gave one")
        String email,

        @Schema(required = true, description = "Markdown") String body,

        @Schema(required = true, description = "The body, rendered and safe to show")
        String html,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) CommentLinks links,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Where it matches `q`; only in a list whose `include` names it")
        Highlight highlight,

        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements AnyComment {

    static CommentForModerator of(Comment comment, Viewer viewer) {
        return of(comment, viewer, null);
    }

    static CommentForModerator of(Comment comment, Viewer viewer, Highlight highlight) {
        return new CommentForModerator(
                comment.id,
                comment.post.id,
                comment.parent == null ? null : comment.parent.id,
                comment.depth,
                comment.status,
                CommentAuthor.of(comment),
                comment.authorEmail,
                comment.body,
                comment.html,
                comment.createdAt,
                comment.updatedAt,
                CommentLinks.of(comment, viewer),
                highlight,
                comment.version);
    }
}
