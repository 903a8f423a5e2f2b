package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.account.Role;
import dev.octavo.support.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ada writes a post; Grace is known to readers, and Alan is not. */
@QuarkusTest
class PostAuthorsTest {
    private static final Map<String, String> PAST = Map.of("publishedAt", "2026-01-02T03:04:05Z");

    @Inject
    EntityManager entities;

    private final String ada = name("ada");
    private final String grace = name("grace");
    private final String alan = name("alan");
    private String post;

    @BeforeEach
    void write_posts() {
        write(author(grace), PAST);
        write(author(alan), Map.of());
        post = write(author(ada), PAST).extract().path("id");
    }

    @AfterEach
    void each_post_has_a_first_author() {
        assertEquals(
                0L,
                QuarkusTransaction.requiringNew()
                        .call(() -> entities.createNativeQuery("""
                                select count(*) from post
                                left join post_author on post_author.post_id = post.id and position = 0
                                where account_id is null""").getSingleResult()));
    }

    @Test
    void a_post_is_its_writers_unless_an_editor_says_otherwise() {
        visitor().get("/posts/{post}", post).then().body("authors.username", equalTo(List.of(ada)));
        var theirs = write(
                        editor(), Map.of("authors", List.of(alan, Map.of("username", grace, "name", "The " + grace))))
                .body("author.username", equalTo(alan))
                .body("authors.username", equalTo(List.of(alan, grace)))
                .body("authors[1].name", equalTo("The " + grace))
                .extract()
                .<String>path("id");
        set(editor(), theirs, List.of(grace, ada, alan)).body("author.username", equalTo(grace));
        set(editor(), theirs, List.of(alan, grace, ada)).body("authors.username", equalTo(List.of(alan, grace, ada)));
        set(editor(), theirs, List.of(ada)).body("authors.username", equalTo(List.of(ada)));
    }

