package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuthorTest {
    private static final Map<String, String> PAST = Map.of("publishedAt", "2026-01-02T03:04:05Z");

    private final String username = unique("writer").replace(' ', '-');

    @Test
    void an_author_has_a_name_a_count_and_posts() {
        posts(PAST, PAST, Map.of(), Map.of("publishedAt", "2999-01-01T00:00:00Z"));
        var trashed = write(as(username, Role.AUTHOR), PAST).extract().<String>path("id");
        as(username, Role.AUTHOR).delete("/posts/{post}", trashed).then().statusCode(204);
        var author = visitor()
                .get("/authors/{author}", username)
                .then()
                .statusCode(200)
                .body("username", equalTo(username))
                .body("name", equalTo("The " + username))
                .body("postCount", equalTo(2))
                .body("links.self", equalTo("/api/v1/authors/" + username))
                .extract();
        assertEquals(
                Set.of("username", "name", "postCount", "links"),
                author.<Map<String, ?>>path("$").keySet());
        visitor()
                .basePath("")
                .get(author.<String>path("links.posts"))
                .then()
                .body("items", hasSize(2))
                .body("items.author.username", everyItem(equalTo(username)));
        at(
                Instant.parse("2999-01-01T00:00:00Z"),
                () -> visitor().get("/authors/{author}", username).then().body("postCount", equalTo(3)));
    }

    @Test
    void who_has_nothing_to_read_is_no_author_and_looks_like_nobody() {
        posts(Map.of());
        var nobody = visitor()
                .get("/authors/{author}", "nobody")
                .then()
                .statusCode(404)
                .extract();
        var silent = visitor()
                .get("/authors/{author}", username)
                .then()
                .statusCode(404)
                .extract();
        assertEquals(
                nobody.<String>path("detail").replace("nobody", ""),
                silent.<String>path("detail").replace(username, ""));
        var id = admin().get("/accounts/{account}", username).<String>path("id");
        visitor().get("/authors/{author}", id).then().statusCode(404);
        assertTrue(!all("").contains(username));
        assertEquals(
                Statements.during(() -> visitor().get("/authors/nobody").then().statusCode(404)),
                Statements.during(
                        () -> visitor().get("/authors/" + username).then().statusCode(404)));
    }

    @Test
    void a_disabled_account_stays_an_author() {
        posts(PAST);
        admin().body(Map.of("disabled", true))
                .patch("/accounts/{account}", username)
                .then()
                .statusCode(200);
        visitor().get("/authors/{author}", username).then().statusCode(200).body(not(containsString("disabled")));
        assertTrue(all("").contains(username));
        visitor().get("/posts?author=" + username).then().body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=name", "&sort=-username"})
    void walking_all_pages_gives_each_author_once(String sort) {
        for (var other : List.of("a", "b", "c")) {
            write(as(username + other, Role.AUTHOR), PAST);
        }
        var walked = all(sort);
        assertEquals(walked.size(), Set.copyOf(walked).size());
        assertTrue(walked.containsAll(List.of(username + "a", username + "b", username + "c")));
        visitor().get("/authors?count=exact&limit=1").then().body("total", equalTo(walked.size()));
        if (sort.isEmpty()) {
            assertEquals(walked.stream().sorted().toList(), walked);
        }
    }

    @Test
    void a_list_costs_two_statements_however_long_it_is() {
        for (var other : List.of("a", "b", "c")) {
            write(as(username + other, Role.AUTHOR), PAST);
        }
        // The first cursor fetches the key that signs it.
        visitor().get("/authors?limit=1");
        for (var limit : List.of(1, 3)) {
            assertEquals(
                    2,
                    Statements.during(() -> visitor()
                            .get("/authors?limit=" + limit)
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(limit))
                            .body("items.postCount", everyItem(greaterThan(0)))));
        }
    }

    @Test
    void only_what_readers_know_orders_authors() {
        for (var field : List.of("email", "role", "createdAt", "status", "postCount")) {
            visitor().get("/authors?sort=" + field).then().statusCode(400);
        }
        visitor().get("/authors?role=admin").then().statusCode(400);
    }

    @Test
    void author_me_is_whoever_asks() {
        posts(PAST, Map.of());
        as(username, Role.AUTHOR)
                .get("/posts?author=me")
                .then()
                .body("items.author.username", equalTo(List.of(username)));
        as(username, Role.AUTHOR).get("/posts?author=me&status=any").then().body("items", hasSize(2));
        as(username, Role.AUTHOR).get("/comments?author=me").then().body("items", hasSize(0));
        visitor().get("/posts?author=me").then().statusCode(401).body("type", equalTo("/problems/unauthorized"));
        visitor().get("/comments?author=me").then().statusCode(401);
    }

    @SafeVarargs
    private void posts(Map<String, String>... posts) {
        for (var post : posts) {
            write(as(username, Role.AUTHOR), post);
        }
    }

    private static List<String> all(String sort) {
        var walked = new ArrayList<String>();
        for (String next = "/api/v1/authors?limit=4" + sort; next != null; ) {
            var page = visitor()
                    .basePath("")
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            walked.addAll(page.path("items.username"));
            next = page.path("links.next");
            assertTrue(walked.size() < 1_000, "pages without end");
        }
        return walked;
    }
}
