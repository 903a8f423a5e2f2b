package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.account.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has an author of its own, with one listed post beside those that it writes. */
@QuarkusTest
class UnlistedTest {
    private static final String PAST = "2026-01-02T03:04:05Z";

    private final String username = unique("discreet").replace(' ', '-');
    private String listed;

    @BeforeEach
    void write_a_listed_post() {
        listed = post(Map.of());
    }

    @Test
    void an_unlisted_post_is_read_at_its_address_and_stands_in_no_list() {
        var tag = username + "-tag";
        String hidden = post(Map.of("unlisted", true, "tags", List.of(tag)));
        String slug = visitor()
                .get("/posts/{post}", hidden)
                .then()
                .statusCode(200)
                .body("unlisted", equalTo(true))
                .extract()
                .path("slug");
        visitor().get("/posts/{post}", slug).then().statusCode(200).body("id", equalTo(hidden));
        author().body(Map.of("slug", slug + "-moved"))
                .patch("/posts/{post}", hidden)
                .then()
                .statusCode(200);
        visitor().redirects().follow(false).get("/posts/{post}", slug).then().statusCode(308);
        for (var asker : List.of(visitor(), author(), editor())) {
            assertEquals(List.of(listed), ids(asker, "?author=" + username));
        }
        for (var filter : List.of("tag=" + tag, "slug=" + slug, "slug=" + slug + "-moved")) {
            visitor().get("/posts?count=exact&" + filter).then().body("total", equalTo(0));
        }
        visitor().get("/authors/{author}", username).then().body("postCount", equalTo(1));
        visitor()
                .basePath("")
                .get("/authors/{author}/feed.json", username)
                .then()
                .body("items.id", equalTo(List.of("urn:uuid:" + listed)));
        visitor().get("/tags/{tag}", tag).then().statusCode(404);
        visitor().basePath("").get("/tags/{tag}/feed.json", tag).then().statusCode(404);
        author().body(Map.of("tags", List.of(tag)))
                .patch("/posts/{post}?publish=true", listed)
                .then()
                .statusCode(200);
        visitor().get("/tags/{tag}", tag).then().body("postCount", equalTo(1));
    }

    @Test
    void who_has_unlisted_posts_only_is_no_author() {
        author().body(Map.of("unlisted", true))
                .patch("/posts/{post}", listed)
                .then()
                .statusCode(200);
        visitor().get("/authors/{author}", username).then().statusCode(404);
        visitor().get("/authors?limit=100").then().body("items.username", not(hasItem(username)));
        author().body(Map.of("unlisted", false))
                .patch("/posts/{post}", listed)
                .then()
                .statusCode(200);
        visitor().get("/authors/{author}", username).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=any", "cohort=unmodified", "unlisted=true", "unlisted=true&status=published"})
    void those_who_look_after_it_find_it_and_nobody_else(String filter) {
        String hidden = post(Map.of("unlisted", true));
        var url = "?limit=100&" + filter + "&author=" + username;
        var all = filter.startsWith("unlisted") ? List.of(hidden) : List.of(hidden, listed);
        assertEquals(all, ids(author(), url));
        assertEquals(all, ids(editor(), url));
        assertEquals(
                filter.equals("status=any") ? List.of(listed) : List.of(), ids(as("discreet-other", Role.AUTHOR), url));
        visitor().get("/posts" + url).then().statusCode(401);
        member().get("/posts" + url).then().statusCode(403);
    }

    @Test
    void lists_can_leave_it_out() {
        String hidden = post(Map.of("unlisted", true));
        var url = "?author=" + username + "&unlisted=false";
        assertEquals(List.of(listed), ids(visitor(), url));
        assertEquals(List.of(listed), ids(author(), url + "&status=any"));
        assertEquals(List.of(hidden, listed), ids(author(), "?status=any&author=" + username));
    }

    @Test
    void it_is_commented_on_where_it_stands() {
        String hidden = post(Map.of("unlisted", true));
        var said = comment(hidden, null);
        visitor().get("/posts/{post}/comments", hidden).then().body("items.id", equalTo(List.of(said)));
        visitor().get("/comments/{id}", said).then().statusCode(200);
        visitor().get("/comments").then().body("items.id", not(hasItem(said)));
        assertEquals(List.of(said), author().get("/comments?status=any").path("items.id"));
        assertEquals(List.of("comment.created editors"), told(said));
    }

    @Test
    void readers_are_told_that_it_comes_and_goes_and_nothing_else() {
        String hidden = post(Map.of("unlisted", true));
        for (var change : List.of(
                Map.of("title", "Another"),
                Map.of("featured", true),
                Map.of("unlisted", false),
                Map.of("unlisted", false, "featured", true),
                Map.of("featured", false),
                Map.of("unlisted", true))) {
            author().body(change)
                    .patch("/posts/{post}?publish=true", hidden)
                    .then()
                    .statusCode(200);
        }
        author().delete("/posts/{post}", hidden).then().statusCode(204);
        assertEquals(
                List.of(
                        "post.created editors",
                        "post.published editors",
                        "post.saved editors",
                        "post.updated editors",
                        "post.updated editors",
                        "post.updated public",
                        "post.updated public",
                        "post.updated public",
                        "post.trashed editors"),
                told(hidden));
    }

    @Test
    void featured_posts_are_found_in_any_order() {
        String first = post(Map.of("featured", true, "title", "A " + username));
        String second = post(Map.of("featured", true, "title", "B " + username));
        var url = "?author=" + username + "&featured=";
        assertEquals(List.of(second, first), ids(visitor(), url + "true&sort=-title"));
        assertEquals(List.of(first, second), ids(visitor(), url + "true&sort=title"));
        assertEquals(List.of(listed), ids(visitor(), url + "false"));
        visitor().get("/posts" + url + "true").then().body("items.featured", equalTo(List.of(true, true)));
        visitor()
                .get("/posts?featured=perhaps")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("featured"));
    }