    @Test
    void each_of_them_looks_after_it() {
        author(grace)
                .body(Map.of("title", "Not yet"))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(403);
        set(author(ada), post, List.of(ada, grace));
        author(grace)
                .body(Map.of("title", "Hers too"))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        author(grace).get("/posts/{post}?version=working", post).then().statusCode(200);
        author(grace)
                .get("/posts/{post}/revisions", post)
                .then()
                .statusCode(200)
                .body("items[0].author.username", equalTo(grace));
        author(grace).get("/posts?cohort=modified").then().body("items.id", equalTo(List.of(post)));
        author(grace).delete("/posts/{post}/publication", post).then().statusCode(204);
        author(grace).get("/posts?status=draft").then().body("items.id", equalTo(List.of(post)));
        author(alan).get("/posts/{post}", post).then().statusCode(404);
        author(grace).put("/posts/{post}/publication", post).then().statusCode(200);
        String held = visitor()
                .body(guest("Held"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        author(grace).get("/comments?status=pending").then().body("items.id", equalTo(List.of(held)));
        author(alan).get("/comments?status=pending").then().body("items.id", not(hasItem(held)));
        author(alan).put("/comments/{id}/approval", held).then().statusCode(404);
        author(grace).put("/comments/{id}/approval", held).then().statusCode(200);
        author(ada)
                .body(Map.of("action", "unpublish", "at", "2999-01-01T00:00:00Z"))
                .post("/posts/{post}/schedules", post)
                .then()
                .statusCode(201);
        author(grace).get("/schedules").then().body("items.post.id", equalTo(List.of(post)));
        author(alan).get("/schedules").then().body("items.post.id", equalTo(List.of()));
        author(grace).delete("/posts/{post}", post).then().statusCode(204);
        author(ada).get("/posts?status=trash").then().body("items.id", equalTo(List.of(post)));
    }

    @Test
    void it_is_found_by_any_of_them_and_counts_for_each() {
        set(author(ada), post, List.of(ada, grace));
        for (var author : List.of(ada, grace)) {
            visitor().get("/posts?count=exact&author=" + author).then().body("items.id", hasItem(post));
        }
        visitor().get("/posts?count=exact&author=" + grace).then().body("total", equalTo(2));
        visitor().get("/posts?count=exact&author=" + alan).then().body("total", equalTo(0));
        visitor().get("/authors/{author}", ada).then().body("postCount", equalTo(1));
        visitor().get("/authors/{author}", grace).then().body("postCount", equalTo(2));
        set(editor(), post, List.of(ada, alan));
        visitor().get("/authors/{author}", alan).then().body("postCount", equalTo(1));
        visitor()
                .basePath("")
                .get("/authors/{author}/feed.json", alan)
                .then()
                .statusCode(200)
                .body("title", containsString("The " + alan))
                .body("items[0].authors.name", equalTo(List.of("The " + ada, "The " + alan)));
        var names = new ArrayList<String>();
        for (String next = "/api/v1/authors?limit=100"; next != null; ) {
            var page = visitor().basePath("").urlEncodingEnabled(false).get(next);
            names.addAll(page.path("items.username"));
            next = page.path("links.next");
        }
        assertEquals(1, names.stream().filter(alan::equals).count());
    }

    @Test
    void an_author_takes_others_in_and_gives_nothing_away() {
        set(author(ada), post, List.of(ada, grace));
        for (var wanted : List.of(List.of(grace), List.of(ada), List.of(grace, ada), List.of(name("nobody"), ada))) {
            for (var author : List.of(ada, grace)) {
                refused(author(author), post, wanted).statusCode(403);
            }
        }
        author(ada)
                .body(Map.of("title", "Given away", "body", "Words.", "authors", List.of(grace)))
                .post("/posts")
                .then()
                .statusCode(403);
        author(grace)
                .body(Map.of("title", "All that is said", "body", "Words."))
                .put("/posts/{post}", post)
                .then()
                .statusCode(200)
                .body("authors.username", equalTo(List.of(ada, grace)));
        var other = write(author(name("mary")), PAST).extract();
        set(author(grace), post, List.of(ada, grace, other.path("author.username")))
                .body("authors.username", equalTo(List.of(ada, grace, other.path("author.username"))));
    }

    @Test
    void an_author_learns_of_no_account_that_readers_do_not_know() {
        assertEquals(
                refused(author(ada), post, List.of(ada, name("nobody")))
                        .extract()
                        .<String>path("errors"),
                refused(author(ada), post, List.of(ada, alan)).extract().<String>path("errors"));
        set(editor(), post, List.of(ada, alan));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "member", "nobody"})
    void only_who_may_write_becomes_an_author(String kind) {
        var other = name(kind);
        if (kind.equals("member")) {
            as(other, Role.MEMBER).get("/me");
        } else if (kind.equals("disabled")) {
            write(author(other), PAST);
            disable(other);
        }
        for (var by : List.of(author(ada), editor())) {
            refused(by, post, List.of(ada, other))
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/authors/1"))
                    .body("errors[0].code", equalTo("unknown-author"));
        }
    }

    @Test
    void who_is_disabled_stays_an_author_and_can_be_sent_back() {
        set(author(ada), post, List.of(ada, grace));
        disable(grace);
        Map<String, Object> read = author(ada).get("/posts/{post}", post).path("$");
        author(ada).body(read).put("/posts/{post}", post).then().statusCode(200);
        set(editor(), post, List.of(grace, ada)).body("author.username", equalTo(grace));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                              | /authors   | too-short",
                "[\"ADA\", \"ADA\"]              | /authors/1 | repeated",
                "[\"ADA\", \"Not a username\"]   | /authors/1 | invalid-username",
                "[{\"name\": \"Ada\"}]           | /authors/0 | invalid-username",
                "[{\"username\": \"ADA\", \"id\": 1}] | /authors/0/id | unknown-property",
                "[null]                          | /authors/0 | required",
                "[7]                             | /authors/0 | wrong-type",
                "\"ADA\"                         | /authors   | wrong-type",
                "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\"] | /authors | too-long",
            })
    void a_list_that_cannot_be_meant_is_refused(String list, String pointer, String code) {
        editor().body("{\"authors\": " + list.replace("ADA", ada) + "}")
                .patch("/posts/{post}", post)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void the_first_is_read_only_by_its_other_name() {
        author(ada)
                .body(Map.of("author", Map.of("username", grace, "name", "The " + grace)))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/author"))
                .body("errors[0].code", equalTo("read-only"));
    }

    @Test
    void a_change_of_authors_is_told_and_makes_a_version_and_no_revision() {
        var before = author(ada).get("/posts/{post}", post).header("ETag");
        set(author(ada), post, List.of(ada, grace));
        author(ada)
                .header("If-Match", before)
                .body(Map.of("featured", true))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(412);
        author(ada).get("/posts/{post}/revisions?count=exact", post).then().body("total", equalTo(1));
        assertEquals(
                "post.updated", admin().get("/events?limit=1&subject=" + post).path("items[0].type"));
        set(author(ada), post, List.of(ada, grace));
        admin().get("/events?count=exact&subject=" + post).then().body("total", equalTo(3));
    }

    @Test
    void a_file_names_accounts_and_leaves_names_of_people_alone() {
        var slug = name("filed");
        file(author(ada), slug, "authors: [" + ada + ", " + grace + "]")
                .statusCode(201)
                .body("authors.username", equalTo(List.of(ada, grace)))
                .body("meta.authors", nullValue());
        file(author(ada), slug, "authors: [Ada Lovelace, Grace]")
                .statusCode(200)
                .body("authors.username", equalTo(List.of(ada, grace)))
                .body("meta.authors", equalTo(List.of("Ada Lovelace", "Grace")));
        file(author(ada), slug, "author: " + ada)
                .statusCode(200)
                .body("authors.username", equalTo(List.of(ada, grace)))
                .body("meta.author", equalTo(ada));
        // Its own file, from before an editor took somebody in.
        file(author(ada), slug, "authors: " + ada)
                .statusCode(200)
                .body("authors.username", equalTo(List.of(ada, grace)));
        file(editor(), slug, "authors: " + grace).statusCode(200).body("authors.username", equalTo(List.of(grace)));
        file(editor(), slug, "authors: [" + ada + ", " + name("nobody") + "]")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/authors/1"));
    }

    @Test
    void many_authors_cost_a_list_no_more_than_one() {
        set(editor(), post, List.of(ada, grace, alan));
        visitor().get("/posts?limit=1");
        // The one who is asked for, the posts, and all of theirs.
        assertEquals(3, Statements.during(() -> visitor().get("/posts?limit=100&author=" + ada)));
        comment(post, null);
        visitor().body(guest("Held")).post("/posts/{post}/comments", post);
        author(alan).get("/comments?status=any").then().body("items.post", equalTo(List.of(post, post)));
    }

    private static RequestSpecification author(String username) {
        return as(username, Role.AUTHOR);
    }

    private static ValidatableResponse set(RequestSpecification by, String post, List<String> authors) {
        return refused(by, post, authors).statusCode(200);
    }

    private static ValidatableResponse refused(RequestSpecification by, String post, List<String> authors) {
        return by.body(Map.of("authors", authors)).patch("/posts/{post}", post).then();
    }

    private static ValidatableResponse file(RequestSpecification by, String slug, String line) {
        return by.contentType("text/markdown")
                .body("---\ntitle: Filed\ndate: 2026-01-01\n" + line + "\n---\nWords.")
                .put("/posts/{post}", slug)
                .then();
    }

    private static void disable(String account) {
        admin().body(Map.of("disabled", true))
                .patch("/accounts/{account}", account)
                .then()
                .statusCode(200);
    }

    private static String name(String word) {
        return unique(word).replace(' ', '-');
    }
}
