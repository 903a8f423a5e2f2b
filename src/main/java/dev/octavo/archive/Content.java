package dev.octavo.archive;

import static dev.octavo.archive.Kind.ID;
import static dev.octavo.archive.Kind.INSTANT;
import static dev.octavo.archive.Kind.TEXT;
import static dev.octavo.archive.Kind.WHOLE;
import static dev.octavo.archive.Kind.choice;

import dev.octavo.account.NewAccount;
import dev.octavo.account.Role;
import dev.octavo.comment.CommentStatus;
import dev.octavo.comment.NewComment;
import dev.octavo.site.Moderation;
import dev.octavo.site.SiteEdit;
import dev.octavo.site.SiteUrls;
import dev.octavo.tag.NewCategory;
import dev.octavo.tag.TagEdit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * What an archive carries, table by table, in an order in which each refers to those before it only. What is made of a text is
 * not carried: an import makes it again, so that no file brings HTML past the sanitiser.
 */
@Singleton
class Content {
    /** Columns that no archive carries: secrets, what lives for a day, and what follows from the rest. */
    static final Set<String> NOT_CARRIED = Set.of(
            "site.id",
            "account.password_hash",
            "account.invitation_hash",
            "account.invitation_expires_at",
            "token.*",
            "secret.*",
            "stored_answer.*",
            "bucket.*",
            // For a while, and for those who hold its URL.
            "preview.*",
            // The log of the place where it happened.
            "event.*",
            "post.html",
            "post.derived_excerpt",
            "post.derived_image",
            "post.toc",
            "post.reading_minutes",
            "post.renderer",
            "post.comment_count",
            "post_search.*",
            "search_language.*",
            // As "working" and "shown" of the revision that it names.
            "post.working_revision",
            "post.shown_revision",
            "post_revision.size",
            // As "authors" and "tags" of the post.
            "post_author.*",
            "post_tag.*",
            // As "formerSlugs" of the post.
            "former_slug.*",
            // As "formerSlugs" of the tag.
            "former_tag.*",
            // As "formerSlugs" of the category.
            "former_category.*",
            "category.path",
            // As "categories" of the post.
            "post_category.*",
            "comment.root_id",
            "comment.path",
            "comment.depth",
            "comment.html",
            "comment.renderer",
            "comment.config",
            "comment.vector");

    /** What is made at the end of an import, when all rows are there: counts, and what the planner knows of them. */
    static final List<String> AT_THE_END = List.of(
            """
            update post set comment_count = counted.comments
            from (select post_id, count(*) as comments from comment where status = 'APPROVED' group by post_id) counted
            where id = counted.post_id""",
            "analyze account, tag, former_tag, category, former_category, post, post_author, post_category, post_tag, former_slug, post_revision, schedule, comment, post_search");

    /** Finds what each row by itself does not show, and says so. */
    static final String CONTRADICTION = """
            (select 'posts.ndjson: formerSlugs: ' || slug || ' is the slug of a post'
            from former_slug join post using (slug) where deleted_at is null order by slug limit 1)
            union all
            (select 'schedules.ndjson: ' || schedule.id || ' is not what its post is to become'
            from schedule join post on post.id = post_id left join post_revision revision on revision.id = revision_id
            where revision.post_id <> post.id or due_at is distinct from
                case action when 'PUBLISH' then published_at when 'UNPUBLISH' then unpublish_at else due_at end
            order by schedule.id limit 1)
            union all
            (select 'posts.ndjson: ' || id || ' has a publishedAt to come that is not among the schedules'
            from post where published_at > now()
            and not exists (select from schedule where post_id = post.id and action = 'PUBLISH')
            order by id limit 1)
            union all
            (select 'posts.ndjson: ' || id || ' has an unpublishAt that is not among the schedules'
            from post where unpublish_at is not null
            and not exists (select from schedule where post_id = post.id and action = 'UNPUBLISH')
            order by id limit 1)
            limit 1""";

