package dev.octavo.archive;

import static dev.octavo.archive.Column.computed;
import static dev.octavo.archive.Kind.FLAG;
import static dev.octavo.archive.Kind.ID;
import static dev.octavo.archive.Kind.INSTANT;
import static dev.octavo.archive.Kind.JSON;
import static dev.octavo.archive.Kind.TEXT;
import static dev.octavo.archive.Kind.WHOLE;
import static dev.octavo.archive.Kind.choice;

import dev.octavo.post.Format;
import dev.octavo.post.NewPost;
import dev.octavo.post.NewSchedule;
import dev.octavo.post.Note;
import dev.octavo.post.RevisionEdit;
import dev.octavo.post.Seo;
import dev.octavo.site.Moderation;
import jakarta.inject.Singleton;
import java.util.List;

/** What an archive carries of posts: what readers see, what was saved before and since, and what is to come. */
@Singleton
class PostTables {
    private final Properties takes;

    PostTables(Properties takes) {
        this.takes = takes;
    }

    Table posts() {
        return Table.of(
                        "post",
                        "posts.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("hidden_saves", WHOLE),
                        Column.of("slug", takes.as(NewPost.class, "slug", TEXT)),
                        computed(
                                "authors",
                                "(select json_agg(account_id order by position) from post_author where post_id = post.id)",
                                takes.as(
                                        NewPost.class,
                                        "authors",
                                        Properties.listOf(ID, "must not name an author twice"))),
                        Column.of("created_at", INSTANT),
                        Column.of("updated_at", INSTANT),
                        Column.of("published_at", INSTANT).orNull(),
                        Column.of("first_published_at", INSTANT).orNull(),
                        Column.of("unpublish_at", INSTANT).orNull(),
                        Column.of("deleted_at", INSTANT).orNull(),
                        Column.of("title", takes.as(NewPost.class, "title", TEXT)),
                        Column.of("body", takes.as(NewPost.class, "body", TEXT)),
                        Column.of("format", choice(Format.class)),
                        Column.of("excerpt", takes.as(NewPost.class, "excerpt", TEXT))
                                .orNull(),
                        Column.of("canonical_url", takes.as(NewPost.class, "canonicalUrl", TEXT))
                                .orNull(),
                        Column.of("seo_title", takes.as(Seo.class, "title", TEXT))
                                .orNull(),
                        Column.of("seo_description", takes.as(Seo.class, "description", TEXT))
                                .orNull(),
                        Column.of("seo_image", takes.as(Seo.class, "image", TEXT))
                                .orNull(),
                        Column.of("meta", takes.meta()),
                        Column.of("comments_open", FLAG),
                        Column.of("comment_moderation", choice(Moderation.class))
                                .orNull(),
                        Column.of("featured", FLAG),
                        Column.of("unlisted", FLAG),
                        computed("tags", """
                                (select coalesce(json_agg(tag.slug order by position), '[]')
                                 from post_tag join tag on tag.id = tag_id where post_id = post.id)""", takes.tagList(TEXT)),
                        computed(
                                        "categories",
                                        """
                                (select json_agg(category.slug order by position)
                                 from post_category join category on category.id = category_id where post_id = post.id)""",
                                        takes.as(
                                                NewPost.class,
                                                "categories",
                                                Properties.listOf(
                                                        TEXT.that(Forms::mustBeSlug),
                                                        "must not name a category twice")))
                                .orNull(),
                        Properties.formerSlugs("former_slug", "post", takes.as(NewPost.class, "slug", TEXT)))
                .making(
                        () -> Rendered::post,
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
                .then(Properties.keepFormerSlugs("former_slug", "post"));
    }

    Table revisions() {
        var seo = List.of(
                Column.of("title", takes.as(Seo.class, "title", TEXT)).orNull(),
                Column.of("description", takes.as(Seo.class, "description", TEXT))
                        .orNull(),
                Column.of("image", takes.as(Seo.class, "image", TEXT)).orNull());
        var content = List.of(
                Column.of("title", takes.as(NewPost.class, "title", TEXT)),
                Column.of("body", takes.as(NewPost.class, "body", TEXT)),
                Column.of("format", TEXT.that(choice(Format.class).read()::read)),
                Column.of("excerpt", takes.as(NewPost.class, "excerpt", TEXT)).orNull(),
                Column.of("canonicalUrl", takes.as(NewPost.class, "canonicalUrl", TEXT))
                        .orNull(),
                Column.of("seo", JSON.that(value -> Column.read(seo, value))).orNull(),
                Column.of("meta", takes.meta()),
                Column.of("tags", takes.tagList(JSON.that(Forms::mustBeTag))));
        return Table.of(
                        "post_revision",
                        "revisions.ndjson",
                        Column.of("id", ID),
                        Column.of("version", WHOLE),
                        Column.of("post_id", ID),
                        Column.of("author_id", ID),
                        Column.of("created_at", INSTANT),
                        Column.of("note", takes.as(Note.class, "note", TEXT)).orNull(),
                        Column.of("name", takes.as(RevisionEdit.class, "name", TEXT))
                                .orNull(),
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

    Table schedules() {
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
}
