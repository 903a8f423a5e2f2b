package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.archive.Transfer;
import dev.octavo.support.Parallel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Out of the trash again, or for good. */
@QuarkusTest
class TrashTest {
    @Inject
    Trash trash;

    @Inject
    Clock clock;

    @Inject
    EntityManager entities;

    @Inject
    Scheduler scheduler;

    @Test
    void a_post_comes_back_as_it_was() {
        var published = publish().extract();
        String id = published.path("id");
        comment(id, null);
        author().body(Map.of("title", "Newer"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        trash(id);
        author().delete("/posts/{post}/trash", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("published"))
                .body("slug", equalTo(published.path("slug")))
                .body("publishedAt", equalTo("2026-01-02T03:04:05Z"))
                .body("updatedAt", equalTo(published.path("updatedAt")))
                .body("modified", equalTo(true))
                .body("commentCount", equalTo(1));
        visitor().get("/posts/{post}", published.<String>path("slug")).then().statusCode(200);
        visitor().get("/posts/{post}/comments", id).then().statusCode(200).body("items.size()", equalTo(1));
        author().get("/posts/{post}?version=working", id).then().body("title", equalTo("Newer"));
    }

    @Test
    void a_draft_comes_back_as_a_draft_and_a_scheduled_post_by_its_date() {
        var draft = draft().extract();
        trash(draft.path("id"));
        author().delete("/posts/{post}/trash", draft.<String>path("id"))
                .then()
                .statusCode(200)
                .body("status", equalTo("draft"))
                .body("publishedAt", nullValue());
        String scheduled = write(author(), Map.of("publishedAt", "2999-01-01T00:00:00Z"))
                .extract()
                .path("id");
        trash(scheduled);
        author().delete("/posts/{post}/trash", scheduled)
                .then()
                .statusCode(200)
                .body("status", equalTo("scheduled"))
                .body("publishedAt", equalTo("2999-01-01T00:00:00Z"));
    }

    @Test
    void its_slug_gets_a_number_if_it_was_taken_meanwhile() {
        var slug = unique("trash").replace(' ', '-');
        var ids = Stream.of(1, 2, 3)
                .map(n -> {
                    String id = write(author(), Map.of("slug", slug)).extract().path("id");
                    trash(id);
                    return id;
                })
                .toList();
        assertEquals(slug, restored(ids.get(1)));
        assertEquals(slug + "-2", restored(ids.get(0)));
        // A slug that leads to another post is taken too.
        author().put("/posts/{post}/publication", ids.get(1)).then().statusCode(200);
        author().body(Map.of("slug", slug + "-moved"))
                .patch("/posts/{post}", ids.get(1))
                .then()
                .statusCode(200);
        assertEquals(slug + "-3", restored(ids.get(2)));
    }

    @Test
    void what_is_not_in_the_trash_stays_as_it_is() {
        var post = publish().extract();
        author().delete("/posts/{post}/trash", post.<String>path("slug"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo(etag(author(), post.path("id"))))
                .body("slug", equalTo(post.path("slug")));
    }

    @Test
    void whose_post_it_is_and_editors_take_it_out() {
        String id = publish().extract().path("id");
        trash(id);
        for (var stranger : List.of(visitor(), member(), as("another-author", Role.AUTHOR))) {
            var status = stranger.delete("/posts/{post}/trash", id).statusCode();
            assertTrue(List.of(401, 403, 404).contains(status), "status " + status);
        }
        as("another-author", Role.AUTHOR)
                .delete("/posts/{post}/trash", id)
                .then()
                .statusCode(404);
        editor().delete("/posts/{post}/trash", id).then().statusCode(200);
    }

    @Test
    void if_match_is_honoured() {
        String id = publish().extract().path("id");
        var before = etag(author(), id);
        trash(id);
        author().header("If-Match", before)
                .delete("/posts/{post}/trash", id)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/stale-version"))
                .header("ETag", startsWith("\"1-"));
        admin().header("If-Match", before)
                .delete("/posts/{post}?purge=true", id)
                .then()
                .statusCode(412);
        var back = author().header("If-Match", etag(author(), id))
                .delete("/posts/{post}/trash", id)
                .then()
                .statusCode(200)
                .extract();
        assertEquals(etag(author(), id), back.header("ETag"));
        trash(id);
        admin().header("If-Match", etag(admin(), id))
                .delete("/posts/{post}?purge=true", id)
                .then()
                .statusCode(204);
    }

    @Test
    void an_admin_ends_a_post_for_good_with_all_that_is_its_own() {
        var slug = unique("purged").replace(' ', '-');
        String id = write(author(), Map.of("slug", slug, "publishedAt", "2026-01-02", "tags", List.of("Purged")))
                .extract()
                .path("id");
        var said = comment(id, comment(id, null));
        author().body(Map.of("slug", slug + "-b", "title", "Newer"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        for (var body : List.of(
                Map.of("action", "update", "at", "2998-01-01T00:00:00Z"),
                Map.of("action", "unpublish", "at", "2999-01-01T00:00:00Z"))) {
            author().body(body).post("/posts/{post}/schedules", id).then().statusCode(201);
        }
        admin().delete("/posts/{post}?purge=true", id)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/post-not-in-trash"));
        trash(id);
        for (var other : List.of(author(), editor())) {
            other.delete("/posts/{post}?purge=true", id).then().statusCode(403);
        }
        author().get("/posts/{post}", id).then().statusCode(200);
        admin().delete("/posts/{post}?purge=true", id).then().statusCode(204);
        admin().get("/posts/{post}", id).then().statusCode(404);
        admin().delete("/posts/{post}?purge=true", id).then().statusCode(404);
        admin().get("/comments/{id}", said).then().statusCode(404);
        for (var table : List.of("comment", "post_revision", "post_tag", "former_slug", "schedule")) {
            assertEquals(0L, count(table, id), table);
        }
        visitor().get("/posts?tag=purged").then().statusCode(200);
        write(author(), Map.of("slug", slug)).body("slug", equalTo(slug));
    }

    /** Else the sweep would end at the first post of which there is more. */
    @Test
    void whatever_refers_to_a_post_or_its_revisions_ends_with_it() {
        var left = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery("""
                        select conrelid::regclass || '.' || conname from pg_constraint
                        where contype = 'f' and confrelid in ('post'::regclass, 'post_revision'::regclass)
                          and conrelid <> 'post'::regclass and confdeltype not in ('c', 'n')""").getResultList());
        assertEquals(List.of(), left, "these foreign keys need on delete cascade");
    }

    @Test
    void after_thirty_days_a_post_ends_by_itself() {
        var ids = Stream.generate(() -> publish().extract().<String>path("id"))
                .limit(25)
                .toList();
        var kept = publish().extract().<String>path("id");
        var then = Instant.parse("2026-02-01T00:00:00Z");
        at(then, () -> ids.forEach(TrashTest::trash));
        at(then.plus(Duration.ofDays(30)).minusSeconds(1), () -> {
            trash(kept);
            trash.sweep();
        });
        ids.forEach(id -> author().get("/posts/{post}", id).then().statusCode(200));
        at(then.plus(Duration.ofDays(30)), trash::sweep);
        ids.forEach(id -> author().get("/posts/{post}", id).then().statusCode(404));
        author().get("/posts/{post}", kept).then().statusCode(200).body("status", equalTo("trash"));
    }

    @Test
    void several_nodes_sweep_at_once_and_what_somebody_is_at_is_left() {
        var ids = Stream.generate(() -> publish().extract().<String>path("id"))
                .limit(30)
                .toList();
        at(Instant.parse("2026-02-01T00:00:00Z"), () -> ids.forEach(TrashTest::trash));
        var held = UUID.fromString(ids.getFirst());
        at(Instant.parse("2026-04-01T00:00:00Z"), () -> {
            QuarkusTransaction.requiringNew().run(() -> {
                Post.findById(held, LockModeType.PESSIMISTIC_WRITE);
                Parallel.run(4, () -> {
                    trash.sweep();
                    return null;
                });
            });
            author().get("/posts/{post}", held).then().statusCode(200);
            trash.sweep();
        });
        ids.forEach(id -> author().get("/posts/{post}", id).then().statusCode(404));
    }

    @Test
    void what_was_taken_back_in_time_stays() {
        String id = publish().extract().path("id");
        at(Instant.parse("2026-02-01T00:00:00Z"), () -> trash(id));
        restored(id);
        at(Instant.parse("2026-04-01T00:00:00Z"), trash::sweep);
        visitor().get("/posts/{post}", id).then().statusCode(200);
    }

    @Test
    void without_a_time_the_trash_is_kept_for_ever() {
        String id = publish().extract().path("id");
        at(Instant.parse("2026-02-01T00:00:00Z"), () -> trash(id));
        at(Instant.parse("2926-02-01T00:00:00Z"), () -> {
            for (var never : List.of(Optional.<Duration>empty(), Optional.of(Duration.ZERO))) {
                new Trash(() -> never, clock).sweep();
            }
        });
        author().get("/posts?status=trash&limit=100").then().body("items.id", hasItem(id));
    }

    @Test
    void nothing_is_swept_during_tests_and_commands() {
        assertFalse(scheduler.isRunning());
        for (var command : List.of("export", "import")) {
            assertEquals("false", Transfer.settings(command).get("quarkus.scheduler.enabled"), command);
        }
    }

    private static void trash(String id) {
        author().delete("/posts/{post}", id).then().statusCode(204);
    }

    private static String restored(String id) {
        return author().delete("/posts/{post}/trash", id)
                .then()
                .statusCode(200)
                .extract()
                .path("slug");
    }

    private static String etag(RequestSpecification by, String id) {
        return by.get("/posts/{post}", id).header("ETag");
    }

    private long count(String table, String post) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number)
                                entities.createNativeQuery("select count(*) from " + table + " where post_id = :post")
                                        .setParameter("post", UUID.fromString(post))
                                        .getSingleResult())
                        .longValue());
    }
}