    private final Properties takes;
    private final PostTables posts;

    Content(Properties takes, PostTables posts) {
        this.takes = takes;
        this.posts = posts;
    }

    List<Table> tables() {
        return List.of(
                site(),
                accounts(),
                tags(),
                categories(),
                posts.posts(),
                posts.revisions(),
                posts.schedules(),
                comments());
    }

    private Table site() {
        return Table.of(
                        "site",
                        "site.ndjson",
                        Column.of("version", WHOLE),
                        Column.of("title", takes.as(SiteEdit.class, "title", TEXT)),
                        Column.of("description", takes.as(SiteEdit.class, "description", TEXT))
                                .orNull(),
                        Column.of(
                                "language",
                                takes.as(SiteEdit.class, "language", TEXT).that(Forms::mustBeLanguage)),
                        Column.of("post_url", takes.as(SiteUrls.class, "post", TEXT))
                                .orNull(),
                        Column.of("tag_url", takes.as(SiteUrls.class, "tag", TEXT))
                                .orNull(),
                        Column.of("author_url", takes.as(SiteUrls.class, "author", TEXT))
                                .orNull(),
                        Column.of("comment_moderation", choice(Moderation.class))
                                .orNull())
                .ofOneRow();
    }

    private Table accounts() {
        return Table.of(
                "account",
                "accounts.ndjson",
                Column.of("id", ID),
                Column.of("version", WHOLE),
                Column.of("username", takes.as(NewAccount.class, "username", TEXT)),
                Column.of("name", takes.as(NewAccount.class, "name", TEXT)),
                Column.of("email", takes.as(NewAccount.class, "email", TEXT).that(Forms::mustBeLowerCase))
                        .orNull(),
                Column.of("role", choice(Role.class)),
                Column.of("created_at", INSTANT),
                Column.of("disabled_at", INSTANT).orNull());
    }

    private Table tags() {
        return Table.of(
                        "tag",
                        "tags.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("slug", TEXT.that(Forms::mustBeSlug)),
                        Column.of("name", TEXT.that(Forms::mustNameTag)),
                        Column.of("description", takes.as(TagEdit.class, "description", TEXT))
                                .orNull(),
                        Properties.formerSlugs("former_tag", "tag", TEXT.that(Forms::mustBeSlug)))
                .then(Properties.keepFormerSlugs("former_tag", "tag"));
    }

    private Table categories() {
        return Table.of(
                        "category",
                        "categories.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("parent_id", ID).orNull(),
                        Column.of("slug", TEXT.that(Forms::mustBeSlug)),
                        Column.of("name", takes.as(NewCategory.class, "name", TEXT)),
                        Column.of("description", takes.as(NewCategory.class, "description", TEXT))
                                .orNull(),
                        Properties.formerSlugs("former_category", "category", TEXT.that(Forms::mustBeSlug)))
                .readFrom("category", "path")
                .making(Branches::new, "path")
                .then(Properties.keepFormerSlugs("former_category", "category"));
    }

    private Table comments() {
        return Table.of(
                        "comment",
                        "comments.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("post_id", ID),
                        Column.of("parent_id", ID).orNull(),
                        Column.of("status", choice(CommentStatus.class)),
                        Column.of("account_id", ID).orNull(),
                        Column.of("author_name", takes.as(NewComment.Guest.class, "name", TEXT))
                                .orNull(),
                        Column.of(
                                        "author_email",
                                        takes.as(NewComment.Guest.class, "email", TEXT)
                                                .that(Forms::mustBeLowerCase))
                                .orNull(),
                        Column.of("author_url", takes.as(NewComment.Guest.class, "url", TEXT))
                                .orNull(),
                        Column.of("body", takes.as(NewComment.class, "body", TEXT)),
                        Column.of("created_at", INSTANT),
                        Column.of("updated_at", INSTANT))
                .readFrom("comment", "post_id, path")
                .making(Threads::new, "root_id", "path", "depth", "html", "renderer");
    }
}
