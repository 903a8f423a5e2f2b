package dev.octavo.post;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slugs that posts have had: where they lead, and who gets them. */
@QuarkusTest
class AddressTest {
    @Inject
    EntityManager entities;

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "HEAD, ''",
        "GET, ?version=published",
        "GET, /comments",
        "HEAD, /comments",
        "GET, /comments?limit=5&sort=-createdAt",
        "POST, /comments",
        "PUT, /publication",
        "DELETE, /publication",
        "PUT, ''",
        "PUT, ?publish=true",
        "PATCH, ?publish=true&takeover=true",
        "DELETE, ''",
        "DELETE, ?purge=true",
        "DELETE, /trash"
    })
    void whatever_is_asked_of_an_old_slug_is_to_be_asked_of_the_new_one(String method, String below) {
        var slug = slug();
        var id = published(slug);
        rename(id, slug + "-new");
        var body = method.equals("POST") ? "{\"body\": \"Well said.\"}" : "{\"title\": \"x\", \"body\": \"y\"}";
        var request =
                below.equals("/publication") || List.of("GET", "HEAD", "DELETE").contains(method)
                        ? author()
                        : author().body(body);
        asked(request, method, "/posts/" + slug + below)
                .statusCode(308)
                .header("Location", equalTo("/api/v1/posts/" + slug + "-new" + below))
                .header("ETag", nullValue())
                .header("Cache-Control", equalTo("private, no-cache"));
        author().get("/posts/{post}", id)
                .then()
                .body("slug", equalTo(slug + "-new"))
                .body("status", equalTo("published"))
                .body("commentCount", equalTo(0));
    }

    @Test
    void a_client_that_follows_gets_there() {
        var slug = slug();
        var id = published(slug);
        rename(id, slug + "-new");
        visitor().get("/posts/{post}", slug).then().statusCode(200).body("slug", equalTo(slug + "-new"));
        comment(id, null);
        visitor().get("/posts/{post}/comments", slug).then().statusCode(200).body("items", hasSize(1));
        asked(visitor(), "GET", "/posts/" + slug).statusCode(308).header("Cache-Control", equalTo("no-cache"));
    }

    @Test
    void every_slug_of_a_chain_leads_to_the_last_at_once() {
        var slug = slug();
        var id = published(slug);
        for (var next : List.of("-b", "-c", "-d")) {
            rename(id, slug + next);
        }
        for (var former : List.of("", "-b", "-c")) {
            leads(slug + former, slug + "-d");
        }
        rename(id, slug + "-b");
        for (var former : List.of("", "-c", "-d")) {
            leads(slug + former, slug + "-b");
        }
        visitor().get("/posts/{post}", slug + "-b").then().statusCode(200).body("id", equalTo(id));
        rename(id, slug);
        leads(slug + "-b", slug);
    }

    @Test
    void a_slug_that_no_reader_has_seen_leads_nowhere() {
        var slug = slug();
        String id = write(author(), Map.of("slug", slug)).extract().path("id");
        rename(id, slug + "-b");
        asked(author(), "GET", "/posts/" + slug).statusCode(404);
        // Published and renamed in one step: nobody has seen it under the slug before.
        author().body(Map.of("slug", slug + "-c"))
                .patch("/posts/{post}?publish=true", id)
                .then()
                .statusCode(200)
                .body("slug", equalTo(slug + "-c"));
        asked(visitor(), "GET", "/posts/" + slug + "-b").statusCode(404);
        write(author(), Map.of("slug", slug + "-b")).body("slug", equalTo(slug + "-b"));
    }

    @Test
    void what_readers_have_seen_leads_on_when_they_see_it_again() {
        var slug = slug();
        var id = published(slug);
        author().delete("/posts/{post}/publication", id).then().statusCode(204);
        rename(id, slug + "-b");
        asked(visitor(), "GET", "/posts/" + slug)
                .statusCode(404)
                .body("detail", equalTo("There is no post " + slug + " that you may see."));
        asked(another(), "GET", "/posts/" + slug).statusCode(404);
        asked(author(), "GET", "/posts/" + slug).statusCode(308);
        asked(another().body("{}"), "PATCH", "/posts/" + slug).statusCode(404);
        author().put("/posts/{post}/publication", id).then().statusCode(200);
        leads(slug, slug + "-b");
    }

    @Test
    void a_post_is_found_by_its_slug_of_now_and_before() {
        var slug = slug();
        var id = published(slug);
        rename(id, slug + "-b");
        for (var one : List.of(slug, slug + "-b")) {
            visitor()
                    .get("/posts?count=exact&slug={slug}", one)
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(List.of(id)))
                    .body("total", equalTo(1));
        }
        visitor().get("/posts?slug={slug}", slug + "-c").then().body("items", hasSize(0));
        visitor().get("/posts?tag=none&slug={slug}", slug).then().body("items", hasSize(0));
        author().delete("/posts/{post}", id).then().statusCode(204);
        for (var one : List.of(slug, slug + "-b")) {
            visitor().get("/posts?slug={slug}", one).then().body("items", hasSize(0));
            author().get("/posts?status=trash&slug={slug}", one).then().body("items.id", equalTo(List.of(id)));
            another().get("/posts?status=trash&slug={slug}", one).then().body("items", hasSize(0));
        }
    }

    @Test
    void a_slug_made_from_a_title_avoids_what_leads_somewhere() {
        var title = unique("Address");
        var slug = title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
        var id = published(slug);
        rename(id, slug + "-moved");
        write(author(), Map.of("title", title)).body("slug", equalTo(slug + "-2"));
        write(author(), Map.of("title", title)).body("slug", equalTo(slug + "-3"));
        leads(slug, slug + "-moved");
    }

    @Test
    void who_asks_for_a_slug_that_leads_elsewhere_has_to_say_so() {
        var slug = slug();
        var id = published(slug);
        rename(id, slug + "-b");
        var post = Map.of("title", "x", "body", "y", "slug", slug);
        String other = draft().extract().path("id");
        for (var answer : List.of(
                author().body(post).post("/posts").then(),
                another().body(post).post("/posts").then(),
                author().body(Map.of("slug", slug))
                        .patch("/posts/{post}", other)
                        .then(),
                author().body(post).put("/posts/{post}", other).then())) {
            answer.statusCode(409)
                    .body("type", equalTo("/problems/slug-redirects"))
                    .body("errors[0].pointer", equalTo("/slug"))
                    .body("detail", not(containsString(slug + "-b")));
        }
        leads(slug, slug + "-b");
        author().body(Map.of("slug", slug))
                .patch("/posts/{post}?takeover=true", other)
                .then()
                .statusCode(200)
                .body("slug", equalTo(slug));
        author().get("/posts/{post}", slug).then().statusCode(200).body("id", equalTo(other));
        asked(visitor(), "GET", "/posts/" + slug).statusCode(404);
        visitor().get("/posts?slug={slug}", slug).then().body("items", hasSize(0));
        author().body(Map.of("slug", slug))
                .patch("/posts/{post}?takeover=true", id)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"));
    }

    @ParameterizedTest
    @CsvSource({"POST, application/json", "POST, text/markdown", "PUT, application/json", "PUT, text/markdown"})
    void a_new_post_takes_over_what_it_asks_for(String method, String type) {
        var slug = slug();
        rename(published(slug), slug + "-b");
        var isFile = type.equals("text/markdown");
        var body = isFile
                ? "---\ntitle: x\nslug: " + slug + "\ndate: 2026-01-01\n---\nWords.\n"
                : "{\"title\": \"x\", \"body\": \"y\", \"slug\": \"" + slug + "\", \"publishedAt\": \"2026-01-01\"}";
        var place = method.equals("POST") ? "/posts" : "/posts/" + slug;
        asked(author().contentType(type).body(body), method, place).statusCode(method.equals("POST") ? 409 : 308);
        asked(author().contentType(type).body(body), method, place + "?takeover=true")
                .statusCode(201)
                .body("slug", equalTo(slug));
        asked(visitor(), "GET", "/posts/" + slug).statusCode(200).body("title", equalTo("x"));
        // The second time it replaces the post that it made.
        if (method.equals("PUT") && isFile) {
            asked(author().contentType(type).body(body), method, place).statusCode(200);
        }
    }

    @Test
    void takeover_takes_no_slug_that_a_post_has() {
        var slug = slug();
        published(slug);
        author().body(Map.of("title", "x", "body", "y", "slug", slug))
                .post("/posts?takeover=true")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"));
    }

    @Test
    void two_posts_exchange_their_slugs_by_way_of_a_third() {
        var slug = slug();
        var one = published(slug);
        var two = published(slug + "-two");
        rename(one, slug + "-three");
        for (var step : List.of(List.of(two, slug), List.of(one, slug + "-two"))) {
            author().body(Map.of("slug", step.getLast()))
                    .patch("/posts/{post}?takeover=true", step.getFirst())
                    .then()
                    .statusCode(200);
        }
        visitor().get("/posts/{post}", slug).then().body("id", equalTo(two));
        visitor().get("/posts/{post}", slug + "-two").then().body("id", equalTo(one));
        leads(slug + "-three", slug + "-two");
    }

    @Test
    void the_trash_frees_former_slugs_too_and_gives_back_what_nobody_took() {
        var slug = slug();
        var id = published(slug);
        rename(id, slug + "-b");
        rename(id, slug + "-c");
        author().delete("/posts/{post}", id).then().statusCode(204);
        for (var former : List.of(slug, slug + "-b", slug + "-c")) {
            asked(author(), "GET", "/posts/" + former).statusCode(404);
        }
        write(author(), Map.of("slug", slug, "publishedAt", "2026-01-02")).body("slug", equalTo(slug));
        author().delete("/posts/{post}/trash", id).then().statusCode(200).body("slug", equalTo(slug + "-c"));
        leads(slug + "-b", slug + "-c");
        asked(visitor(), "GET", "/posts/" + slug).statusCode(200).body("id", not(equalTo(id)));
    }

    @Test
    void an_old_slug_costs_nothing_when_a_post_is_found() {
        var slug = slug();
        var id = published(slug);
        var before = Statements.during(() -> visitor().get("/posts/{post}", slug));
        rename(id, slug + "-b");
        assertEquals(before, Statements.during(() -> visitor().get("/posts/{post}", slug + "-b")));
        assertEquals(before, Statements.during(() -> visitor().get("/posts/{post}", id)));
    }

    @Test
    void of_many_who_want_one_former_slug_one_gets_it() {
        var slug = slug();
        rename(published(slug), slug + "-b");
        var ids =
                IntStream.range(0, 10).mapToObj(n -> published(slug + "-p" + n)).toList();
        var number = new AtomicInteger();
        var answers = Parallel.run(20, () -> {
            var n = number.getAndIncrement();
            var answer = n % 2 == 0
                    ? author().body(Map.of("slug", slug)).patch("/posts/{post}?takeover=true", ids.get(n / 2))
                    : author().body(Map.of("title", "x", "body", "y", "slug", slug))
                            .post("/posts?takeover=true");
            return answer.statusCode() < 300 ? "taken" : answer.<String>path("type");
        });
        // The losers wait for the winner, and do not run into it.
        assertEquals(
                List.of("/problems/slug-taken", "taken"),
                answers.stream().sorted().distinct().toList());
        assertEquals(1, answers.stream().filter("taken"::equals).count());
        eachSlugHasOneOwner(slug);
    }

    @Test
    void who_comes_second_waits_and_hears_that_the_slug_is_taken() throws Exception {
        var slug = slug();
        rename(published(slug), slug + "-b");
        var first = UUID.fromString(draft().extract().path("id"));
        String second = draft().extract().path("id");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = QuarkusTransaction.requiringNew().call(() -> {
                Post post = Post.findById(first);
                post.slug = PostSlug.claim(slug, post.id, true);
                Post.flush();
                var request = threads.submit(() -> author().body(Map.of("slug", slug))
                        .patch("/posts/{post}?takeover=true", second)
                        .<String>path("type"));
                while (nobodyWaits() && !request.isDone()) {
                    Thread.onSpinWait();
                }
                return request;
            });
            assertEquals("/problems/slug-taken", answer.get());
        }
    }

    private boolean nobodyWaits() {
        return (boolean) entities.createNativeQuery("select not exists (select from pg_locks where not granted)")
                .getSingleResult();
    }

    /** Renames back and forth, takes over, trashes, restores and writes, all about four slugs. */
    @Test
    void a_war_about_slugs_leaves_one_owner_each() {
        var slug = slug();
        var slugs = List.of(slug, slug + "-2", slug + "-x", slug + "-y");
        var ids = slugs.stream().map(AddressTest::published).toList();
        var number = new AtomicInteger();
        var statuses = Parallel.run(120, () -> {
            var n = number.getAndIncrement();
            var id = ids.get(n % 4);
            var wanted = slugs.get(n / 4 % 4);
            return switch (n % 6) {
                case 0 -> author().delete("/posts/{post}", id).statusCode();
                case 1 -> author().delete("/posts/{post}/trash", id).statusCode();
                case 2 ->
                    author().body(Map.of("title", slug.replace('-', ' '), "body", "y"))
                            .post("/posts")
                            .statusCode();
                case 3 ->
                    asked(
                                    author().contentType("text/markdown")
                                            .body("---\ntitle: x\ndate: 2026-01-01\n---\nWords.\n"),
                                    "PUT",
                                    "/posts/" + wanted)
                            .extract()
                            .statusCode();
                default ->
                    author().body(Map.of("slug", n % 6 == 4 ? wanted : wanted + "-" + n))
                            .patch("/posts/{post}?takeover=true", id)
                            .statusCode();
            };
        });
        assertTrue(statuses.stream().allMatch(List.of(200, 201, 204, 308, 404, 409)::contains), "statuses " + statuses);
        eachSlugHasOneOwner(slug);
        for (var id : ids) {
            author().delete("/posts/{post}/trash", id).then().statusCode(200);
        }
        eachSlugHasOneOwner(slug);
        for (var one : slugs) {
            var status = asked(visitor(), "GET", "/posts/" + one).extract().statusCode();
            assertTrue(List.of(200, 308, 404).contains(status), one + " answers " + status);
        }
    }

    private void eachSlugHasOneOwner(String family) {
        var twice = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery("""
                        select slug from (
                          select slug from post where deleted_at is null union all
                          select former.slug from former_slug former join post on post.id = post_id where deleted_at is null) owned
                        where slug like :family group by slug having count(*) > 1""")
                        .setParameter("family", family + "%")
                        .getResultList());
        assertEquals(List.of(), twice);
    }

    @Test
    void a_longest_slug_leaves_room_for_a_number() {
        var slug = (slug() + "-" + "x".repeat(100)).substring(0, 100);
        var id = published(slug);
        author().delete("/posts/{post}", id).then().statusCode(204);
        published(slug);
        var restored = author().delete("/posts/{post}/trash", id)
                .then()
                .statusCode(200)
                .extract();
        String given = restored.path("slug");
        assertTrue(given.length() <= 100 && given.startsWith(slug.substring(0, 80)), given);
        var again = new HashMap<>(restored.<Map<String, Object>>path(""));
        author().body(again).put("/posts/{post}", id).then().statusCode(200).body("slug", equalTo(given));
    }

    private static ValidatableResponse asked(RequestSpecification by, String method, String url) {
        return by.redirects().follow(false).request(method, url).then();
    }

    private static void leads(String former, String slug) {
        asked(visitor(), "GET", "/posts/" + former)
                .statusCode(308)
                .header("Location", equalTo("/api/v1/posts/" + slug));
    }

    private static String published(String slug) {
        return write(author(), Map.of("slug", slug, "publishedAt", "2026-01-02T03:04:05Z"))
                .extract()
                .path("id");
    }

    private static void rename(String id, String slug) {
        editor().body(Map.of("slug", slug))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200)
                .body("slug", equalTo(slug));
    }

    private static String slug() {
        return unique("address").replace(' ', '-');
    }

    private static RequestSpecification another() {
        return as("another-author", Role.AUTHOR);
    }
}
