package dev.octavo.post;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.octavo.account.Role;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublicationTest {
    @Test
    void a_draft_is_published_now_and_keeps_that_time() {
        String id = draft().extract().path("id");
        visitor().get("/posts/{post}", id).then().statusCode(404);
        String at = author().body("{}")
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("published"))
                .extract()
                .path("publishedAt");
        visitor().get("/posts/{post}", id).then().statusCode(200);
        author().contentType("")
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(200)
                .body("publishedAt", equalTo(at));
    }

    @Test
    void a_time_to_come_is_a_schedule_that_the_clock_fulfils() {
        var soon = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        String id = draft().extract().path("id");
        author().body(Map.of("at", soon.toString()))
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("scheduled"))
                .body("publishedAt", equalTo(soon.toString()));
        visitor().get("/posts/{post}", id).then().statusCode(404);
        author().get("/posts?status=scheduled").then().body("items.id", hasItem(id));
        at(soon, () -> {
            visitor().get("/posts/{post}", id).then().statusCode(200).body("status", equalTo("published"));
            visitor().get("/posts").then().body("items.id", hasItem(id));
        });
        // Without a time it is now, whatever was planned.
        author().body("{}").put("/posts/{post}/publication", id).then().body("status", equalTo("published"));
    }

    @Test
    void a_post_may_be_written_as_published_or_scheduled() {
        write(author(), Map.of("publishedAt", "2020-05-05"))
                .body("status", equalTo("published"))
                .body("publishedAt", equalTo("2020-05-05T00:00:00Z"));
        write(author(), Map.of("publishedAt", "2999-05-05T10:00:00+02:00"))
                .body("status", equalTo("scheduled"))
                .body("publishedAt", equalTo("2999-05-05T08:00:00Z"));
    }

    @Test
    void an_unpublished_post_is_a_draft_with_what_was_saved_last() {
        String id = publish().extract().path("id");
        author().body(Map.of("title", "Newer"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        author().delete("/posts/{post}/publication", id).then().statusCode(204);
        visitor().get("/posts/{post}", id).then().statusCode(404);
        author().get("/posts/{post}", id)
                .then()
                .body("status", equalTo("draft"))
                .body("title", equalTo("Newer"))
                .body("publishedAt", nullValue())
                .body("modified", equalTo(false));
        author().get("/posts?status=draft").then().body("items.id", hasItem(id));
        visitor().get("/posts").then().body("items.id", not(hasItem(id)));
        author().body("{}")
                .put("/posts/{post}/publication", id)
                .then()
                .body("publishedAt", equalTo("2026-01-02T03:04:05Z"));
    }

    @Test
    void a_post_that_was_moved_and_withdrawn_comes_back_under_its_first_date() {
        String id = publish().extract().path("id");
        author().body(Map.of("at", "2999-01-01"))
                .put("/posts/{post}/publication", id)
                .then()
                .body("status", equalTo("scheduled"));
        author().delete("/posts/{post}/publication", id).then().statusCode(204);
        author().body("{}")
                .put("/posts/{post}/publication", id)
                .then()
                .body("publishedAt", equalTo("2026-01-02T03:04:05Z"));
    }

    @Test
    void a_time_in_another_media_type_does_not_publish_now() {
        String id = draft().extract().path("id");
        author().contentType("text/plain")
                .body("{\"at\": \"2999-01-01\"}")
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(415);
        author().get("/posts/{post}", id).then().body("status", equalTo("draft"));
    }

    @Test
    void publishing_is_for_those_who_may_edit() {
        String draft = draft().extract().path("id");
        visitor().body("{}").put("/posts/{post}/publication", draft).then().statusCode(401);
        member().body("{}").put("/posts/{post}/publication", draft).then().statusCode(403);
        as("another-author", Role.AUTHOR)
                .body("{}")
                .put("/posts/{post}/publication", draft)
                .then()
                .statusCode(404);
        String published = publish().extract().path("id");
        as("another-author", Role.AUTHOR)
                .delete("/posts/{post}/publication", published)
                .then()
                .statusCode(403);
    }

    @Test
    void a_bad_time_is_named_and_a_stale_tag_refused() {
        String id = draft().extract().path("id");
        author().body(Map.of("at", "tomorrow"))
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/at"));
        author().body(Map.of("when", "2026-01-01"))
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/when"));
        author().header("If-Match", "\"9-x\"")
                .body("{}")
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(412);
        author().header("If-Match", "\"9-x\"")
                .delete("/posts/{post}/publication", id)
                .then()
                .statusCode(412);
        author().header("If-Match", "*")
                .body("{}")
                .put("/posts/{post}/publication", id)
                .then()
                .statusCode(200);
    }

    @Test
    void who_asks_for_drafts_sees_his_own_and_an_editor_all() {
        String mine = draft().extract().path("id");
        String other =
                write(as("another-author", Role.AUTHOR), Map.of()).extract().path("id");
        author().get("/posts?status=draft&limit=100")
                .then()
                .body("items.id", hasItem(mine))
                .body("items.id", not(hasItem(other)));
        dev.octavo.support.Octavo.editor()
                .get("/posts?status=draft&limit=100")
                .then()
                .body("items.id", hasItem(mine))
                .body("items.id", hasItem(other));
        author().get("/posts?limit=100").then().body("items.status.unique()", equalTo(List.of("published")));
        visitor().get("/posts?status=any").then().statusCode(401);
        member().get("/posts?status=any").then().statusCode(403);
    }
}
