package dev.octavo.post;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.account.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevisionTest {
    private static final String NOBODY = UUID.randomUUID().toString();

    @Test
    void what_was_saved_is_listed_the_newest_first() {
        String id = publish().extract().path("id");
        save(id, "Added *ünïts*.", "?note=To say more");
        author().get("/posts/{post}/revisions?count=exact", id)
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.version", equalTo(List.of("working", "published")))
                .body("items[0].note", equalTo("To say more"))
                .body("items[0].author.username", equalTo("author"))
                .body(
                        "items[0].size",
                        equalTo("Added *ünïts*.".getBytes(java.nio.charset.StandardCharsets.UTF_8).length))
                .body("items[0].name", nullValue())
                .body("items[0].pinned", equalTo(false))
                .body("items[0].content", nullValue())
                .body("items[1].note", nullValue());
        editor().contentType("").put("/posts/{post}/publication", id).then().statusCode(200);
        author().get("/posts/{post}/revisions", id)
                .then()
                .body("items.version", equalTo(List.of("published", "revision")));
        author().delete("/posts/{post}/publication", id).then().statusCode(204);
        author().get("/posts/{post}/revisions", id)
                .then()
                .body("items.version", equalTo(List.of("working", "revision")));
    }

    @Test
    void who_saved_it_is_told_whosever_post_it_is() {
        String id = publish().extract().path("id");
        editor().body(Map.of("title", "Mended"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        author().get("/posts/{post}/revisions", id)
                .then()
                .body("items.author.username", equalTo(List.of("editor", "author")));
    }

    @Test
    void the_list_is_read_page_by_page_and_without_what_it_does_not_show() {
        String id = draft().extract().path("id");
        for (var i = 0; i < 4; i++) {
            save(id, "Body " + i, "");
        }
        var first = author().get("/posts/{post}/revisions?limit=2", id)
                .then()
                .body("items", hasSize(2))
                .extract();
        String next = first.path("links.next");
        var second =
                author().basePath("").get(next).then().body("items", hasSize(2)).extract();
        var all = author().get("/posts/{post}/revisions", id).jsonPath().<String>getList("items.id");
        assertEquals(5, all.size());
        assertEquals(all.subList(0, 2), first.path("items.id"));
        assertEquals(all.subList(2, 4), second.path("items.id"));
        assertEquals(
                dev.octavo.support.Statements.during(() -> author().get("/posts/{post}/revisions?limit=1", id)),
                dev.octavo.support.Statements.during(() -> author().get("/posts/{post}/revisions?limit=5", id)));
    }

    @Test
    void a_note_may_stand_beside_whatever_saves() {
        var slug = "noted-" + UUID.randomUUID();
        String id = author().body(Map.of("title", "x", "body", "y", "slug", slug))
                .post("/posts?note=created")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        author().body(Map.of("title", "x", "body", "1"))
                .put("/posts/{post}?note=replaced", slug)
                .then()
                .statusCode(200);
        author().contentType("text/markdown")
                .body("---\ntitle: x\n---\nfrom a file")
                .put("/posts/{post}?note=sent", slug)
                .then()
                .statusCode(200);
        save(id, "patched", "?publish=true&note=patched");
        assertEquals(List.of("patched", "sent", "replaced", "created"), revisions(id, "note"));
        for (var made : List.of(
                author().contentType("text/markdown")
                        .body("---\ntitle: x\n---\ny")
                        .post("/posts?note=file"),
                author().body(Map.of("title", "x", "body", "y")).put("/posts/{post}?note=file", slug + "-2"),
                author().contentType("text/markdown")
                        .body("---\ntitle: x\n---\ny")
                        .put("/posts/{post}?note=file", slug + "-3"))) {
            assertEquals(
                    List.of("file"),
                    revisions(made.then().statusCode(201).extract().path("id"), "note"));
        }
        author().body(Map.of("body", "z"))
                .patch("/posts/{post}?note={note}", id, "n".repeat(201))
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("note"))
                .body("errors[0].code", equalTo("too-long"));
        author().body(Map.of("body", "z"))
                .patch("/posts/{post}?note={note}", id, "n".repeat(200))
                .then()
                .statusCode(200);
    }

    @Test
    void a_revision_is_read_whole_and_rendered() {
        String id = write(author(), Map.of("tags", List.of("Old"), "meta", Map.of("a", 1)))
                .extract()
                .path("id");
        save(id, "Newer", "");
        String first = revisions(id, "id").getLast();
        author().get("/posts/{post}/revisions/{revision}", id, first)
                .then()
                .statusCode(200)
                .body("content.body", equalTo("Some *words*."))
                .body("content.tags.slug", equalTo(List.of("old")))
                .body("content.meta.a", equalTo(1))
                .body("content.excerpt", nullValue())
                .body("html", containsString("<em>words</em>"))
                .body("links.diff", equalTo("/api/v1/posts/" + id + "/revisions/" + first + "/diff"));
        String other = draft().extract().path("id");
        for (var unknown : List.of(NOBODY, revisions(other, "id").getFirst(), "nonsense")) {
            author().get("/posts/{post}/revisions/{revision}", id, unknown)
                    .then()
                    .statusCode(404);
            author().get("/posts/{post}/revisions/{revision}/diff", id, unknown)
                    .then()
                    .statusCode(404);
            author().body("{}")
                    .patch("/posts/{post}/revisions/{revision}", id, unknown)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void a_revision_is_named_and_pinned_by_who_has_seen_it_last() {
        String id = draft().extract().path("id");
        String revision = revisions(id, "id").getFirst();
        var read = author().get("/posts/{post}/revisions/{revision}", id, revision)
                .then()
                .extract();
        describe(id, revision, "{\"name\": \"As printed\", \"pinned\": true}", read.header("ETag"))
                .then()
                .statusCode(200)
                .body("name", equalTo("As printed"))
                .body("pinned", equalTo(true));
        describe(id, revision, "{\"name\": \"Lost\"}", read.header("ETag"))
                .then()
                .statusCode(412);
        describe(id, revision, "{\"pinned\": false}", "*")
                .then()
                .body("name", equalTo("As printed"))
                .body("pinned", equalTo(false));
        describe(id, revision, "{\"name\": null}", "*").then().body("name", nullValue());
        author().get("/posts/{post}", id).then().header("ETag", containsString("\"0-"));
    }

    @Test
    void of_a_revision_nothing_else_changes() {
        String id = draft().extract().path("id");
        String revision = revisions(id, "id").getFirst();
        var places = Map.of(
                "{\"note\": \"other\"}", "/note",
                "{\"content\": {\"body\": \"other\"}}", "/content",
                "{\"name\": \"\"}", "/name",
                "{\"name\": 1}", "/name",
                "{\"pinned\": \"yes\"}", "/pinned",
                "{\"color\": 1}", "/color");
        places.forEach((body, pointer) ->
                describe(id, revision, body, "*").then().statusCode(400).body("errors[0].pointer", equalTo(pointer)));
        // As it was read it may come back.
        var read =
                author().get("/posts/{post}/revisions/{revision}", id, revision).asString();
        describe(id, revision, read, "*").then().statusCode(200);
        author().delete("/posts/{post}", id).then().statusCode(204);
        describe(id, revision, "{\"pinned\": true}", "*").then().statusCode(409);
        author().get("/posts/{post}/revisions/{revision}", id, revision).then().statusCode(200);
    }

    private static io.restassured.response.Response describe(String post, String revision, String body, String tag) {
        return author().contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(body)
                .patch("/posts/{post}/revisions/{revision}", post, revision);
    }

    @Test
    void a_revision_is_compared_with_the_one_before_or_any_other() {
        String id = write(author(), Map.of("title", "A quick fox", "publishedAt", "2026-01-02"))
                .extract()
                .path("id");
        author().body(Map.of("title", "A slow fox", "tags", List.of("Foxes"), "excerpt", "Slow"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        var ids = revisions(id, "id");
        var newer = ids.getFirst();
        var older = ids.getLast();
        for (var against : List.of("", "?against=published", "?against=" + older)) {
            author().get("/posts/{post}/revisions/{revision}/diff" + against, id, newer)
                    .then()
                    .statusCode(200)
                    .body("from", equalTo(older))
                    .body("to", equalTo(newer))
                    .body("changes.property", equalTo(List.of("title", "excerpt", "tags")))
                    .body("changes[0].segments.kind", equalTo(List.of("equal", "delete", "insert", "equal")))
                    .body("changes[0].segments.text", equalTo(List.of("A ", "quick", "slow", " fox")))
                    .body("changes[1].segments.text", equalTo(List.of("Slow")))
                    .body("changes[2].before", hasSize(0))
                    .body("changes[2].after.slug", equalTo(List.of("foxes")));
        }
        author().get("/posts/{post}/revisions/{revision}/diff?against=working", id, older)
                .then()
                .body("from", equalTo(newer))
                .body("changes[0].segments.text", equalTo(List.of("A ", "slow", "quick", " fox")));
        author().get("/posts/{post}/revisions/{revision}/diff?against=working", id, newer)
                .then()
                .body("changes", hasSize(0));
        author().get("/posts/{post}/revisions/{revision}/diff", id, older)
                .then()
                .body("from", nullValue())
                .body("changes[0].segments[0]", equalTo(Map.of("kind", "insert", "text", "A quick fox")))
                .body("changes.find { it.property == 'format' }", aMapWithSize(3));
    }

    @Test
    void what_is_no_version_is_no_side_of_a_comparison() {
        String id = draft().extract().path("id");
        String revision = revisions(id, "id").getFirst();
        var diff = "/posts/{post}/revisions/{revision}/diff?against={against}";
        author().get(diff, id, revision, "published").then().statusCode(404);
        author().get(diff, id, revision, NOBODY).then().statusCode(404);
        author().get(diff, id, revision, "newest")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("against"));
    }

    @Test
    void any_version_of_a_post_is_read_as_the_post_is() {
        String id = publish().extract().path("id");
        save(id, "Second", "?publish=true");
        save(id, "Third", "");
        var ids = revisions(id, "id");
        author().get("/posts/{post}?version={id}", id, ids.get(0))
                .then()
                .body("version", equalTo("working"))
                .body("body", equalTo("Third"));
        author().get("/posts/{post}?version={id}", id, ids.get(1))
                .then()
                .body("version", equalTo("published"))
                .body("body", equalTo("Second"));
        author().get("/posts/{post}?version={id}", id, ids.get(2))
                .then()
                .statusCode(200)
                .body("version", equalTo("revision"))
                .body("html", containsString("<em>words</em>"))
                .body("modified", equalTo(true));
        String other = draft().extract().path("id");
        for (var unknown : List.of(NOBODY, revisions(other, "id").getFirst())) {
            author().get("/posts/{post}?version={id}", id, unknown)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
        author().get("/posts/{post}?version=newest", id)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("version"));
        visitor().get("/posts/{post}?version={id}", id, ids.get(1)).then().statusCode(401);
        stranger().get("/posts/{post}?version={id}", id, ids.get(1)).then().statusCode(403);
    }

    @Test
    void revisions_are_for_those_who_may_edit_the_post() {
        String shown = publish().extract().path("id");
        String hidden = draft().extract().path("id");
        for (var id : List.of(shown, hidden)) {
            String revision = revisions(id, "id").getFirst();
            for (var path : List.of("", "/" + revision, "/" + revision + "/diff")) {
                var url = "/posts/" + id + "/revisions" + path;
                visitor().get(url).then().statusCode(401);
                member().get(url).then().statusCode(403);
                stranger().get(url).then().statusCode(id.equals(shown) ? 403 : 404);
                editor().get(url).then().statusCode(200);
            }
            stranger()
                    .body("{\"pinned\": true}")
                    .patch("/posts/" + id + "/revisions/" + revision)
                    .then()
                    .statusCode(id.equals(shown) ? 403 : 404);
        }
        author().get("/posts/{post}", shown)
                .then()
                .body("links.revisions", equalTo("/api/v1/posts/" + shown + "/revisions"));
        for (var other : List.of(visitor(), member(), stranger())) {
            other.get("/posts/{post}", shown).then().body("links", aMapWithSize(2));
        }
    }

    static RequestSpecification stranger() {
        return as("another-author", Role.AUTHOR);
    }

    /** Another body. */
    static void save(String post, String body, String query) {
        author().contentType(ContentType.JSON)
                .body(Map.of("body", body))
                .patch("/posts/{post}" + query, post)
                .then()
                .statusCode(200);
    }

    static List<String> revisions(String post, String property) {
        return editor().get("/posts/{post}/revisions?limit=100", post)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items." + property);
    }
}
