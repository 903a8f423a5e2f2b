package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PostResourceTest {
    @Test
    void readers_get_a_post_by_two_statements_however_they_ask_for_it() {
        var post = write(author(), Map.of("publishedAt", "2026-01-02", "tags", List.of("one", "two")))
                .extract();
        for (var name : List.of(post.<String>path("id"), post.<String>path("slug"))) {
            assertEquals(
                    2,
                    Statements.during(
                            () -> visitor().get("/posts/{post}", name).then().statusCode(200)));
        }
    }

    @Test
    void a_post_is_written_as_a_draft_and_read_back_whole() {
        var title = unique("Writing");
        var view = write(
                        author(),
                        Map.of(
                                "title",
                                title,
                                "body",
                                "# One\n\nSome *words*.\n\n## Two\n\n```java\nvar x = 1;\n```\n",
                                "tags",
                                List.of("Rust", "C++"),
                                "canonicalUrl",
                                "https://example.org/one",
                                "meta",
                                Map.of("mood", "calm", "list", List.of(1, 2.5, true))))
                .header("Location", startsWith("/api/v1/posts/"))
                .header("ETag", matchesPattern("\"0-[0-9a-f]{16}\""))
                .body("status", equalTo("draft"))
                .body("version", equalTo("working"))
                .body("publishedAt", nullValue())
                .body("slug", equalTo(title.toLowerCase().replace(' ', '-')))
                .body("html", containsString("<em>words</em>"))
                .body("html", containsString("<code class=\"language-java\">"))
                .body("excerpt", equalTo("Some words."))
                .body("readingMinutes", equalTo(1))
                .body("toc.id", equalTo(List.of("one", "two")))
                .body(
                        "tags",
                        equalTo(List.of(
                                Map.of("slug", "rust", "name", "Rust"), Map.of("slug", "c-plus-plus", "name", "C++"))))
                .body("author.username", equalTo("author"))
                .body("commentsOpen", equalTo(true))
                .body("meta.list", equalTo(List.of(1, 2.5f, true)))
                .extract();
        author().get(view.header("Location").substring("/api/v1".length()))
                .then()
                .statusCode(200)
                .body("", equalTo(view.jsonPath().getMap("")));
    }

    @Test
    void a_published_post_is_read_by_id_and_by_slug() {
        var post = publish().extract().jsonPath();
        visitor()
                .get("/posts/{post}", post.getString("id"))
                .then()
                .statusCode(200)
                .body("slug", equalTo(post.getString("slug")));
        visitor()
                .get("/posts/{post}", post.getString("slug"))
                .then()
                .statusCode(200)
                .body("id", equalTo(post.getString("id")));
        visitor().head("/posts/{post}", post.getString("slug")).then().statusCode(200);
        visitor().get("/posts/no-such-post").then().statusCode(404);
        visitor().urlEncodingEnabled(false).get("/posts/%00").then().statusCode(404);
        visitor().get("/posts/{post}", "No Such Post").then().statusCode(404);
        visitor().get("/posts/01a203f9-c156-7067-94e2-f605f6906e1c").then().statusCode(404);
    }

    @Test
    void a_draft_is_hidden_from_all_who_may_not_edit_it() {
        String id = draft().extract().path("id");
        visitor().get("/posts/{post}", id).then().statusCode(404);
        member().get("/posts/{post}", id).then().statusCode(404);
        as("another-author", Role.AUTHOR).get("/posts/{post}", id).then().statusCode(404);
        as("another-author", Role.AUTHOR).delete("/posts/{post}", id).then().statusCode(404);
        author().get("/posts/{post}", id).then().statusCode(200);
        editor().get("/posts/{post}", id).then().statusCode(200);
        admin().get("/posts/{post}", id).then().statusCode(200);
    }

    @Test
    void writing_needs_an_author_and_changing_the_same_or_an_editor() {
        String id = publish().extract().path("id");
        var post = Map.of("title", "x", "body", "y");
        visitor().body(post).post("/posts").then().statusCode(401);
        member().body(post).post("/posts").then().statusCode(403);
        as("another-author", Role.AUTHOR)
                .body(post)
                .put("/posts/{post}", id)
                .then()
                .statusCode(403);
        as("another-author", Role.AUTHOR)
                .body(post)
                .patch("/posts/{post}", id)
                .then()
                .statusCode(403);
        as("another-author", Role.AUTHOR).delete("/posts/{post}", id).then().statusCode(403);
        as("another-author", Role.AUTHOR)
                .get("/posts/{post}?version=working", id)
                .then()
                .statusCode(403);
        visitor().get("/posts/{post}?version=working", id).then().statusCode(401);
        editor().body(Map.of("excerpt", "By an editor"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
    }

    @Test
    void a_slug_is_made_from_any_title_and_is_never_a_reserved_word() {
        write(author(), Map.of("title", "Привет " + unique("мир"))).body("slug", startsWith("privet-mir-"));
        write(author(), Map.of("title", "Search")).body("slug", matchesPattern("search-\\d+"));
        write(author(), Map.of("title", "…")).body("slug", startsWith("horizontal-ellipsis"));
    }

    @Test
    void fifty_posts_of_one_title_at_once_have_fifty_slugs() {
        var title = unique("Rush");
        var slugs = Parallel.run(
                50, () -> write(author(), Map.of("title", title)).extract().<String>path("slug"));
        var base = title.toLowerCase().replace(' ', '-');
        var expected = new HashSet<>(List.of(base));
        for (int number = 2; number <= 50; number++) {
            expected.add(base + "-" + number);
        }
        assertEquals(expected, new HashSet<>(slugs));
    }

    @Test
    void of_many_who_ask_for_one_slug_at_once_one_gets_it() {
        var slug = unique("wanted").replace(' ', '-');
        var statuses = Parallel.run(
                10,
                () -> author().body(Map.of("title", "x", "body", "y", "slug", slug))
                        .post("/posts")
                        .then()
                        .extract()
                        .statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count());
        assertEquals(9, statuses.stream().filter(status -> status == 409).count());
    }

    @Test
    void a_slug_that_is_taken_is_refused_by_name() {
        String slug = publish().extract().path("slug");
        author().body(Map.of("title", "x", "body", "y", "slug", slug))
                .post("/posts")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"))
                .body("errors[0].pointer", equalTo("/slug"));
        String other = draft().extract().path("id");
        author().body(Map.of("slug", slug)).patch("/posts/{post}", other).then().statusCode(409);
        author().body(Map.of("slug", slug + "-new"))
                .patch("/posts/{post}", other)
                .then()
                .statusCode(200)
                .body("slug", equalTo(slug + "-new"));
    }

    @Test
    void many_who_bring_new_tags_at_once_share_them() {
        var one = unique("Tag");
        var two = unique("Tag");
        Parallel.run(
                12,
                () -> write(
                                author(),
                                Map.of("tags", new Random().nextBoolean() ? List.of(one, two) : List.of(two, one)))
                        .statusCode(201));
        visitor().get("/posts?tag=nothing-like-it").then().statusCode(200).body("items", hasSize(0));
        author().get("/posts?status=draft&count=exact&tag=" + one.toLowerCase().replace(' ', '-'))
                .then()
                .body("total", equalTo(12));
    }

    @Test
    void what_get_gives_put_takes() {
        var read = publish().extract();
        var body = new HashMap<>(read.jsonPath().<String, Object>getMap(""));
        var id = body.get("id");
        author().body(body)
                .put("/posts/{post}", id)
                .then()
                .statusCode(200)
                .header("ETag", startsWith("\"0-"))
                .body("", equalTo(body));
        body.put("title", "Another title");
        author().body(body)
                .put("/posts/{post}?publish=true", id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Another title"));
        visitor().get("/posts/{post}", id).then().body("title", equalTo("Another title"));
    }

    @Test
    void what_is_read_only_is_refused_when_it_changes() {
        var body = new HashMap<>(publish().extract().jsonPath().<String, Object>getMap(""));
        var id = body.get("id");
        body.put("id", "01a203f9-c156-7067-94e2-f605f6906e1c");
        body.put("html", "<p>Mine</p>");
        author().body(body)
                .put("/posts/{post}", id)
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("read-only", "read-only")))
                .body("errors.pointer", containsInAnyOrder("/id", "/html"));
        author().body(Map.of("publishedAt", "2026-05-05T00:00:00Z"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/publishedAt"))
                .body("errors[0].detail", containsString("/publication"));
    }

    @Test
    void comments_that_come_in_do_not_stop_an_author_from_writing() {
        var read = publish().extract();
        String id = read.path("id");
        comment(id, null);
        visitor().get("/posts/{post}", id).then().body("commentCount", equalTo(1));
        author().header("If-Match", read.header("ETag"))
                .body(read.jsonPath().<String, Object>getMap(""))
                .put("/posts/{post}", id)
                .then()
                .statusCode(200)
                .body("commentCount", equalTo(1));
    }

    @Test
    void a_derived_excerpt_stays_derived() {
        var body = new HashMap<>(publish().extract().jsonPath().<String, Object>getMap(""));
        body.put("body", "Other words.");
        author().body(body)
                .put("/posts/{post}?publish=true", body.get("id"))
                .then()
                .statusCode(200)
                .body("excerpt", equalTo("Other words."));
        author().body(Map.of("excerpt", "My own"))
                .patch("/posts/{post}?publish=true", body.get("id"))
                .then()
                .body("excerpt", equalTo("My own"));
        author().body(Map.of("body", "Third words."))
                .patch("/posts/{post}?publish=true", body.get("id"))
                .then()
                .body("excerpt", equalTo("My own"));
        author().body("{\"excerpt\": null}")
                .patch("/posts/{post}?publish=true", body.get("id"))
                .then()
                .body("excerpt", equalTo("Third words."));
    }

    @Test
    void a_patch_changes_what_it_names() {
        String id = write(author(), Map.of("tags", List.of("One"), "meta", Map.of("a", 1, "b", Map.of("c", 2))))
                .extract()
                .path("id");
        author().contentType("application/merge-patch+json")
                .body(
                        "{\"title\": \"Changed\", \"meta\": {\"a\": null, \"b\": {\"d\": 3}}, \"tags\": [\"Two\", {\"slug\": \"one\", \"name\": \"One\"}]}")
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Changed"))
                .body("body", equalTo("Some *words*."))
                .body("meta", equalTo(Map.of("b", Map.of("c", 2, "d", 3))))
                .body("tags.slug", equalTo(List.of("two", "one")));
        author().body("{\"title\": null}")
                .patch("/posts/{post}", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/title"));
        author().body("{\"colour\": 1}")
                .patch("/posts/{post}", id)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-property"));
        author().body("{\"colour\": null}").patch("/posts/{post}", id).then().statusCode(400);
        author().body("[]").patch("/posts/{post}", id).then().statusCode(400);
        author().body("null").patch("/posts/{post}", id).then().statusCode(400);
    }

    @Test
    void saving_what_is_there_already_changes_nothing() {
        var read = write(
                        author(),
                        Map.of("publishedAt", "2026-01-01", "tags", List.of("Saved"), "meta", Map.of("n", 1.50)))
                .extract();
        author().body(Map.of("tags", List.of("saved", "SAVED"), "meta", Map.of("n", 1.5)))
                .patch("/posts/{post}", read.<String>path("id"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo(read.header("ETag")));
        author().body(Map.of("title", read.path("title")))
                .patch("/posts/{post}", read.<String>path("id"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo(read.header("ETag")))
                .body("modified", equalTo(false));
    }

    @Test
    void readers_of_a_published_post_keep_what_they_see_until_it_is_published_again() {
        var read = publish().extract();
        String id = read.path("id");
        author().body(Map.of("title", "Not yet", "body", "Not *yet*.", "tags", List.of("Later")))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200)
                .body("version", equalTo("working"))
                .body("modified", equalTo(true))
                .body("html", containsString("<em>yet</em>"));
        visitor()
                .get("/posts/{post}", id)
                .then()
                .body("title", equalTo(read.path("title")))
                .body("tags", hasSize(0))
                .body("modified", equalTo(false));
        visitor().get("/posts?tag=later").then().body("items.id", not(hasItem(id)));
        author().get("/posts/{post}", id)
                .then()
                .body("title", equalTo(read.path("title")))
                .body("modified", equalTo(true));
        author().get("/posts/{post}?version=working", id).then().body("title", equalTo("Not yet"));
        // The next patch goes on from what was saved.
        author().body(Map.of("excerpt", "Soon"))
                .patch("/posts/{post}", id)
                .then()
                .body("title", equalTo("Not yet"));
        author().body("{}")
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Not yet"))
                .body("publishedAt", equalTo(read.path("publishedAt")));
        visitor()
                .get("/posts/{post}", id)
                .then()
                .body("title", equalTo("Not yet"))
                .body("excerpt", equalTo("Soon"))
                .body("tags.slug", equalTo(List.of("later")));
    }

    @Test
    void publish_true_saves_and_shows_in_one_step() {
        String id = publish().extract().path("id");
        author().body(Map.of("title", "At once"))
                .patch("/posts/{post}?publish=true", id)
                .then()
                .statusCode(200)
                .body("version", equalTo("published"));
        visitor().get("/posts/{post}", id).then().body("title", equalTo("At once"));
    }

    @Test
    void of_two_writers_with_one_tag_one_wins() {
        var read = publish().extract();
        String id = read.path("id");
        var statuses = Parallel.run(
                2,
                () -> author().header("If-Match", read.header("ETag"))
                        .body(Map.of("title", unique("Race")))
                        .patch("/posts/{post}", id)
                        .then()
                        .extract()
                        .statusCode());
        assertEquals(List.of(200, 412), statuses.stream().sorted().toList());
    }

    @Test
    void a_stale_tag_is_told_the_current_one() {
        var read = publish().extract();
        String id = read.path("id");
        var current = author().body(Map.of("title", "Changed"))
                .patch("/posts/{post}?publish=true", id)
                .then()
                .extract()
                .header("ETag");
        var told = author().header("If-Match", read.header("ETag"))
                .delete("/posts/{post}", id)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/stale-version"))
                .extract()
                .header("ETag");
        assertEquals(current, told);
        author().header("If-Match", "\"nonsense\"")
                .delete("/posts/{post}", id)
                .then()
                .statusCode(412);
        // A proxy may weaken it, a list may hold it.
        author().header("If-Match", "\"7-aa\", W/" + told)
                .delete("/posts/{post}", id)
                .then()
                .statusCode(204);
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        var read = publish().extract();
        var tag = visitor()
                .get("/posts/{post}", read.<String>path("id"))
                .then()
                .extract()
                .header("ETag");
        visitor()
                .header("If-None-Match", tag)
                .get("/posts/{post}", read.<String>path("id"))
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        visitor()
                .header("If-None-Match", "\"x\", W/" + tag)
                .head("/posts/{post}", read.<String>path("id"))
                .then()
                .statusCode(304);
        visitor()
                .header("If-None-Match", "\"x\"")
                .get("/posts/{post}", read.<String>path("id"))
                .then()
                .statusCode(200);
        var list =
                visitor().get("/posts?author=author&limit=1").then().extract().header("ETag");
        visitor()
                .header("If-None-Match", list)
                .get("/posts?author=author&limit=1")
                .then()
                .statusCode(304);
    }

    @Test
    void the_trash_keeps_a_post_and_frees_its_slug() {
        var read = publish().extract();
        String id = read.path("id");
        String slug = read.path("slug");
        author().delete("/posts/{post}", slug).then().statusCode(204);
        visitor().get("/posts/{post}", id).then().statusCode(404);
        visitor().get("/posts/{post}", slug).then().statusCode(404);
        author().get("/posts/{post}", id).then().statusCode(200).body("status", equalTo("trash"));
        author().body(Map.of("title", "x"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/post-in-trash"));
        author().body("{}").put("/posts/{post}/publication", id).then().statusCode(409);
        author().delete("/posts/{post}/publication", id).then().statusCode(409);
        author().delete("/posts/{post}", id).then().statusCode(204);
        write(author(), Map.of("slug", slug)).body("slug", equalTo(slug));
        author().get("/posts?status=trash").then().body("items.id", hasItem(id));
    }

    @Test
    void texts_of_every_script_are_kept_as_they_are() {
        var title = "👩‍👩‍👧 שלום \u202Eعالم e\u0301 𝒳 \uFFFF";
        write(author(), Map.of("title", title, "body", title + " \t\u0001"))
                .body("title", equalTo(title))
                .body("body", equalTo(title + " \t\u0001"));
    }

    @Test
    void texts_and_lists_have_limits() {
        var post = new HashMap<String, Object>(Map.of(
                "title",
                "x".repeat(201),
                "body",
                "x".repeat(1_000_001),
                "excerpt",
                "x".repeat(501),
                "slug",
                "x".repeat(101)));
        post.put(
                "tags",
                IntStream.range(0, 21).mapToObj(number -> "tag " + number).toList());
        author().body(post)
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/body", "/excerpt", "/slug", "/tags", "/title")))
                .body("errors.code.unique()", equalTo(List.of("too-long")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a': 1e999}", "{'a': [[[[[[[[[[1]]]]]]]]]]}", "{'a': '%s'}", "{'\\u0000': 1}"})
    void meta_is_refused_if_it_could_not_be_given_back(String meta) {
        author().body("{\"title\": \"x\", \"body\": \"y\", \"meta\": "
                        + meta.replace('\'', '"').formatted("x".repeat(66_000)) + "}")
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", startsWith("/meta"));
    }

    @Test
    void meta_keeps_large_numbers_and_some_depth() {
        var meta = "{\"big\": " + "9".repeat(50) + ", \"deep\": [[[[[[[[1]]]]]]]]}";
        var kept = author().body("{\"title\": \"x\", \"body\": \"y\", \"meta\": " + meta + "}")
                .post("/posts")
                .then()
                .statusCode(201)
                .extract()
                .asString();
        assertTrue(kept.contains("\"big\":" + "9".repeat(50)) && kept.contains("[[[[[[[[1]]]]]]]]"), kept);
    }

    @ParameterizedTest
    @CsvSource({
        "'> ', '', 400",
        "'- ', '', 400",
        "'<div>', '', 201",
        "'*a ', 'a*', 400",
        "'**', '**', 400",
        "'![', '](y)', 400"
    })
    void what_nests_too_deep_is_refused_and_nothing_is_kept(String opening, String closing, int status) {
        var title = unique("Deep");
        author().body(Map.of("title", title, "body", opening.repeat(10_000) + "x" + closing.repeat(10_000)))
                .post("/posts")
                .then()
                .statusCode(status);
        author().get("/posts/{post}", title.toLowerCase().replace(' ', '-'))
                .then()
                .statusCode(status == 201 ? 200 : 404);
    }

    @Test
    void a_text_that_grows_without_bounds_is_refused() {
        var references = "[a]: https://example.org/" + "x".repeat(5_000) + "\n\n" + "[a]\n".repeat(1_000);
        for (var body : List.of(references, "<".repeat(300_000), "<a ".repeat(100_000), "[\n".repeat(50_000))) {
            author().body(Map.of("title", "x", "body", body))
                    .post("/posts")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/body"));
        }
        visitor()
                .body(Map.of("body", references, "author", Map.of("name", "x")))
                .post("/posts/{post}/comments", publish().extract().<String>path("id"))
                .then()
                .statusCode(400);
    }

    @Test
    void what_is_not_acceptable_is_not_written_either() {
        var slug = unique("accept").replace(' ', '-');
        author().accept("text/html")
                .body(Map.of("title", "x", "body", "y", "slug", slug))
                .post("/posts")
                .then()
                .statusCode(406);
        author().get("/posts/{post}", slug).then().statusCode(404);
        author().contentType("a/b/c").body(new byte[] {1}).post("/posts").then().statusCode(415);
    }

    @Test
    void a_status_is_not_written() {
        String id = draft().extract().path("id");
        for (var change : List.of("{\"status\": \"trash\"}", "{\"status\": 17}", "{\"commentCount\": \"banana\"}")) {
            author().body(change)
                    .patch("/posts/{post}", id)
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("read-only"));
        }
    }

    @Test
    void what_grows_with_the_square_of_a_text_is_kept_short() {
        for (var body : List.of("# 北京".repeat(100_000), "# a\n\n".repeat(20_000))) {
            author().body(Map.of("title", unique("Long"), "body", body))
                    .post("/posts")
                    .then()
                    .statusCode(201);
        }
    }
}
