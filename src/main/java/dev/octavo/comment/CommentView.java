package dev.octavo.comment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.Viewer;
import dev.octavo.post.Highlight;
import dev.octavo.post.Post;
import dev.octavo.post.PostComments;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A comment as readers see it; of one that they may not see, only the place that it holds in its thread. */
@Schema(additionalProperties = Schema.False.class)
public record CommentView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "The post's id")
        UUID post,

        @Schema(required = true, nullable = true, description = "The comment that it answers")
        UUID parent,

        @Schema(required = true, minimum = "1", maximum = "10", description = "1 for the first of a thread")
        int depth,

        @Schema(
                required = true,
                description =
                        "A hidden comment has neither author nor text; it stands where an approved one answers it")
        Visibility status,

        @Schema(required = true, nullable = true) CommentAuthor author,

        @Schema(required = true, nullable = true, description = "Markdown")
        String body,

        @Schema(required = true, nullable = true, description = "The body, rendered and safe to show")
        String html,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) CommentLinks links,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Where it matches `q`; only in a list whose `include` names it")
        Highlight highlight,

        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements AnyComment, PostComments.Item {

    /** Whether readers see it. */
    @Schema(name = "CommentVisibility")
    public enum Visibility {
        @JsonProperty("approved")
        APPROVED,
        /** Shown to the one who wrote it. */
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("hidden")
        HIDDEN
    }

    /** Those under a post that readers see, without their threads: the newest first, with one statement. */
    public static List<CommentView> newest(Post post, Viewer viewer, int limit) {
        return Comment.<Comment>find(
                        "from Comment row left join fetch row.account where row.post = ?1 and row.status = APPROVED order by row.createdAt desc, row.id desc",
                        post)
                .page(0, limit)
                .list()
                .stream()
                .map(comment -> of(comment, viewer))
                .toList();
    }

    static CommentView of(Comment comment, Viewer viewer) {
        return of(comment, viewer, (Highlight) null);
    }

    static CommentView of(Comment comment, Viewer viewer, Highlight highlight) {
        return of(comment, viewer, comment.isApproved() ? Visibility.APPROVED : Visibility.PENDING, highlight);
    }

    /** In a thread, where what is not approved is hidden from everybody alike. */
    static CommentView inThread(Comment comment, Viewer viewer) {
        return of(comment, viewer, comment.isApproved() ? Visibility.APPROVED : Visibility.HIDDEN, null);
    }

    private static CommentView of(Comment comment, Viewer viewer, Visibility status, Highlight highlight) {
        var hidden = status == Visibility.HIDDEN;
        return new CommentView(
                comment.id,
                comment.post.id,
                comment.parent == null ? null : comment.parent.id,
                comment.depth,
                status,
                hidden ? null : CommentAuthor.of(comment),
                hidden ? null : comment.body,
                hidden ? null : comment.html,
                comment.createdAt,
                hidden ? comment.createdAt : comment.updatedAt,
                CommentLinks.of(comment, viewer),
                highlight,
                comment.version);
    }
}
