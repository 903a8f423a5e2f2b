package dev.octavo.event;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Octavo;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventTest {
    @Test
    void the_life_of_a_post_is_told_with_its_slugs_and_who_could_notice() {
        var slug = slug();
        String post = write(author(), Map.of("slug", slug)).extract().path("id");
        author().body(Map.of("title", "Another")).patch("/posts/{post}", post);
        author().put("/posts/{post}/publication", post);
        author().body(Map.of("title", "A third")).patch("/posts/{post}", post);
        author().put("/posts/{post}/publication", post);
        author().body(Map.of("commentsOpen", false)).patch("/posts/{post}", post);
        author().body(Map.of("slug", slug + "-moved")).patch("/posts/{post}", post);
        author().delete("/posts/{post}/publication", post);
        author().body(Map.of("at", "2999-01-01T00:00:00Z")).put("/posts/{post}/publication", post);
        author().delete("/posts/{post}", post);
        author().delete("/posts/{post}/trash", post);
        author().delete("/posts/{post}", post);
        admin().delete("/posts/{post}?purge=true", post);
        assertEquals(
                List.of(
                        "post.created editors",
                        "post.saved editors",
                        "post.published public",
                        "post.saved editors",
                        "post.updated public",
                        "post.updated public",
                        "post.moved public",
                        "post.unpublished public",
                        "post.scheduled editors",
                        "post.trashed editors",
                        "post.restored editors",
                        "post.trashed editors",
                        "post.purged editors"),
                told(post));
        var events = list(Map.of("subject", post)).extract();
        assertEquals(slug + "-moved", events.path("items[6].slug"));
        assertEquals(slug, events.path("items[6].formerSlug"));
        assertEquals(slug + "-moved", events.path("items[0].slug"));
        assertEquals(admin().get("/me").<String>path("id"), events.path("items[0].actor"));
        assertEquals(author().get("/me").<String>path("id"), events.path("items[1].actor"));
    }

    @Test
    void what_changes_nothing_and_what_is_refused_is_no_event() {
        String post = publish().extract().path("id");
        var before = told(post);
        String title = visitor().get("/posts/{post}", post).path("title");
        author().body(Map.of("title", title))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        author().put("/posts/{post}/publication", post).then().statusCode(200);
        author().header("If-Match", "\"99-0\"")
                .delete("/posts/{post}", post)
                .then()
                .statusCode(412);
        String taken = publish().extract().path("slug");
        author().body(Map.of("title", "Changed", "slug", taken))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(409);
        assertEquals(before, told(post));
    }

    @Test
    void a_published_file_is_told_once_however_often_it_is_sent() {
        var slug = slug();
        String post = null;
        for (var round = 0; round < 3; round++) {
            post = author().contentType("text/markdown")
                    .body("---\ntitle: Sent\ndate: 2026-01-01\n---\nAgain.")
                    .put("/posts/{post}", slug)
                    .path("id");
        }
        assertEquals(List.of("post.created public", "post.published public"), told(post));
    }

    @Test
    void comments_are_told_under_their_post() {
        String post = publish().extract().path("id");
        String held = visitor()
                .body(guest("Grace"))
                .post("/posts/{post}/comments", post)
                .path("id");
        editor().put("/comments/{id}/approval", held);
        editor().put("/comments/{id}/approval", held);
        editor().body(Map.of("body", "Changed.")).patch("/comments/{id}", held);
        editor().delete("/comments/{id}/approval", held);
        editor().body(Map.of("status", "spam")).patch("/comments/{id}", held);
        editor().delete("/comments/{id}", held);
        assertEquals(
                List.of(
                        "comment.created editors",
                        "comment.approved public",
                        "comment.updated public",
                        "comment.held public",
                        "comment.marked-as-spam editors",
                        "comment.trashed editors"),
                told(held));
        var events = list(Map.of("subject", held)).extract();
        assertEquals(post, events.path("items[0].post"));
        assertEquals((Object) null, events.path("items[5].actor"));
        assertEquals(List.of("comment.created public"), told(comment(post, null)));
    }

    @Test
    void of_a_comment_under_a_post_that_readers_do_not_see_they_hear_nothing() {
        String post = publish().extract().path("id");
        String held = visitor()
                .body(guest("Grace"))
                .post("/posts/{post}/comments", post)
                .path("id");
        author().delete("/posts/{post}/publication", post).then().statusCode(204);
        editor().put("/comments/{id}/approval", held).then().statusCode(200);
        editor().delete("/comments/{id}/approval", held).then().statusCode(204);
        assertEquals(
                List.of("comment.created editors", "comment.approved editors", "comment.held editors"), told(held));
    }

    @Test
    void accounts_and_their_tokens_are_told_to_admins() {
        var name = slug();
        String account = admin().body(Map.of("username", name, "name", "Told", "role", "author"))
                .post("/accounts")
                .path("id");
        String invitation =
                admin().post("/accounts/{account}/invitation", account).path("token");
        visitor()
                .body(Map.of("token", invitation, "password", Octavo.PASSWORD))
                .post("/invitations/accept")
                .then()
                .statusCode(204);
        admin().post("/accounts/{account}/invitation", account);
        admin().delete("/accounts/{account}/invitation", account);
        admin().delete("/accounts/{account}/invitation", account);
        for (var change : List.of(Map.of("name", "Retold"), Map.of("disabled", true), Map.of("disabled", false))) {
            admin().body(change).patch("/accounts/{account}", account).then().statusCode(200);
            admin().body(change).patch("/accounts/{account}", account).then().statusCode(200);
        }
        assertEquals(
                List.of(
                        "account.created admins",
                        "account.invited admins",
                        "account.password-changed admins",
                        "account.invited admins",
                        "account.invitation-revoked admins",
                        "account.updated admins",
                        "account.disabled admins",
                        "account.enabled admins"),
                told(account));
        var session = Octavo.signIn(name, Octavo.PASSWORD);
        String token =
                with(session).body(Map.of("name", "laptop")).post("/tokens").path("id");
        with(session).delete("/tokens/{id}", token);
        with(session).delete("/session");
        List<String> types = list(Map.of("actor", account)).extract().path("items.type");
        assertEquals(List.of("session.started", "token.created", "token.ended", "token.ended"), types.reversed());
    }

    @Test
    void the_site_is_told_when_it_changes() {
        String title = visitor().get("/site").path("title");
        rename(title + "?");
        var before = newest();
        rename(title + "?");
        assertEquals(before, newest());
        rename(title);
        assertTrue(newest().compareTo(before) > 0);
    }

    @Test
    void it_is_read_by_admins_page_by_page() {
        visitor().get("/events").then().statusCode(401);
        editor().get("/events").then().statusCode(403);
        String post = publish().extract().path("id");
        var first = list(Map.of("subject", post, "limit", 1))
                .body("items.type", equalTo(List.of("post.published")))
                .extract();
        admin().get(first.<String>path("links.next").replace("/api/v1", ""))
                .then()
                .body("items.type", equalTo(List.of("post.created")));
        list(Map.of("subject", post, "type", "post.created", "count", "exact")).body("total", equalTo(1));
        list(Map.of("subject", post, "occurredAt", "gte:2999-01-01")).body("items", equalTo(List.of()));
        list(Map.of("subject", post, "occurredAt", "gte:2000-01-01")).body("items.size()", equalTo(2));
        Map.of("subject", "x", "occurredAt", "gte:someday", "type", "post.eaten")
                .forEach((name, value) -> admin().queryParam(name, value)
                        .get("/events")
                        .then()
                        .statusCode(400)
                        .body("errors[0].parameter", equalTo(name)));
    }

    @Test
    void a_token_for_something_else_does_not_read_it() {
        String narrow = admin().body(Map.of("name", "narrow", "scopes", List.of("accounts")))
                .post("/tokens")
                .path("token");
        with(narrow).get("/events").then().statusCode(403);
        as("no-admin", Role.MEMBER).get("/events").then().statusCode(403);
    }

    /** The ids of events are given before those of transactions are settled: by id the second reader would miss the late one. */
    @Test
    void who_reads_by_position_passes_over_nothing_that_commits_late() throws Exception {
        var late = UUID.randomUUID();
        var soon = UUID.randomUUID();
        var written = new CountDownLatch(1);
        var read = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                Event.record(EventType.SITE_UPDATED, late, Visibility.ADMINS);
                Event.flush();
                written.countDown();
                try {
                    read.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            written.await();
            QuarkusTransaction.requiringNew().run(() -> Event.record(EventType.SITE_UPDATED, soon, Visibility.ADMINS));
            try {
                assertEquals(List.of(), byPosition(late, soon));
                list(Map.of("subject", soon.toString())).body("items.size()", equalTo(1));
            } finally {
                read.countDown();
            }
            slow.get();
        }
        assertEquals(List.of(late.toString(), soon.toString()), byPosition(late, soon));
    }

    /** Writers hold their transactions open for as long as it takes others to write one event, or ten. */
    @Test
    void a_reader_during_many_writes_gets_each_event_once() throws Exception {
        var subject = UUID.randomUUID();
        var writers = 200;
        var seen = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, writers)
                    .mapToObj(number -> threads.submit(() -> QuarkusTransaction.requiringNew()
                            .run(() -> {
                                Event.record(EventType.SITE_UPDATED, subject, Visibility.ADMINS);
                                Event.flush();
                                if (number % 3 == 0) {
                                    // Until some others have come and gone.
                                    Thread.yield();
                                    Event.settled();
                                }
                            })))
                    .toList();
            var position = "/events?sort=position&limit=7&subject=" + subject;
            while (seen.size() < writers) {
                var written = all.stream().allMatch(Future::isDone);
                var page = admin().get(position).then().statusCode(200).extract();
                List<String> fresh = page.path("items.id");
                seen.addAll(fresh);
                position = page.<String>path("links.next").replace("/api/v1", "");
                if (fresh.isEmpty() && written) {
                    break;
                }
            }
            for (var writer : all) {
                writer.get();
            }
        }
        assertEquals(writers, seen.size());
        List<String> settled = list(Map.of("sort", "position", "subject", subject.toString(), "limit", 100))
                .extract()
                .path("items.id");
        assertEquals(settled, seen.subList(0, 100));
    }

    @Test
    void the_last_page_by_position_leads_to_what_is_yet_to_come() {
        var subject = UUID.randomUUID();
        tell(subject);
        var page =
                list(Map.of("sort", "position", "subject", subject.toString())).extract();
        String next = page.path("links.next");
        assertEquals(1, page.<List<?>>path("items").size());
        var nothing = admin().basePath("").get(next).then().statusCode(200).extract();
        assertEquals(List.of(), nothing.path("items"));
        assertEquals(next, nothing.path("links.next"));
        tell(subject);
        assertEquals(1, admin().basePath("").get(next).<List<?>>path("items").size());
        var newest = list(Map.of("subject", subject.toString())).extract();
        assertEquals((Object) null, newest.path("links.next"));
    }

    private static void tell(UUID subject) {
        QuarkusTransaction.requiringNew().run(() -> Event.record(EventType.SITE_UPDATED, subject, Visibility.ADMINS));
    }

    private static List<String> byPosition(UUID... subjects) {
        return Arrays.stream(subjects)
                .flatMap(subject -> list(Map.of("sort", "position", "subject", subject.toString()))
                        .extract()
                        .<List<String>>path("items.subject")
                        .stream())
                .toList();
    }

    /** The oldest first. */
    private static List<String> told(String subject) {
        var events = list(Map.of("subject", subject)).extract();
        List<String> types = events.path("items.type");
        List<String> visibilities = events.path("items.visibility");
        return IntStream.range(0, types.size())
                .mapToObj(number -> types.get(number) + " " + visibilities.get(number))
                .toList()
                .reversed();
    }

    private static void rename(String title) {
        admin().body(Map.of("title", title)).patch("/site").then().statusCode(200);
    }

    private static String newest() {
        return list(Map.of("type", "site.updated", "limit", 1)).extract().path("items[0].id");
    }

    private static ValidatableResponse list(Map<String, ?> query) {
        return admin().queryParams(query).get("/events").then().statusCode(200);
    }

    private static String slug() {
        return unique("told").toLowerCase().replace(' ', '-');
    }
}
