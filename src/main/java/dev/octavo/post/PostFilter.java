package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Field;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.tag.Category;
import dev.octavo.tag.Tag;
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

        @QueryParam("cohort")
        @Parameter(
                description =
                        "With the token of an author, whose own they are, or of an editor: `never-published` posts, which no reader has seen; "
                                + "`modified` ones, with a working copy that readers do not see; `unmodified` ones, published as they were saved last. "
                                + "Without `status` all but the trash")
        Cohort cohort,

        @QueryParam("tag") @Parameter(description = "The slug of a tag, or one that it had", example = "java")
        String tag,

        @QueryParam("category")
        @Parameter(
                description = "The slug of a category, or one that it had: posts in it and in those below it",
                example = "news")
        String category,

        @QueryParam("author")
        @Parameter(description = "The username of one of the authors; `me` for your own posts", example = "admin")
        String author,

        @QueryParam("slug")
        @Parameter(description = "The slug of a post, or one that it had when readers saw it", example = "hello-octavo")
        String slug,

        @QueryParam("featured") Boolean featured,

        @QueryParam("unlisted")
        @Parameter(
                description =
                        "`true` finds posts that lists do not show, with the token of an author, whose own they are, or of an editor. "
                                + "Without it they stand beside the others where `status` or `cohort` widen the list, and nowhere else, "
                                + "not even by `slug`")
        Boolean unlisted,

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

    /** What {@code cohort} takes. */
    @Schema(name = "PostCohort")
    public enum Cohort {
        @JsonProperty("never-published")
        NEVER_PUBLISHED,
        @JsonProperty("modified")
        MODIFIED,
        @JsonProperty("unmodified")
        UNMODIFIED
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

    /** What readers see of a tag, of an author, or without either of all; the newest first. */
    static PostFilter published(String tag, String author) {
        return new PostFilter(null, null, tag, null, author, null, null, null, null);
    }

    Listing<Post> select(Viewer viewer) {
        var posts = new Listing<>(Post.class, "", Sort.parse(order(), sortable(), ID));
        switch (wanted()) {
            case PUBLISHED -> posts.where(PostStatus.PUBLISHED.of("row"), "now", viewer.now());
            case SCHEDULED -> posts.where(PostStatus.SCHEDULED.of("row"), "now", viewer.now());
            case DRAFT -> posts.where(PostStatus.DRAFT.of("row"), "now", viewer.now());
            case TRASH -> posts.where(PostStatus.TRASH.of("row"));
            case ANY -> posts.where("row.deletedAt is null");
        }
        if (cohort != null) {
            select(posts, viewer);
        } else if (wanted() != Status.PUBLISHED || Boolean.TRUE.equals(unlisted)) {
            viewer.mustBeAllowedTo(Scope.POSTS_WRITE);
            if (!viewer.is(Role.EDITOR)) {
                posts.where(PostAuthors.include("row") + " or " + PostStatus.listed("row"), "viewer", viewer.id())
                        .with("now", viewer.now());
            }
        } else {
            posts.where("not row.unlisted");
        }
        choose(posts, "row.featured", featured);
        choose(posts, "row.unlisted", unlisted);
        return posts.where(
                        "exists (select 1 from row.authors author where author.username = :author)",
                        "author",
                        viewer.named(author))
                .where(
                        "exists (select 1 from row.tags tag where tag.id = :tag)",
                        "tag",
                        tag == null ? null : Tag.idOf(tag))
                .where(
                        "exists (select 1 from row.categories category where category.id in :branch)",
                        "branch",
                        category == null ? null : Category.branch(category))
                .where(NAMED, "slug", slug);
    }

    /** A working copy is nobody's business but its authors' and the editors'. */
    private void select(Listing<Post> posts, Viewer viewer) {
        viewer.mustBeAllowedTo(Scope.POSTS_WRITE);
        posts.where(PostAuthors.include("row"), "viewer", viewer.is(Role.EDITOR) ? null : viewer.id());
        switch (cohort) {
            case NEVER_PUBLISHED ->
                posts.where("row.firstPublishedAt is null")
                        .where("row.publishedAt is null or row.publishedAt > :now", "now", viewer.now());
            case MODIFIED -> posts.where("row.workingRevision is not null");
            case UNMODIFIED ->
                posts.where("row.workingRevision is null").where(PostStatus.PUBLISHED.of("row"), "now", viewer.now());
        }
    }

    /** Spelled out, because an index of a part of the rows serves no parameter. */
    private static void choose(Listing<Post> posts, String flag, Boolean wanted) {
        if (wanted != null) {
            posts.where(wanted ? flag : "not " + flag);
        }
    }

    private Status wanted() {
        return status != null ? status : cohort != null ? Status.ANY : Status.PUBLISHED;
    }

    private String order() {
        if (sort != null) {
            return sort;
        }
        return status == Status.DRAFT || status == Status.TRASH ? "-updatedAt" : "-publishedAt";
    }

    /** Where readers see every post each has its time, and an index gives the order; drafts and the trash have none. */
    private Map<String, Field<Post>> sortable() {
        if (wanted() == Status.PUBLISHED || wanted() == Status.SCHEDULED) {
            return SORTABLE;
        }
        var sortable = new HashMap<>(SORTABLE);
        sortable.put("publishedAt", PUBLISHED_AT.orNull());
        return sortable;
    }
}
