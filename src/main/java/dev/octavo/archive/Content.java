package dev.octavo.archive;

import static dev.octavo.archive.Column.computed;
import static dev.octavo.archive.Kind.FLAG;
import static dev.octavo.archive.Kind.ID;
import static dev.octavo.archive.Kind.INSTANT;
import static dev.octavo.archive.Kind.JSON;
import static dev.octavo.archive.Kind.TEXT;
import static dev.octavo.archive.Kind.WHOLE;
import static dev.octavo.archive.Kind.choice;
import static dev.octavo.archive.Kind.must;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octavo.account.NewAccount;
import dev.octavo.account.Role;
import dev.octavo.comment.CommentStatus;
import dev.octavo.comment.NewComment;
import dev.octavo.post.Format;
import dev.octavo.post.NewPost;
import dev.octavo.post.NewSchedule;
import dev.octavo.post.Note;
import dev.octavo.post.RevisionEdit;
import dev.octavo.post.Seo;
import dev.octavo.site.Moderation;
import dev.octavo.site.SiteEdit;
import dev.octavo.site.SiteUrls;
import dev.octavo.tag.NewCategory;
import dev.octavo.tag.TagEdit;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.HashSet;
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
            // The first of its "authors".
            "post.author_id",
            "post.html",
            "post.derived_excerpt",
            "post.derived_image",
            "post.toc",
            "post.reading_minutes",
            "post.renderer",
            "post.comment_count",
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
            "comment.renderer");

    /** What is made at the end of an import, when all rows are there: counts, and what the planner knows of them. */
    static final List<String> AT_THE_END = List.of(
            """
            update post set comment_count = counted.comments
            from (select post_id, count(*) as comments from comment where status = 'APPROVED' group by post_id) counted
            where id = counted.post_id""",
            "analyze account, tag, former_tag, category, former_category, post, post_author, post_category, post_tag, former_slug, post_revision, schedule, comment");

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

    private final Validator validator;

    Content(Validator validator) {
        this.validator = validator;
    }

    List<Table> tables() {
        return List.of(site(), accounts(), tags(), categories(), posts(), revisions(), schedules(), comments());
    }

    private Table site() {
        return Table.of(
                        "site",
                        "site.ndjson",
                        Column.of("version", WHOLE),
                        Column.of("title", as(SiteEdit.class, "title", TEXT)),
                        Column.of("description", as(SiteEdit.class, "description", TEXT))
                                .orNull(),
                        Column.of(
                                "language", as(SiteEdit.class, "language", TEXT).that(Forms::mustBeLanguage)),
                        Column.of("post_url", as(SiteUrls.class, "post", TEXT)).orNull(),
                        Column.of("tag_url", as(SiteUrls.class, "tag", TEXT)).orNull(),
                        Column.of("author_url", as(SiteUrls.class, "author", TEXT))
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
                Column.of("username", as(NewAccount.class, "username", TEXT)),
                Column.of("name", as(NewAccount.class, "name", TEXT)),
                Column.of("email", as(NewAccount.class, "email", TEXT).that(Forms::mustBeLowerCase))
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
                        Column.of("description", as(TagEdit.class, "description", TEXT))
                                .orNull(),
                        computed(
                                        "formerSlugs",
                                        "(select json_agg(former.slug order by former.slug) from former_tag former where tag_id = tag.id)",
                                        listOf(TEXT.that(Forms::mustBeSlug), "must not name a slug twice"))
                                .orNull())
                .then("""
                        insert into former_tag (slug, tag_id)
                        select former.slug, tag.id
                        from json_to_recordset(?::json) as tag (id uuid, "formerSlugs" json)
                        cross join json_array_elements_text(tag."formerSlugs") as former (slug)""");
    }

    private Table categories() {
        return Table.of(
                        "category",
                        "categories.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("parent_id", ID).orNull(),
                        Column.of("slug", TEXT.that(Forms::mustBeSlug)),
                        Column.of("name", as(NewCategory.class, "name", TEXT)),
                        Column.of("description", as(NewCategory.class, "description", TEXT))
                                .orNull(),
                        computed(
                                        "formerSlugs",
                                        "(select json_agg(former.slug order by former.slug) from former_category former where category_id = category.id)",
                                        listOf(TEXT.that(Forms::mustBeSlug), "must not name a slug twice"))
                                .orNull())
                .readFrom("category", "path")
                .making(Branches::new, "path")
                .then("""
                        insert into former_category (slug, category_id)
                        select former.slug, category.id
                        from json_to_recordset(?::json) as category (id uuid, "formerSlugs" json)
                        cross join json_array_elements_text(category."formerSlugs") as former (slug)""");
    }

    private Table posts() {
        return Table.of(
                        "post",
                        "posts.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("hidden_saves", WHOLE),
                        Column.of("slug", as(NewPost.class, "slug", TEXT)),
                        computed(
                                "authors",
                                "(select json_agg(account_id order by position) from post_author where post_id = post.id)",
                                as(NewPost.class, "authors", listOf(ID, "must not name an author twice"))),
                        Column.of("created_at", INSTANT),
                        Column.of("updated_at", INSTANT),
                        Column.of("published_at", INSTANT).orNull(),
                        Column.of("first_published_at", INSTANT).orNull(),
                        Column.of("unpublish_at", INSTANT).orNull(),
                        Column.of("deleted_at", INSTANT).orNull(),
                        Column.of("title", as(NewPost.class, "title", TEXT)),
                        Column.of("body", as(NewPost.class, "body", TEXT)),
                        Column.of("format", choice(Format.class)),
                        Column.of("excerpt", as(NewPost.class, "excerpt", TEXT)).orNull(),
                        Column.of("canonical_url", as(NewPost.class, "canonicalUrl", TEXT))
                                .orNull(),
                        Column.of("seo_title", as(Seo.class, "title", TEXT)).orNull(),
                        Column.of("seo_description", as(Seo.class, "description", TEXT))
                                .orNull(),
                        Column.of("seo_image", as(Seo.class, "image", TEXT)).orNull(),
                        Column.of("meta", meta()),
                        Column.of("comments_open", FLAG),
                        Column.of("comment_moderation", choice(Moderation.class))
                                .orNull(),
                        Column.of("featured", FLAG),
                        Column.of("unlisted", FLAG),
                        computed("tags", """
                                (select coalesce(json_agg(tag.slug order by position), '[]')
                                 from post_tag join tag on tag.id = tag_id where post_id = post.id)""", tagList(TEXT)),
                        computed(
                                        "categories",
                                        """
                                (select json_agg(category.slug order by position)
                                 from post_category join category on category.id = category_id where post_id = post.id)""",
                                        as(
                                                NewPost.class,
                                                "categories",
                                                listOf(TEXT.that(Forms::mustBeSlug), "must not name a category twice")))
                                .orNull(),
                        computed(
                                        "formerSlugs",
                                        "(select json_agg(slug order by slug) from former_slug where post_id = post.id)",
                                        slugs())
                                .orNull())
                .making(
                        () -> Rendered::post,
                        "author_id",
                        "html",
                        "derived_excerpt",
                        "derived_image",
                        "toc",
                        "reading_minutes",
                        "renderer")
                .then("""
                        insert into post_author (post_id, position, account_id)
                        select post.id, author.number - 1, author.id::uuid
                        from json_to_recordset(?::json) as post (id uuid, authors json)
                        cross join json_array_elements_text(post.authors) with ordinality as author (id, number)""")
                .then("""
                        insert into post_tag (post_id, position, tag_id)
                        select post.id, named.number - 1, tag.id
                        from json_to_recordset(?::json) as post (id uuid, tags json)
                        cross join json_array_elements_text(post.tags) with ordinality as named (slug, number)
                        left join tag using (slug)""")
                .then("""
                        insert into post_category (post_id, position, category_id)
                        select post.id, named.number - 1, category.id
                        from json_to_recordset(?::json) as post (id uuid, categories json)
                        cross join json_array_elements_text(post.categories) with ordinality as named (slug, number)
                        left join category using (slug)""")
                .then("""
                        insert into former_slug (slug, post_id)
                        select former.slug, post.id
                        from json_to_recordset(?::json) as post (id uuid, "formerSlugs" json)
                        cross join json_array_elements_text(post."formerSlugs") as former (slug)""");
    }

    private Table revisions() {
        var seo = List.of(
                Column.of("title", as(Seo.class, "title", TEXT)).orNull(),
                Column.of("description", as(Seo.class, "description", TEXT)).orNull(),
                Column.of("image", as(Seo.class, "image", TEXT)).orNull());
        var content = List.of(
                Column.of("title", as(NewPost.class, "title", TEXT)),
                Column.of("body", as(NewPost.class, "body", TEXT)),
                Column.of("format", TEXT.that(choice(Format.class).read()::read)),
                Column.of("excerpt", as(NewPost.class, "excerpt", TEXT)).orNull(),
                Column.of("canonicalUrl", as(NewPost.class, "canonicalUrl", TEXT))
                        .orNull(),
                Column.of("seo", JSON.that(value -> Column.read(seo, value))).orNull(),
                Column.of("meta", meta()),
                Column.of("tags", tagList(JSON.that(Forms::mustBeTag))));
        return Table.of(
                        "post_revision",
                        "revisions.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("post_id", ID),
                        Column.of("author_id", ID),
                        Column.of("created_at", INSTANT),
                        Column.of("note", as(Note.class, "note", TEXT)).orNull(),
                        Column.of("name", as(RevisionEdit.class, "name", TEXT)).orNull(),
                        Column.of("pinned", FLAG),
                        Column.of("content", JSON.that(value -> Column.read(content, value))),
                        computed("working", "post_revision.id is not distinct from working_revision", FLAG),
                        computed("shown", "post_revision.id is not distinct from shown_revision", FLAG))
                .readFrom("post_revision join post on post.id = post_id", "post_id, post_revision.id")
                .making(Working::new, "size")
                .then("""
                        update post set working_revision = revision.id
                        from json_to_recordset(?::json) as revision (id uuid, post_id uuid, working boolean)
                        where working and post.id = revision.post_id""")
                .then("""
                        update post set shown_revision = revision.id
                        from json_to_recordset(?::json) as revision (id uuid, post_id uuid, shown boolean)
                        where shown and post.id = revision.post_id""");
    }

    private Table schedules() {
        return Table.of(
                "schedule",
                "schedules.ndjson",
                Column.of("id", ID),
                Column.of("version", WHOLE),
                Column.of("post_id", ID),
                Column.of("action", choice(NewSchedule.Action.class)),
                Column.of("due_at", INSTANT),
                Column.of("zone", TEXT.that(Forms::mustBeZone)),
                Column.of("revision_id", ID).orNull());
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
                        Column.of("author_name", as(NewComment.Guest.class, "name", TEXT))
                                .orNull(),
                        Column.of(
                                        "author_email",
                                        as(NewComment.Guest.class, "email", TEXT)
                                                .that(Forms::mustBeLowerCase))
                                .orNull(),
                        Column.of("author_url", as(NewComment.Guest.class, "url", TEXT))
                                .orNull(),
                        Column.of("body", as(NewComment.class, "body", TEXT)),
                        Column.of("created_at", INSTANT),
                        Column.of("updated_at", INSTANT))
                .readFrom("comment", "post_id, path")
                .making(Threads::new, "root_id", "path", "depth", "html", "renderer");
    }

    /** What the API takes for this property, in its words. */
    private Kind as(Class<?> type, String property, Kind kind) {
        return kind.that(value ->
                validator.validateValue(type, property, Lines.STRICT.convertValue(value, Object.class)).stream()
                        .findFirst()
                        .ifPresent(violation -> {
                            throw new InvalidRecord(violation.getMessage());
                        }));
    }

    private Kind meta() {
        return as(NewPost.class, "meta", JSON.that(value -> must(value.isObject(), "must be an object")));
    }

    private Kind slugs() {
        return listOf(as(NewPost.class, "slug", TEXT), "must not name a slug twice");
    }

    private Kind tagList(Kind tag) {
        return as(NewPost.class, "tags", listOf(tag, "must not name a tag twice"));
    }

    private static Kind listOf(Kind kind, String otherwise) {
        return JSON.that(list -> {
            must(list.isArray(), "must be an array");
            var seen = new HashSet<JsonNode>();
            list.forEach(each -> must(seen.add(kind.read().read(each)), otherwise));
        });
    }
}