    @Test
    void both_apply_at_once_and_are_no_content() {
        author().body(Map.of("title", "Working copy"))
                .patch("/posts/{post}", listed)
                .then()
                .statusCode(200);
        var before = author().get("/posts/{post}", listed);
        author().body(Map.of("featured", true, "unlisted", true))
                .patch("/posts/{post}", listed)
                .then()
                .statusCode(200);
        visitor()
                .get("/posts/{post}", listed)
                .then()
                .body("featured", equalTo(true))
                .body("unlisted", equalTo(true))
                .body("title", equalTo(before.path("title")));
        author().get("/posts/{post}/revisions?count=exact", listed).then().body("total", equalTo(2));
        author().body(Map.of("title", "All that is said", "body", "Words."))
                .put("/posts/{post}", listed)
                .then()
                .statusCode(200)
                .body("featured", equalTo(false))
                .body("unlisted", equalTo(false));
        Map<String, Object> read = author().get("/posts/{post}", listed).path("$");
        author().body(read).put("/posts/{post}", listed).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"featured: true, true", "featured: false, false", "layout: wide, true"})
    void a_file_changes_what_it_speaks_of(String line, boolean featured) {
        author().body(Map.of("featured", true, "unlisted", true))
                .patch("/posts/{post}", listed)
                .then()
                .statusCode(200);
        author().contentType("text/markdown")
                .body("---\ntitle: Filed\ndate: " + PAST + "\n" + line + "\n---\nWords.")
                .put("/posts/{post}", listed)
                .then()
                .statusCode(200)
                .body("featured", equalTo(featured))
                .body("unlisted", equalTo(true))
                .body("meta.featured", equalTo(null));
    }

    @Test
    void a_new_file_says_both() {
        author().contentType("text/markdown")
                .body("---\ntitle: " + username + "\nfeatured: True\nunlisted: true\n---\nWords.")
                .post("/posts")
                .then()
                .statusCode(201)
                .body("featured", equalTo(true))
                .body("unlisted", equalTo(true));
        author().contentType("text/markdown")
                .body("---\ntitle: x\nunlisted: perhaps\n---\nWords.")
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/unlisted"));
    }

    private RequestSpecification author() {
        return as(username, Role.AUTHOR);
    }

    private String post(Map<String, ?> more) {
        var properties = new LinkedHashMap<String, Object>(Map.of("publishedAt", PAST));
        properties.putAll(more);
        return write(author(), properties).extract().path("id");
    }

    private static List<String> ids(RequestSpecification asker, String query) {
        return asker.get("/posts" + query).then().statusCode(200).extract().path("items.id");
    }

    /** What has happened to it, the oldest first, and who may hear of it. */
    private static List<String> told(String subject) {
        var events = admin().get("/events?limit=100&subject=" + subject).jsonPath();
        return events.<Map<String, String>>getList("items").reversed().stream()
                .map(event -> event.get("type") + " " + event.get("visibility"))
                .toList();
    }
}
