package dev.octavo.comment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Field;
import dev.octavo.http.Fields;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import dev.octavo.post.PostAuthors;
import dev.octavo.post.PostStatus;
import dev.octavo.post.Search;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which comments a list shows, of one post or of all. */
public record CommentFilter(
        @QueryParam("status")
        @Parameter(
                description =
                        "Without it approved comments, whoever asks; the others need a token of an author, whose posts they are under, or of an editor")
        Status status,

        @QueryParam("q") @Size(max = Search.MAX_LENGTH) @Parameter(description = Search.SYNTAX, example = "octavo")
        String q,

        @QueryParam("sort")
        @Parameter(
                description =
                        "With `q` also `relevance`, the best first: the newest 2,000 that match, and then the others. Without it `relevance` with `q`, else `-createdAt`",
                example = "-createdAt")
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

    /** Of guests, and known to moderators alone. */
    private static final Field<String> EMAIL = Field.of("email", Type.NAME)
            .at("row.authorEmail")
            .orNull()
            .filtered()
            .stored(NewComment.Guest::address)
            .noted("of a guest, in upper or lower case; for moderators");

    static final Fields FIELDS = new Fields(
            Field.of("id", Type.ID).filtered(),
            Field.of("post", Type.ID).at("row.post.id").filtered().noted("the id of the post"),
            Field.of("parent", Type.ID)
                    .at("row.parent.id")
                    .orNull()
                    .filtered()
                    .noted("the id of the comment that it answers"),
            Field.of("author", Type.NAME)
                    .at("row.account.id")
                    .orNull()
                    .filtered()
                    .stored(Viewer::idOf)
                    .noted("the username of the account that wrote it; `me` for yours"),
            EMAIL,
            Field.of("createdAt", Type.INSTANT).filtered().sorted(),
            Field.of("updatedAt", Type.INSTANT).filtered().sorted());

    private static final Fields SEARCHED = FIELDS.and(Search.RELEVANCE);

    /** Readers see nothing but approved comments of published posts, and in a list none under a post that no list shows. */
    boolean isForReaders() {
        return status == null || status == Status.APPROVED;
    }

    Listing<Comment> select(Viewer viewer) {
        var order = q == null
                ? Sort.parse(sort == null ? "-createdAt" : sort, FIELDS)
                : Sort.parse(sort == null ? "relevance" : sort, SEARCHED);
        var comments = new Listing<>(Comment.class, CommentColumns.JOINS, order).asking(FIELDS);
        Search.ofComments(comments, q, order);
        if (isForReaders()) {
            return comments.refusing(
                            EMAIL, () -> viewer.refusal("E-mail addresses are for moderators: ask with status."))
                    .where("row.status = APPROVED")
                    .where(PostStatus.listed("row.post"), "now", viewer.now());
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
