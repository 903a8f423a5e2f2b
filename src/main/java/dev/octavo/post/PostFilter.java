package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Field;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import jakarta.ws.rs.QueryParam;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which posts a list shows, and in which order. */
public record PostFilter(
        @QueryParam("status")
        @Parameter(
                description =
                        "Without it published posts, whoever asks; the others need the token of an author, whose own they are, or of an editor")
        Status status,

        @QueryParam("tag") @Parameter(description = "The slug of a tag", example = "java")
        String tag,

        @QueryParam("author")
        @Parameter(description = "The username of the author; `me` for your own posts", example = "admin")
        String author,

        @QueryParam("slug")
        @Parameter(description = "The slug of a post, or one that it had when readers saw it", example = "hello-octavo")
        String slug,

        @QueryParam("sort")
        @Parameter(
                description =
                        "Fields separated by commas, each with `-` for descending: `createdAt`, `publishedAt`, `title`, `updatedAt`. "
                                + "Default `-publishedAt`; for drafts and the trash `-updatedAt`",
                example = "-publishedAt,title")
        String sort) {

    /** What {@code status} takes. */
    @Schema(name = "PostStatusFilter")
    public enum Status {
        @JsonProperty("draft")
        DRAFT,
        @JsonProperty("scheduled")
        SCHEDULED,
        @JsonProperty("published")
        PUBLISHED,
        @JsonProperty("trash")
        TRASH,
        /** All but the trash. */
        @JsonProperty("any")
        ANY
    }

    private static final Field<Post> PUBLISHED_AT = Field.instant("row.publishedAt", post -> post.publishedAt);
    private static final Map<String, Field<Post>> SORTABLE = Map.of(
            "publishedAt", PUBLISHED_AT,
            "updatedAt", Field.instant("row.updatedAt", post -> post.updatedAt),
            "createdAt", Field.instant("row.createdAt", post -> post.createdAt),
            "title", Field.text("row.title", post -> post.title));
    private static final Field<Post> ID = Field.of("row.id", post -> post.id, UUID::fromString);

    /** By two indexes, and not by one condition or the other, for which PostgreSQL would read all. */
    private static final String NAMED = """
            row.id in (
              select post.id from Post post where post.slug = :slug
              union all select former.post.id from FormerSlug former where former.slug = :slug)""";

    Listing<Post> select(Viewer viewer) {
        var posts = new Listing<>(Post.class, "join fetch row.author", Sort.parse(order(), sortable(), ID));
        switch (status == null ? Status.PUBLISHED : status) {
            case PUBLISHED ->
                posts.where("row.deletedAt is null").where("row.publishedAt <= :now", "now", viewer.now());
            case SCHEDULED -> posts.where("row.deletedAt is null").where("row.publishedAt > :now", "now", viewer.now());
            case DRAFT -> posts.where("row.deletedAt is null and row.publishedAt is null");
            case TRASH -> posts.where("row.deletedAt is not null");
            case ANY -> posts.where("row.deletedAt is null");
        }
        if (status != null && status != Status.PUBLISHED) {
            viewer.mustBeAllowedTo(Scope.POSTS_WRITE);
            if (!viewer.is(Role.EDITOR)) {
                posts.where(
                                "row.author.id = :viewer or row.deletedAt is null and row.publishedAt <= :now",
                                "viewer",
                                viewer.id())
                        .with("now", viewer.now());
            }
        }
        return posts.where("row.author.username = :author", "author", viewer.named(author))
                .where("exists (select 1 from row.tags tag where tag.slug = :tag)", "tag", tag)
                .where(NAMED, "slug", slug);
    }

    private String order() {
        if (sort != null) {
            return sort;
        }
        return status == Status.DRAFT || status == Status.TRASH ? "-updatedAt" : "-publishedAt";
    }

    /** Where readers see every post each has its time, and an index gives the order; drafts and the trash have none. */
    private Map<String, Field<Post>> sortable() {
        if (status == null || status == Status.PUBLISHED || status == Status.SCHEDULED) {
            return SORTABLE;
        }
        var sortable = new HashMap<>(SORTABLE);
        sortable.put("publishedAt", PUBLISHED_AT.orNull());
        return sortable;
    }
}
