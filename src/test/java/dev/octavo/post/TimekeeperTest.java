package dev.octavo.post;

import static dev.octavo.post.ScheduleTest.plan;
import static dev.octavo.post.ScheduleTest.save;
import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.octavo.support.Parallel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was planned happens. */
@QuarkusTest
class TimekeeperTest {
    /** Soon, because tokens end. */
    private static final Instant THEN = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

    @Inject
    Timekeeper timekeeper;

    @Inject
    Scheduler scheduler;

    @Inject
    EntityManager entities;

    /** Other tests plan too, and a sweep does all of it. */
    @BeforeEach
    void nothing_else_is_due() {
        at(THEN.plusSeconds(3600), timekeeper::sweep);
    }

    @Test
    void that_a_post_is_published_is_told_once_when_its_time_has_come() {
        String id = draft().extract().path("id");
        plan(id, "publish", THEN.toString(), null).statusCode(201);
        at(THEN.minusNanos(1000), timekeeper::sweep);
        assertEquals(List.of("post.created", "post.scheduled"), events(id));
        var before = author().get("/posts/{post}", id).header("ETag");
        at(THEN, () -> {
            timekeeper.sweep();
            timekeeper.sweep();
            visitor().get("/posts/{post}", id).then().statusCode(200).body("publishedAt", equalTo(THEN.toString()));
            author().get("/posts/{post}/schedules", id).then().body("items", empty());
            author().body("{}").put("/posts/{post}/publication", id).then().statusCode(200);
        });
        assertEquals(List.of("post.created", "post.scheduled", "post.published"), events(id));
        assertEquals(before, author().get("/posts/{post}", id).header("ETag"));
        var told = admin().get("/events?subject={id}&limit=1", id);
        assertNull(told.path("items[0].actor"));
        assertEquals("public", told.path("items[0].visibility"));
        assertEquals(author().get("/posts/{post}", id).<String>path("slug"), told.path("items[0].slug"));
    }

    @Test
    void a_post_whose_time_is_over_is_a_draft_with_what_was_saved_last() {
        String id = publish().extract().path("id");
        save(id, "Newer");
        plan(id, "unpublish", THEN.toString(), null).statusCode(201);
        at(THEN.plusSeconds(5), timekeeper::sweep);
        author().get("/posts/{post}", id)
                .then()
                .body("status", equalTo("draft"))
                .body("publishedAt", nullValue())
                .body("body", equalTo("Newer"))
                .body("modified", equalTo(false));
        author().get("/posts/{post}/schedules", id).then().body("items", empty());
        assertEquals("post.unpublished", events(id).getLast());
        // Readers have seen nothing of it.
        assertFalse(events(id).contains("post.updated"));
        author().body("{}")
                .put("/posts/{post}/publication", id)
                .then()
                .body("publishedAt", equalTo("2026-01-02T03:04:05Z"));
        visitor().get("/posts/{post}", id).then().statusCode(200);
    }

    @Test
    void a_prepared_revision_is_put_before_readers_and_what_was_saved_since_stays_the_working_copy() {
        String id = publish().extract().path("id");
        var prepared = save(id, "Prepared");
        plan(id, "update", THEN.toString(), null).statusCode(201);
        save(id, "Newer");
        var before = visitor().get("/posts/{post}", id).header("ETag");
        at(THEN.minusNanos(1000), timekeeper::sweep);
        assertEquals(before, visitor().get("/posts/{post}", id).header("ETag"));
        at(THEN, timekeeper::sweep);
        visitor()
                .get("/posts/{post}", id)
                .then()
                .body("html", equalTo("<p>Prepared</p>\n"))
                .body("updatedAt", equalTo(THEN.toString()))
                .body("status", equalTo("published"));
        author().get("/posts/{post}?version=working", id)
                .then()
                .body("body", equalTo("Newer"))
                .body("modified", equalTo(true));
        author().get("/posts/{post}/revisions/{revision}", id, prepared).then().body("version", equalTo("published"));
        assertEquals("post.updated", events(id).getLast());
        assertEquals(1, events(id).stream().filter("post.updated"::equals).count());
    }

