package dev.octavo.post;

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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Parallel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT of a post under its slug: the first time it is written, then replaced. */
@QuarkusTest
class PostPutTest {
    @Test
    void a_folder_sent_twice_changes_nothing_the_second_time() throws IOException {
        List<Path> files;
        try (var folder = Files.list(Path.of("examples/posts"))) {
            files = folder.sorted().toList();
        }
        assertTrue(files.size() >= 3, "too few examples: " + files);
        for (var file : files) {
            var slug = file.getFileName().toString().replace(".md", "");
            var first = putFile(author(), slug, Files.readString(file)).statusCode(201);
            var id = first.extract().<String>path("id");
            first.header("Location", equalTo("/api/v1/posts/" + id)).body("slug", equalTo(slug));
            var again = putFile(author(), slug, Files.readString(file)).statusCode(200);
            again.header("ETag", equalTo(first.extract().header("ETag")))
                    .body("", equalTo(first.extract().jsonPath().getMap("")));
            assertEquals(1, revisions(id), slug);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n: 1.50",
                "n: 1e20",
                "n: 1.0e7",
                "n: -0.0",
                "n: 12345678901234567890",
                "n: 0x1F",
                "n: {1: one, true: two}",
                "n: {long: 1, b: 2, a: 3, é: 4, ~: 5}",
                "zz: 1\nb: 2\na: 3",
                "n: [1, 2.50, ~, {a: b}]",
                "n: 2021-04-05",
                "n: ''",
                "excerpt: ''",
                "tags: [Sent Twice, sent twice, 'Ünï']",
                "slug: ~",
                "date: 2999-01-01",
                "date: 2020-02-02 10:00:00.123456789 +0200",
                "draft: true"
            })
    void whatever_stands_in_a_file_it_can_be_sent_again(String key) {
        var slug = slug();
        var file = "---\ntitle: Again\n" + key + "\n---\nWords.\r\n\r\n";
        var first = putFile(author(), slug, file).statusCode(201).extract();
        putFile(author(), slug, file)
                .statusCode(200)
                .header("ETag", equalTo(first.header("ETag")))
                .body("", equalTo(first.jsonPath().getMap("")));
        assertEquals(1, revisions(first.path("id")));
    }

    @Test
    void json_sent_twice_changes_nothing_either() {
        var slug = slug();
        var post = Map.of(
                "title",
                "Twice",
                "body",
                "Words.",
                "publishedAt",
                "2026-01-02T05:00:00+02:00",
                "meta",
                Map.of("n", 1e20, "m", 1.50),
                "tags",
                List.of("Sent Twice"));
        var first = put(author(), slug, post).statusCode(201).extract();
        assertEquals("2026-01-02T03:00:00Z", first.path("publishedAt"));
        put(author(), slug, post)
                .statusCode(200)
                .header("ETag", equalTo(first.header("ETag")))
                .body("", equalTo(first.jsonPath().getMap("")));
        assertEquals(1, revisions(first.path("id")));
        put(author(), slug, first.jsonPath().getMap("")).statusCode(200).header("ETag", equalTo(first.header("ETag")));
    }

    @Test
    void json_may_date_a_post_that_it_writes_but_not_one_that_exists() {
        var slug = slug();
        var post = new HashMap<String, Object>(Map.of("title", "x", "body", "y", "publishedAt", "2999-01-01"));
        put(author(), slug, post).statusCode(201).body("status", equalTo("scheduled"));
        post.put("publishedAt", "2026-01-02");
        put(author(), slug, post)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/publishedAt"))
                .body("errors[0].detail", org.hamcrest.Matchers.containsString("/publication"));
    }

