package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Field;
import dev.octavo.http.Fields;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import dev.octavo.tag.Category;
import dev.octavo.tag.Tag;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
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

        @QueryParam("unlisted")
        @Parameter(
                description =
                        "`true` finds posts that lists do not show, with the token of an author, whose own they are, or of an editor. "
                                + "Without it they stand beside the others where `status` or `cohort` widen the list, and nowhere else, "
                                + "not even by `slug`")
        Boolean unlisted,

        @QueryParam("q") @Size(max = Search.MAX_LENGTH) @Parameter(description = Search.SYNTAX, example = "octavo")
        String q,

        @QueryParam("sort")
        @Parameter(
                description =
                        "With `q` also `relevance`, the best first: the newest 2,000 that match, and then the others. Without it `relevance` with `q`, else `-publishedAt`; for drafts and the trash `-updatedAt`",
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

    private static final Field<UUID> ID = Field.of("id", Type.ID).filtered();

    /** By two indexes, and not by one condition or the other, for which PostgreSQL would read all. */
    private static final Field<String> SLUG = Field.relation(
                    "slug",
                    Type.NAME,
                    test -> "row.id in (select post.id from Post post where "
                            + test.apply("post.slug")
                            + " union all select former.post.id from FormerSlug former where "
                            + test.apply("former.slug") + ")")
            .present()
            .noted("also one that it had when readers saw it");

    static final Field<String> AUTHOR = Field.relation(
                    "author",
                    Type.NAME,
                    test -> "exists (select 1 from row.authors author where " + test.apply("author.id") + ")")
            .present()
            .stored(Viewer::idOf)
            .noted("the username of one of the authors; `me` for your own posts");
    static final Field<String> TAG = Field.relation(
                    "tag", Type.NAME, test -> "exists (select 1 from row.tags tag where " + test.apply("tag.id") + ")")
            .stored(Tag::idOf)
            .noted("the slug of a tag, or one that it had");
    private static final Field<String> CATEGORY = Field.relation(
                    "category",
                    Type.NAME,
                    test -> "exists (select 1 from row.categories category where " + test.apply("category.id") + ")")
            .stored(Category::branch)
            .noted("the slug of a category, or one that it had: posts in it and in those below it");

    static final Fields FIELDS = new Fields(
            ID,
            SLUG,
            Field.of("title", Type.TEXT).filtered().sorted(),
            AUTHOR,
            TAG,
            CATEGORY,
            Field.of("canonicalUrl", Type.TEXT).orNull().filtered(),
            Field.of("featured", Type.TRUTH).filtered(),
            Field.of("commentsOpen", Type.TRUTH).filtered(),
            Field.of("commentCount", Type.INTEGER).filtered().sorted(),
            Field.of("readingMinutes", Type.INTEGER).filtered(),
            Field.of("publishedAt", Type.INSTANT).orNull().filtered().sorted(),
            Field.of("createdAt", Type.INSTANT).filtered().sorted(),
            Field.of("updatedAt", Type.INSTANT).filtered().sorted());

    private static final Fields SEARCHED = FIELDS.and(Search.RELEVANCE);

    static final Sort BY_ID = Sort.by(ID, true);

    /** What readers see, the newest first. */
    static final PostFilter PUBLISHED = new PostFilter(null, null, null, null, null);

    Listing<Post> select(Viewer viewer) {
        var order = order();
        var posts = new Listing<>(Post.class, "", order).asking(FIELDS);
        Search.ofPosts(posts, q, order);
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
        return unlisted == null ? posts : posts.where(unlisted ? "row.unlisted" : "not row.unlisted");
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

    private Status wanted() {
        return status != null ? status : cohort != null ? Status.ANY : Status.PUBLISHED;
    }

    /** Where readers see every post each has its time; drafts and the trash have none. */
    private Sort order() {
        var byTime = status == Status.DRAFT || status == Status.TRASH ? "-updatedAt" : "-publishedAt";
        var order = q == null
                ? Sort.parse(sort == null ? byTime : sort, FIELDS)
                : Sort.parse(sort == null ? "relevance" : sort, SEARCHED);
        return wanted() == Status.PUBLISHED || wanted() == Status.SCHEDULED ? order.present("publishedAt") : order;
    }
}