    @Test
    void a_working_copy_that_is_put_before_readers_is_none_any_more() {
        String id = publish().extract().path("id");
        save(id, "Prepared");
        plan(id, "update", THEN.toString(), null).statusCode(201);
        at(THEN, timekeeper::sweep);
        author().get("/posts/{post}", id)
                .then()
                .body("body", equalTo("Prepared"))
                .body("modified", equalTo(false));
    }

    @Test
    void what_was_due_while_no_node_ran_happens_in_the_order_of_its_time() {
        String id = draft().extract().path("id");
        plan(id, "publish", THEN.toString(), null).statusCode(201);
        plan(id, "unpublish", THEN.plusSeconds(40).toString(), null).statusCode(201);
        var first = author().get("/posts/{post}/revisions", id).path("items[0].id");
        author().body(Map.of("body", "Second"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        for (var second : List.of(30, 20)) {
            author().body(Map.of(
                            "action",
                            "update",
                            "at",
                            THEN.plusSeconds(second).toString(),
                            "revision",
                            second == 20 ? first : save(id, "Last")))
                    .post("/posts/{post}/schedules", id)
                    .then()
                    .statusCode(201);
        }
        var before = events(id).size();
        at(THEN.plusSeconds(60), timekeeper::sweep);
        assertEquals(
                List.of("post.published", "post.updated", "post.updated", "post.unpublished"),
                events(id).subList(before, events(id).size()));
        author().get("/posts/{post}", id)
                .then()
                .body("status", equalTo("draft"))
                .body("body", equalTo("Last"));
    }

    @Test
    void whoever_writes_finds_done_what_was_due_and_is_not_named_for_it() {
        String id = publish().extract().path("id");
        save(id, "Prepared");
        plan(id, "update", THEN.toString(), null).statusCode(201);
        plan(id, "unpublish", THEN.plusSeconds(1).toString(), null).statusCode(201);
        var stale = author().get("/posts/{post}", id).header("ETag");
        at(THEN.plusSeconds(2), () -> {
            author().header("If-Match", stale)
                    .body(Map.of("body", "Written"))
                    .patch("/posts/{post}", id)
                    .then()
                    .statusCode(412);
            author().body(Map.of("body", "Written"))
                    .patch("/posts/{post}", id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("draft"));
            timekeeper.sweep();
        });
        var told = admin().get("/events?sort=position&limit=100&subject={id}", id);
        List<String> types = told.path("items.type");
        var from = types.size() - 3;
        assertEquals(List.of("post.updated", "post.unpublished", "post.saved"), types.subList(from, from + 3));
        assertNull(told.path("items[" + from + "].actor"));
        assertNull(told.path("items[" + (from + 1) + "].actor"));
        assertEquals(author().get("/me").<String>path("id"), told.path("items[" + (from + 2) + "].actor"));
    }

    @Test
    void an_update_of_what_readers_do_not_see_any_more_is_cancelled() {
        String id = publish().extract().path("id");
        save(id, "Prepared");
        String schedule = plan(id, "update", THEN.toString(), null).extract().path("id");
        author().delete("/posts/{post}/publication", id).then().statusCode(204);
        author().body(Map.of("body", "Draft")).patch("/posts/{post}", id).then().statusCode(200);
        at(THEN, timekeeper::sweep);
        author().get("/posts/{post}", id).then().body("body", equalTo("Draft"));
        admin().get("/events?limit=1&subject={id}", schedule)
                .then()
                .body("items[0].type", equalTo("schedule.cancelled"))
                .body("items[0].actor", nullValue());
        author().get("/posts/{post}/schedules", id).then().body("items", empty());
    }

    @Test
    void in_the_trash_nothing_happens_until_the_post_is_taken_back() {
        String id = draft().extract().path("id");
        plan(id, "publish", THEN.toString(), null).statusCode(201);
        String shown = publish().extract().path("id");
        save(shown, "Prepared");
        plan(shown, "update", THEN.toString(), null).statusCode(201);
        for (var post : List.of(id, shown)) {
            author().delete("/posts/{post}", post).then().statusCode(204);
        }
        at(THEN, timekeeper::sweep);
        assertEquals("post.trashed", events(id).getLast());
        assertEquals("post.trashed", events(shown).getLast());
        at(THEN.plusSeconds(1), () -> {
            author().delete("/posts/{post}/trash", id).then().statusCode(200).body("status", equalTo("published"));
            author().delete("/posts/{post}/trash", shown).then().statusCode(200).body("body", equalTo("Prepared"));
        });
        assertEquals("post.published", events(id).getLast());
        assertEquals("post.updated", events(shown).getLast());
    }

    @Test
    void several_nodes_do_each_thing_once_and_leave_what_somebody_is_at() {
        var ids = Stream.generate(() -> write(author(), Map.of("publishedAt", THEN.toString()))
                        .extract()
                        .<String>path("id"))
                .limit(30)
                .toList();
        var held = UUID.fromString(ids.getFirst());
        at(THEN, () -> {
            QuarkusTransaction.requiringNew().run(() -> {
                Post.findById(held, LockModeType.PESSIMISTIC_WRITE);
                Parallel.run(4, () -> {
                    timekeeper.sweep();
                    return null;
                });
            });
            assertEquals(List.of("post.created", "post.scheduled"), events(ids.getFirst()));
            ids.stream().skip(1).forEach(TimekeeperTest::wasPublishedOnce);
            timekeeper.sweep();
            ids.forEach(TimekeeperTest::wasPublishedOnce);
        });
    }

    @Test
    void what_cannot_be_done_keeps_nobody_else_from_what_is_theirs() {
        String broken = publish().extract().path("id");
        var prepared = save(broken, "Prepared");
        plan(broken, "update", THEN.toString(), null).statusCode(201);
        String good = write(author(), Map.of("publishedAt", THEN.plusSeconds(1).toString()))
                .extract()
                .path("id");
        content(prepared, "content - 'body'");
        at(THEN.plusSeconds(1), timekeeper::sweep);
        wasPublishedOnce(good);
        author().get("/posts/{post}/schedules", broken).then().body("items.size()", equalTo(1));
        content(prepared, "jsonb_set(content, '{body}', '\"Mended\"')");
        at(THEN.plusSeconds(2), timekeeper::sweep);
        visitor().get("/posts/{post}", broken).then().body("body", equalTo("Mended"));
    }

    @Test
    void a_revision_that_is_to_be_shown_is_not_pruned() {
        String id = publish().extract().path("id");
        var prepared = save(id, "Prepared");
        plan(id, "update", THEN.toString(), null).statusCode(201);
        for (var i = 0; i < 101; i++) {
            author().body(Map.of("body", "Text " + i))
                    .patch("/posts/{post}", id)
                    .then()
                    .statusCode(200);
        }
        at(THEN, timekeeper::sweep);
        visitor().get("/posts/{post}", id).then().body("body", equalTo("Prepared"));
        author().get("/posts/{post}/revisions/{revision}", id, prepared).then().statusCode(200);
    }

    @Test
    void a_start_does_what_is_due_unless_it_is_that_of_a_command() {
        String id = write(author(), Map.of("publishedAt", THEN.toString()))
                .extract()
                .path("id");
        at(THEN, () -> timekeeper.catchUp(new StartupEvent(), scheduler));
        assertEquals(List.of("post.created", "post.scheduled"), events(id));
    }

    private void content(String revision, String expression) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update post_revision set content = " + expression + " where id = :id")
                        .setParameter("id", UUID.fromString(revision))
                        .executeUpdate());
    }

    private static void wasPublishedOnce(String id) {
        assertEquals(List.of("post.created", "post.scheduled", "post.published"), events(id));
    }

    private static List<String> events(String post) {
        return admin().get("/events?sort=position&limit=100&subject={id}", post).path("items.type");
    }
}