    @Test
    void the_slug_is_that_of_the_url() {
        var slug = slug();
        var post = Map.of("title", "x", "body", "y", "slug", slug + "-other");
        put(author(), slug, post).statusCode(400).body("errors[0].pointer", equalTo("/slug"));
        putFile(author(), slug, file("slug: " + slug + "-other"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/slug"));
        author().get("/posts/{post}", slug).then().statusCode(404);
        put(author(), slug, Map.of("title", "x", "body", "y", "slug", slug)).statusCode(201);
        putFile(author(), slug, file("slug: " + slug)).statusCode(200).body("slug", equalTo(slug));
        putFile(author(), slug, file("slug: " + slug + "-other")).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "search", "Not a slug", "a--b", "über", "-a"})
    void what_can_be_no_slug_is_refused(String slug) {
        for (var sent :
                List.of(putFile(author(), slug, file("")), put(author(), slug, Map.of("title", "x", "body", "y")))) {
            sent.statusCode(400).body("errors[0].pointer", equalTo("/slug"));
        }
        author().get("/posts/{post}", slug).then().statusCode(404);
    }

    @Test
    void an_id_that_nobody_has_is_not_found() {
        var nobody = "01a203f9-c156-7067-94e2-f605f6906e1c";
        putFile(author(), nobody, file("")).statusCode(404);
        put(author(), nobody, Map.of("title", "x", "body", "y")).statusCode(404);
        String id = draft().extract().path("id");
        putFile(author(), id, file("date: 2026-01-01")).statusCode(200).body("status", equalTo("published"));
    }

    @Test
    void readers_see_a_changed_file_at_once() {
        var slug = slug();
        var first = putFile(author(), slug, file("date: 2026-01-01"))
                .statusCode(201)
                .extract();
        put(author(), slug, Map.of("title", "Not this", "body", "Not this.")).body("modified", equalTo(true));
        putFile(author(), slug, file("date: 2026-01-01\nexcerpt: New"))
                .statusCode(200)
                .body("version", equalTo("published"))
                .body("modified", equalTo(false));
        visitor()
                .get("/posts/{post}", slug)
                .then()
                .body("id", equalTo(first.path("id")))
                .body("title", equalTo("A file"))
                .body("excerpt", equalTo("New"))
                .body("createdAt", equalTo(first.path("createdAt")))
                .body("updatedAt", not(equalTo(first.<String>path("updatedAt"))));
    }

    /** From what was, by a file and its date, to what is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date: 2026-01-01  | date: 2026-02-02             | published | 2026-02-02T00:00:00Z",
                "date: 2026-01-01  | draft: true                  | draft     |",
                "date: 2026-01-01  | ''                           | draft     |",
                "date: 2026-01-01  | date: 2999-01-01             | scheduled | 2999-01-01T00:00:00Z",
                "date: 2999-01-01  | date: 2026-02-02             | published | 2026-02-02T00:00:00Z",
                "date: 2999-01-01  | draft: true                  | draft     |",
                "draft: true       | date: 2026-02-02             | published | 2026-02-02T00:00:00Z",
                "''                | date: 2999-01-01             | scheduled | 2999-01-01T00:00:00Z",
            })
    void a_file_decides_by_its_date_as_when_it_was_first_written(
            String before, String after, String status, String publishedAt) {
        var slug = slug();
        putFile(author(), slug, file(before)).statusCode(201);
        putFile(author(), slug, file(after + "\nexcerpt: New"))
                .statusCode(200)
                .body("status", equalTo(status))
                .body("publishedAt", equalTo(publishedAt))
                .body("excerpt", equalTo("New"))
                .body("modified", equalTo(false));
        visitor().get("/posts/{post}", slug).then().statusCode(status.equals("published") ? 200 : 404);
    }

    @Test
    void publish_true_shows_a_file_that_says_nothing_of_when() {
        var slug = slug();
        var first = author().contentType("text/markdown")
                .body(file(""))
                .put("/posts/{post}?publish=true", slug)
                .then()
                .statusCode(201)
                .body("status", equalTo("published"))
                .extract();
        author().contentType("text/markdown")
                .body(file(""))
                .put("/posts/{post}?publish=true", slug)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(first.header("ETag")));
        author().contentType("text/markdown")
                .body(file("date: 2026-01-01"))
                .put("/posts/{post}?publish=true", slug)
                .then()
                .body("publishedAt", equalTo("2026-01-01T00:00:00Z"));
        author().body(Map.of("title", "x", "body", "y", "publishedAt", "2999-01-01"))
                .put("/posts/{post}?publish=true", slug())
                .then()
                .statusCode(201)
                .body("status", equalTo("published"));
    }

    @Test
    void what_no_file_speaks_of_stays() {
        var slug = slug();
        String id = putFile(author(), slug, file("date: 2026-01-01")).extract().path("id");
        comment(id, null);
        author().body(Map.of("commentsOpen", false, "commentModeration", "all"))
                .patch("/posts/{post}", slug)
                .then()
                .statusCode(200);
        putFile(editor(), slug, file("date: 2026-01-01\nmood: calm"))
                .body("id", equalTo(id))
                .body("commentCount", equalTo(1))
                .body("commentsOpen", equalTo(false))
                .body("commentModeration", equalTo("all"))
                .body("author.username", equalTo("author"))
                .body("meta.mood", equalTo("calm"));
        putFile(author(), slug, file("draft: true")).body("publishedAt", nullValue());
        author().put("/posts/{post}/publication", slug).then().body("publishedAt", equalTo("2026-01-01T00:00:00Z"));
        visitor().get("/posts/{post}/comments", slug).then().body("items", hasSize(1));
    }

    @Test
    void if_match_changes_what_was_read_and_makes_nothing_new() {
        var slug = slug();
        for (var tag : List.of("*", "\"0-aa\"")) {
            putFile(author().header("If-Match", tag), slug, file(""))
                    .statusCode(412)
                    .body("type", equalTo("/problems/precondition-failed"));
        }
        author().get("/posts/{post}", slug).then().statusCode(404);
        var read = putFile(author(), slug, file("")).statusCode(201).extract().header("ETag");
        putFile(author().header("If-Match", read), slug, file("mood: calm")).statusCode(200);
        putFile(author().header("If-Match", read), slug, file("mood: cross"))
                .statusCode(412)
                .body("type", equalTo("/problems/stale-version"))
                .header("ETag", startsWith("\"1-"));
        putFile(author().header("If-Match", "*"), slug, file("mood: cross")).statusCode(200);
    }

    @Test
    void if_none_match_makes_something_new_and_changes_nothing() {
        var slug = slug();
        putFile(author().header("If-None-Match", "*"), slug, file("")).statusCode(201);
        putFile(author().header("If-None-Match", "*"), slug, file("mood: cross"))
                .statusCode(412)
                .body("type", equalTo("/problems/precondition-failed"))
                .header("ETag", startsWith("\"0-"));
        put(author().header("If-None-Match", "*"), slug, Map.of("title", "x", "body", "y"))
                .statusCode(412);
        author().get("/posts/{post}", slug).then().body("meta.mood", nullValue());
    }

    @Test
    void only_who_may_edit_a_post_may_replace_it() {
        var slug = slug();
        var post = Map.of("title", "x", "body", "y");
        for (var stranger : List.of(visitor(), member())) {
            var status = put(stranger, slug, post).extract().statusCode();
            assertTrue(status == 401 || status == 403, "status " + status);
        }
        putFile(author(), slug, file("date: 2026-01-01")).statusCode(201);
        putFile(another(), slug, file("date: 2026-01-01")).statusCode(403);
        put(another(), slug, post).statusCode(403);
        putFile(editor(), slug, file("date: 2026-01-01\nmood: calm")).statusCode(200);
    }

    @Test
    void of_a_hidden_post_nobody_hears_more_than_that_its_slug_is_taken() {
        var post = Map.of("title", "x", "body", "y");
        String slug = draft().extract().path("slug");
        var posted = another()
                .body(Map.of("title", "x", "body", "y", "slug", slug))
                .post("/posts")
                .then()
                .statusCode(409)
                .extract();
        for (var told : List.of(
                put(another(), slug, post),
                putFile(another(), slug, file("date: 2026-01-01")),
                putFile(another().header("If-None-Match", "*"), slug, file("")))) {
            told.statusCode(409)
                    .body("type", equalTo("/problems/slug-taken"))
                    .body("detail", equalTo(posted.path("detail")))
                    .header("ETag", nullValue());
        }
        put(another().header("If-Match", "*"), slug, post).statusCode(412).header("ETag", nullValue());
        author().get("/posts/{post}", slug).then().body("title", startsWith("Post"));
    }

    @Test
    void the_trash_frees_a_slug_for_another_post() {
        var read = publish().extract();
        String slug = read.path("slug");
        author().delete("/posts/{post}", slug).then().statusCode(204);
        putFile(author(), slug, file("")).statusCode(201).body("id", not(equalTo(read.path("id"))));
        putFile(author(), read.path("id"), file("")).statusCode(409);
    }

    @Test
    void of_many_who_put_one_new_slug_at_once_one_makes_it_and_the_others_replace_it() {
        var slug = slug();
        var answers = Parallel.run(
                20,
                () -> putFile(author(), slug, file("date: 2026-01-01\ntags: [" + unique("Tag") + "]"))
                        .extract());
        var statuses =
                answers.stream().map(answer -> answer.statusCode()).sorted().toList();
        assertEquals(
                IntStream.rangeClosed(1, 20).mapToObj(n -> n == 20 ? 201 : 200).toList(), statuses);
        assertEquals(
                1, answers.stream().map(answer -> answer.path("id")).distinct().count());
        assertEquals(20, revisions(answers.getFirst().path("id")));
    }

    @Test
    void who_puts_and_who_posts_and_who_trashes_at_once_do_not_wait_for_each_other_for_ever() {
        var slug = slug();
        var number = new java.util.concurrent.atomic.AtomicInteger();
        var statuses = Parallel.run(40, () -> switch (number.incrementAndGet() % 4) {
            case 0 -> author().delete("/posts/{post}", slug).statusCode();
            case 1 ->
                author().body(Map.of("title", "x", "body", "y", "slug", slug, "tags", List.of(unique("Tag"), "Shared")))
                        .post("/posts")
                        .statusCode();
            case 2 ->
                author().body(Map.of("tags", List.of("Shared", unique("Tag"))))
                        .patch("/posts/{post}?publish=true", slug)
                        .statusCode();
            default ->
                putFile(author(), slug, file("date: 2026-01-01\ntags: [Shared, " + unique("Tag") + "]"))
                        .extract()
                        .statusCode();
        });
        assertTrue(statuses.stream().allMatch(List.of(200, 201, 204, 404, 409)::contains), "statuses " + statuses);
    }

    @Test
    void a_file_that_cannot_be_taken_changes_nothing() {
        var slug = slug();
        var first = putFile(author(), slug, file("date: 2026-01-01")).extract();
        putFile(author(), slug, file("date: someday")).statusCode(400);
        putFile(author(), slug, "---\ntitle: x\n---\n" + "> ".repeat(10_000)).statusCode(400);
        author().get("/posts/{post}?version=working", slug).then().header("ETag", equalTo(first.header("ETag")));
    }

    @Test
    void a_working_copy_does_not_come_back_after_a_file() {
        var slug = slug();
        var published = write(author(), Map.of("slug", slug, "publishedAt", "2026-01-01"))
                .extract();
        author().body(Map.of("title", "Half done"))
                .patch("/posts/{post}", slug)
                .then()
                .statusCode(200);
        putFile(
                        author(),
                        slug,
                        "---\ntitle: " + published.path("title") + "\ndate: 2026-01-01\n---\n" + published.path("body"))
                .statusCode(200)
                .body("modified", equalTo(false))
                .body("title", equalTo(published.path("title")));
    }

    private static ValidatableResponse put(RequestSpecification by, String slug, Map<String, ?> post) {
        return by.body(post).put("/posts/{post}", slug).then();
    }

    private static ValidatableResponse putFile(RequestSpecification by, String slug, String file) {
        return by.contentType("text/markdown")
                .body(file)
                .put("/posts/{post}", slug)
                .then();
    }

    private static String file(String keys) {
        return "---\ntitle: A file\n" + keys + "\n---\nWords.\n";
    }

    private static String slug() {
        return unique("put").replace(' ', '-');
    }

    private static RequestSpecification another() {
        return as("another-author", Role.AUTHOR);
    }

    private static long revisions(String post) {
        return QuarkusTransaction.requiringNew()
                .call(() -> PostRevision.count("post.id", java.util.UUID.fromString(post)));
    }
}
