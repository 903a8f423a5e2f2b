package dev.octavo.comment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Field;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.post.PostAuthors;
import dev.octavo.post.PostStatus;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which comments a list shows, of one post or of all. */
public record CommentFilter(
        @QueryParam("status")
        @Parameter(
                description =
                        "Without it approved comments, whoever asks; the others need a token of an author, whose posts they are under, or of an editor")
        Status status,

        @QueryParam("author")
        @Parameter(description = "The username of the account that wrote them; `me` for yours", example = "admin")
        String author,

        @QueryParam("sort") @Parameter(description = "`createdAt` or `-createdAt`, the default", example = "-createdAt")
        String sort) {

    /** What {@code status} takes. */
    @Schema(name = "CommentStatusFilter")
    public enum Status {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("spam")
        SPAM,
        @JsonProperty("trash")
        TRASH,
        /** All but the trash. */
        @JsonProperty("any")
        ANY
    }

    private static final Field<Comment> ID = Field.of("row.id", comment -> comment.id, UUID::fromString);
    private static final Map<String, Field<Comment>> SORTABLE =
            Map.of("createdAt", Field.instant("row.createdAt", comment -> comment.createdAt));

    /** Readers see nothing but approved comments of published posts, and in a list none under a post that no list shows. */
    boolean isForReaders() {
        return status == null || status == Status.APPROVED;
    }

    Listing<Comment> select(Viewer viewer) {
        var comments = new Listing<>(
                        Comment.class,
                        "left join fetch row.account",
                        Sort.parse(sort == null ? "-createdAt" : sort, SORTABLE, ID))
                .where("row.account.username = :author", "author", viewer.named(author));
        if (isForReaders()) {
            return comments.where("row.status = APPROVED").where(PostStatus.listed("row.post"), "now", viewer.now());
        }
        viewer.mustBeAllowedTo(Scope.COMMENTS_MODERATE);
        if (!viewer.is(Role.EDITOR)) {
            comments.where(PostAuthors.include("row.post"), "viewer", viewer.id());
        }
        return status == Status.ANY
                ? comments.where("row.status <> TRASH")
                : comments.where("row.status = :status", "status", CommentStatus.valueOf(status.name()));
    }
}
