package dev.octavo.site;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.support.Octavo;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SiteTest {
    private static final String POSTS = "https://blog.example.org/{year}/{month}/{day}/{slug}?id={id}";

    @AfterEach
    void others_find_the_site_as_it_was() {
        var before = new HashMap<String, Object>(Map.of("title", "Octavo", "language", "en"));
        before.put("description", null);
        before.put("urls", null);
        before.put("commentModeration", null);
        change(before).statusCode(200);
    }

    @Test
    void everybody_reads_the_site_and_an_admin_changes_some_of_it() {
        change(Map.of("description", "How books were made", "language", "PT-br"))
                .statusCode(200)
                .body("title", equalTo("Octavo"))
                .body("language", equalTo("pt-BR"));
        change(Map.of("urls", Map.of("post", POSTS)));
        change(Map.of("urls", Map.of("tag", "http://localhost:3000/#/tags/{slug}"), "title", "Notes"))
                .statusCode(200);
        visitor()
                .get("/site")
                .then()
                .statusCode(200)
                .body("title", equalTo("Notes"))
                .body("description", equalTo("How books were made"))
                .body("urls.post", equalTo(POSTS))
                .body("urls.tag", equalTo("http://localhost:3000/#/tags/{slug}"))
                .body("urls.author", nullValue())
                .body("commentModeration", nullValue());
        var urls = new HashMap<String, Object>();
        urls.put("post", null);
        change(Map.of("urls", urls)).statusCode(200).body("urls.post", nullValue());
    }

    @Test
    void what_was_read_can_be_sent_back() {
        Map<String, ?> read = visitor().get("/site").path("");
        change(read).statusCode(200).body("", equalTo(read));
    }

    @Test
    void only_an_admin_and_a_token_with_the_scope_change_it() {
        visitor().body("{}").patch("/site").then().statusCode(401);
        for (var nobody : List.of(member(), author(), editor())) {
            nobody.body("{}").patch("/site").then().statusCode(403);
        }
        for (var scope : Map.of("site", 200, "accounts", 403).entrySet()) {
            String token = admin().body(Map.of("name", Octavo.unique("site"), "scopes", List.of(scope.getKey())))
                    .post("/tokens")
                    .path("token");
            with(token).body("{}").patch("/site").then().statusCode(scope.getValue());
        }
    }

    @Test
    void of_two_changes_to_what_was_read_the_second_is_refused() {
        var tag = visitor().get("/site").header("ETag");
        admin().header("If-Match", tag)
                .body(Map.of("title", "First"))
                .patch("/site")
                .then()
                .statusCode(200);
        admin().header("If-Match", tag)
                .body(Map.of("title", "Second"))
                .patch("/site")
                .then()
                .statusCode(412);
        visitor().get("/site").then().body("title", equalTo("First"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"title\": \"\"}                    | /title",
                "{\"title\": null}                    | /title",
                "{\"title\": 7}                       | /title",
                "{\"language\": \"english language\"} | /language",
                "{\"language\": null}                 | /language",
                "{\"commentModeration\": \"some\"}    | /commentModeration",
                "{\"urls\": {\"posts\": \"x\"}}       | /urls/posts",
                "{\"urls\": \"https://x/{slug}\"}     | /urls",
                "{\"colour\": \"red\"}                | /colour",
            })
    void a_bad_change_is_named(String patch, String pointer) {
        admin().body(patch).patch("/site").then().statusCode(400).body("errors.pointer", equalTo(List.of(pointer)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/posts/{slug}",
                "//example.org/{slug}",
                "ftp://example.org/{slug}",
                "javascript:alert(1)//{slug}",
                "https://example.org/posts",
                "https://example.org/{title}/{slug}",
                "https://example.org/{slug}/{",
                "https://example.org/{year}",
                "https://example.org/a b/{slug}",
                "https://example.org/%zz/{slug}",
                "https://admin@example.org/{slug}",
                "https://{slug}.example.org/",
                ""
            })
    void a_pattern_that_makes_no_address_of_one_post_is_refused(String pattern) {
        change(Map.of("urls", Map.of("post", pattern)))
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/urls/post")))
                .body("detail", containsString("{slug} or {id}"));
    }

    @Test
    void tags_and_authors_have_places_of_their_own() {
        change(Map.of("urls", Map.of("tag", "https://example.org/{id}/{slug}", "author", "https://example.org/{slug}")))
                .statusCode(400)
                .body("errors.pointer.toSet()", equalTo(java.util.Set.of("/urls/tag", "/urls/author")));
        change(Map.of("urls", Map.of("author", "https://example.org/~{username}")))
                .statusCode(200);
    }

    @Test
    void a_pattern_of_a_million_characters_is_too_long_and_nothing_worse() {
        change(Map.of("urls", Map.of("post", "https://example.org/{slug}" + "%20".repeat(400_000))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/urls/post"));
    }

    @Test
    void posts_say_where_the_frontend_shows_them() {
        var before = publish().body("url", nullValue()).extract();
        change(Map.of("urls", Map.of("post", POSTS)));
        String id = before.path("id");
        var url = "https://blog.example.org/2026/01/02/%s?id=%s".formatted(before.path("slug"), id);
        visitor().get("/posts/{post}", id).then().body("url", equalTo(url));
        visitor()
                .get("/posts?sort=-createdAt&limit=1")
                .then()
                .body("items[0].id", equalTo(id))
                .body("items[0].url", equalTo(url));
        publish().body("url", containsString("https://blog.example.org/2026/01/02/post-"));
        write(author(), Map.of("publishedAt", "2999-12-31T23:30:00-01:00", "slug", "far-away"))
                .body("url", containsString("https://blog.example.org/3000/01/01/far-away?"));
        author().delete("/posts/far-away");
    }

    @Test
    void what_no_reader_finds_has_no_address() {
        change(Map.of("urls", Map.of("post", POSTS)));
        draft().body("url", nullValue());
        String id = publish().extract().path("id");
        author().delete("/posts/{post}", id);
        author().get("/posts/{post}", id).then().body("url", nullValue());
    }

    @Test
    void a_post_that_was_read_under_another_pattern_can_be_sent_back() {
        change(Map.of("urls", Map.of("post", POSTS)));
        String id = publish().extract().path("id");
        Map<String, ?> read = author().get("/posts/{post}", id).path("");
        change(Map.of("urls", Map.of("post", "https://example.org/{id}")));
        author().body(read)
                .put("/posts/{post}", id)
                .then()
                .statusCode(200)
                .body("url", equalTo("https://example.org/" + id));
        author().body(Map.of("url", 7)).patch("/posts/{post}", id).then().statusCode(400);
    }

    @Test
    void addresses_cost_a_list_no_statement() {
        publish();
        change(Map.of("urls", Map.of("post", POSTS)));
        // The first cursor fetches the key that signs it.
        visitor().get("/posts?author=author&limit=1");
        var counts = new TreeSet<Long>();
        for (int limit : List.of(1, 20, 100)) {
            counts.add(Statements.during(() -> visitor().get("/posts?author=author&limit=" + limit)));
        }
        // The author who is asked for, the posts, and whose and about what they are.
        assertEquals(3, counts.last());
    }

    @Test
    void the_site_says_whose_comments_wait_and_a_post_may_say_otherwise() {
        String id = publish().extract().path("id");
        String own = write(author(), Map.of("publishedAt", "2026-01-01", "commentModeration", "none"))
                .extract()
                .path("id");
        comment(member(), id, null).statusCode(201);
        change(Map.of("commentModeration", "all"));
        comment(member(), id, null).statusCode(202);
        comment(member(), own, null).statusCode(201);
        change(Map.of("commentModeration", "none"));
        visitor().body(guest("Grace")).post("/posts/{post}/comments", id).then().statusCode(201);
        change(Map.of("commentModeration", "members-only"));
        visitor().body(guest("Grace")).post("/posts/{post}/comments", id).then().statusCode(401);
    }

    private static ValidatableResponse change(Map<String, ?> patch) {
        return admin().body(patch).patch("/site").then();
    }
}
