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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is to come is planned, listed, changed and cancelled. That it happens is for {@link TimekeeperTest}. */
@QuarkusTest
class ScheduleTest {
    @Test
    void a_draft_is_to_be_published_at_a_time_of_a_zone() {
        var draft = draft().extract();
        String id = draft.path("id");
        var planned = plan(id, "publish", "2999-03-31T08:00", "Europe/Berlin")
                .statusCode(201)
                .body("action", equalTo("publish"))
                .body("at", equalTo("2999-03-31T06:00:00Z"))
                .body("zone", equalTo("Europe/Berlin"))
                .body("localTime", equalTo("2999-03-31T08:00:00+02:00"))
                .body("revision", nullValue())
                .body("post.id", equalTo(id))
                .body("post.slug", equalTo(draft.path("slug")))
                .body("post.title", equalTo(draft.path("title")))
                .extract();
        assertEquals(planned.path("links.self"), planned.header("Location"));
        author().get("/posts/{post}", id)
                .then()
                .body("status", equalTo("scheduled"))
                .body("publishedAt", equalTo("2999-03-31T06:00:00Z"));
        at(
                Instant.parse("2999-03-31T05:59:59.999999Z"),
                () -> visitor().get("/posts/{post}", id).then().statusCode(404));
        at(
                Instant.parse("2999-03-31T06:00:00Z"),
                () -> visitor().get("/posts/{post}", id).then().statusCode(200));
        author().get("/schedules/{schedule}", planned.<String>path("id"))
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("at", equalTo("2999-03-31T06:00:00Z"));
    }

    @Test
    void a_date_of_publication_is_a_schedule_however_it_is_said() {
        String written = write(author(), Map.of("publishedAt", "2999-01-01T00:00:00Z"))
                .extract()
                .path("id");
        one(written).body("items[0].at", equalTo("2999-01-01T00:00:00Z")).body("items[0].zone", equalTo("UTC"));
        author().body(Map.of("at", "2999-02-01"))
                .put("/posts/{post}/publication", written)
                .then()
                .statusCode(200);
        one(written).body("items[0].at", equalTo("2999-02-01T00:00:00Z"));
        String file = author().contentType("text/markdown")
                .body("---\ntitle: %s\ndate: 2999-05-05\n---\nWords".formatted(unique("File")))
                .post("/posts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        one(file).body("items[0].at", equalTo("2999-05-05T00:00:00Z"));
        // A published post that is to be hidden until later is one too.
        String shown = publish().extract().path("id");
        author().body(Map.of("at", "2999-02-01"))
                .put("/posts/{post}/publication", shown)
                .then()
                .statusCode(200);
        one(shown).body("items[0].action", equalTo("publish"));
        for (var id : List.of(written, file)) {
            author().body("{}").put("/posts/{post}/publication", id).then().body("status", equalTo("published"));
            none(id);
        }
        author().delete("/posts/{post}/publication", shown).then().statusCode(204);
        none(shown);
    }

    @Test
    void a_post_is_read_until_the_instant_at_which_it_is_to_be_unpublished() {
        var end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        var name = unique("leaver").replace(' ', '-');
        var tag = unique("tag-leaver").replace(' ', '-');
        var post = write(as(name, Role.AUTHOR), Map.of("publishedAt", "2026-01-01", "tags", List.of(tag)))
                .extract();
        String id = post.path("id");
        String said = comment(id, null);
        as(name, Role.AUTHOR)
                .body(Map.of("slug", post.path("slug") + "-b"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        as(name, Role.AUTHOR)
                .body(Map.of("action", "unpublish", "at", end.toString()))
                .post("/posts/{post}/schedules", id)
                .then()
                .statusCode(201);
        var places = List.of(
                "/posts/" + id,
                "/posts/" + post.path("slug"),
                "/posts/" + id + "/comments",
                "/comments/" + said,
                "/authors/" + name);
        at(end.minusNanos(1000), () -> {
            places.forEach(place -> visitor().get(place).then().statusCode(200));
            visitor().get("/posts?tag={tag}", tag).then().body("items.id", contains(id));
            visitor().get("/comments?author=member&limit=100").then().body("items.id", hasItem(said));
            as(name, Role.AUTHOR)
                    .get("/posts?status=published&author=me")
                    .then()
                    .body("items.id", contains(id));
        });
        at(end, () -> {
            places.forEach(place -> visitor().get(place).then().statusCode(404));
            visitor()
                    .get("/posts?tag={tag}&count=exact", tag)
                    .then()
                    .body("items", empty())
                    .body("total", equalTo(0));
            visitor()
                    .get("/posts?slug={slug}", post.<String>path("slug"))
                    .then()
                    .body("items", empty());
            visitor().get("/comments?author=member&limit=100").then().body("items.id", not(hasItem(said)));
            visitor().get("/authors?limit=100").then().body("items.username", not(hasItem(name)));
            member().body(Map.of("body", "Late"))
                    .post("/posts/{post}/comments", id)
                    .then()
                    .statusCode(404);
            as(name, Role.AUTHOR)
                    .get("/posts/{post}", id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("draft"));
            as(name, Role.AUTHOR).get("/posts?status=draft").then().body("items.id", contains(id));
            as(name, Role.AUTHOR)
                    .get("/posts?status=published&author=me")
                    .then()
                    .body("items", empty());
            as(name, Role.AUTHOR).get("/posts?cohort=unmodified").then().body("items", empty());
            as("another-author", Role.AUTHOR)
                    .get("/posts?status=any&tag={tag}", tag)
                    .then()
                    .body("items", empty());
        });
    }

    @Test
    void readers_are_not_told_what_is_to_come() {
        String id = publish().extract().path("id");
        var before = visitor().get("/posts/{post}", id);
        assertTrue(before.path("links.schedules") == null);
        author().get("/posts/{post}", id).then().body("links.schedules", equalTo("/api/v1/posts/" + id + "/schedules"));
        String end =
                plan(id, "unpublish", "2999-01-01T00:00:00Z", null).extract().path("id");
        change(end, Map.of("at", "2999-02-01T00:00:00Z")).statusCode(200);
        save(id, "Later");
        plan(id, "update", "2999-01-01T00:00:00Z", null).statusCode(201);
        var after = visitor().get("/posts/{post}", id);
        assertEquals(before.asString(), after.asString());
        assertEquals(before.header("ETag"), after.header("ETag"));
    }

    @Test
    void an_update_names_a_revision_or_takes_the_working_copy_as_it_is() {
        String id = publish().extract().path("id");
        plan(id, "update", "2999-01-01T00:00:00Z", null)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/revision"))
                .body("errors[0].code", equalTo("missing"));
        var first = save(id, "First");
        plan(id, "update", "2999-01-02T00:00:00Z", null).statusCode(201).body("revision", equalTo(first));
        var second = save(id, "Second");
        author().body(Map.of("action", "update", "at", "2999-01-01T00:00:00Z", "revision", second))
                .post("/posts/{post}/schedules", id)
                .then()
                .statusCode(201)
                .body("revision", equalTo(second));
        author().get("/posts/{post}/schedules", id).then().body("items.revision", contains(second, first));
        for (var foreign :
                List.of(save(publish().extract().path("id"), "Foreign"), "01999999-9999-7000-8000-00000000ffff")) {
            author().body(Map.of("action", "update", "at", "2999-01-01T00:00:00Z", "revision", foreign))
                    .post("/posts/{post}/schedules", id)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/revision"))
                    .body("errors[0].code", equalTo("unknown"));
        }
        author().body(Map.of("action", "unpublish", "at", "2999-01-01T00:00:00Z", "revision", second))
                .post("/posts/{post}/schedules", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/revision"));
    }

    @Test
    void what_contradicts_the_life_of_the_post_is_a_conflict() {
        String published = publish().extract().path("id");
        conflict(published, "publish", "2999-01-01T00:00:00Z");
        plan(published, "unpublish", "2999-06-01T00:00:00Z", null).statusCode(201);
        conflict(published, "unpublish", "2999-07-01T00:00:00Z");
        save(published, "Later");
        conflict(published, "update", "2999-06-01T00:00:00Z");
        plan(published, "update", "2999-05-31T23:59:59Z", null).statusCode(201);
        author().body(Map.of("at", "2999-06-01"))
                .put("/posts/{post}/publication", published)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/schedule-conflict"));

        String draft = draft().extract().path("id");
        conflict(draft, "unpublish", "2999-01-01T00:00:00Z");
        String beginning =
                plan(draft, "publish", "2999-01-01T00:00:00Z", null).extract().path("id");
        conflict(draft, "publish", "2999-02-01T00:00:00Z");
        conflict(draft, "unpublish", "2999-01-01T00:00:00Z");
        plan(draft, "unpublish", "2999-03-01T00:00:00Z", null).statusCode(201);
        change(beginning, Map.of("at", "2999-03-01T00:00:00Z")).statusCode(409);
        author().get("/schedules/{schedule}", beginning).then().body("at", equalTo("2999-01-01T00:00:00Z"));
        author().get("/posts/{post}", draft).then().body("publishedAt", equalTo("2999-01-01T00:00:00Z"));
    }

    @Test
    void a_time_that_is_over_or_that_there_is_not_is_named() {
        String id = draft().extract().path("id");
        for (var wrong : List.of(
                List.of("/at", "past", "2020-01-01T00:00", "Europe/Berlin"),
                List.of("/at", "skipped", "2999-03-31T02:30", "Europe/Berlin"),
                List.of("/at", "invalid-time", "soon", "Europe/Berlin"),
                List.of("/zone", "unknown", "2999-01-01T00:00", "Europe/Atlantis"))) {
            plan(id, "publish", wrong.get(2), wrong.get(3))
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo(wrong.get(0)))
                    .body("errors[0].code", equalTo(wrong.get(1)));
        }
        plan(id, "publish", "2999-01-01T00:00", null).statusCode(400).body("errors[0].pointer", equalTo("/zone"));
        var now = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        at(
                now,
                () -> plan(id, "publish", now.toString(), null)
                        .statusCode(400)
                        .body("errors[0].code", equalTo("past")));
        for (var body : List.of(
                Map.of("at", "2999-01-01"),
                Map.of("action", "publish"),
                Map.of("action", "burn", "at", "2999-01-01"),
                Map.of("action", "publish", "at", "2999-01-01", "when", "x"))) {
            author().body(body).post("/posts/{post}/schedules", id).then().statusCode(400);
        }
        none(id);
    }

    @Test
    void a_schedule_is_changed() {
        String id = draft().extract().path("id");
        var planned = plan(id, "publish", "2999-01-01T08:00", "Europe/Berlin").extract();
        String schedule = planned.path("id");
        change(schedule, Map.of("zone", "America/New_York"))
                .statusCode(200)
                .body("at", equalTo("2999-01-01T07:00:00Z"))
                .body("localTime", equalTo("2999-01-01T02:00:00-05:00"));
        change(schedule, Map.of("at", "2999-02-01T09:30"))
                .statusCode(200)
                .body("at", equalTo("2999-02-01T14:30:00Z"))
                .body("zone", equalTo("America/New_York"));
        author().get("/posts/{post}", id).then().body("publishedAt", equalTo("2999-02-01T14:30:00Z"));
        change(schedule, Map.of("action", "unpublish")).statusCode(400).body("errors[0].pointer", equalTo("/action"));
        change(schedule, Map.of("at", "2020-01-01T00:00")).statusCode(400).body("errors[0].pointer", equalTo("/at"));
        // What was read comes back.
        Map<String, Object> whole =
                author().get("/schedules/{schedule}", schedule).path("");
        change(schedule, whole).statusCode(200).body("at", equalTo("2999-02-01T14:30:00Z"));
        author().header("If-Match", "\"9-x\"")
                .body(whole)
                .patch("/schedules/{schedule}", schedule)
                .then()
                .statusCode(412);
        author().header("If-Match", "\"9-x\"")
                .delete("/schedules/{schedule}", schedule)
                .then()
                .statusCode(412);

        String shown = publish().extract().path("id");
        var first = save(shown, "First");
        String update =
                plan(shown, "update", "2999-01-01T00:00:00Z", null).extract().path("id");
        var second = save(shown, "Second");
        var tag = author().get("/schedules/{schedule}", update).header("ETag");
        author().header("If-Match", tag)
                .body(Map.of("revision", second))
                .patch("/schedules/{schedule}", update)
                .then()
                .statusCode(200)
                .body("revision", equalTo(second));
        change(update, Map.of("revision", first)).body("revision", equalTo(first));
        author().header("If-Match", tag)
                .body(Map.of("revision", second))
                .patch("/schedules/{schedule}", update)
                .then()
                .statusCode(412);
    }

    @Test
    void a_schedule_is_cancelled() {
        String id = draft().extract().path("id");
        String beginning =
                plan(id, "publish", "2999-01-01T00:00:00Z", null).extract().path("id");
        plan(id, "unpublish", "2999-02-01T00:00:00Z", null).statusCode(201);
        cancel(beginning);
        author().get("/posts/{post}", id)
                .then()
                .body("status", equalTo("draft"))
                .body("publishedAt", nullValue());
        // What does not begin does not end.
        none(id);
        author().get("/schedules/{schedule}", beginning).then().statusCode(404);
        author().delete("/schedules/{schedule}", beginning).then().statusCode(404);

        String shown = publish().extract().path("id");
        save(shown, "Later");
        var ids = List.of("update", "unpublish").stream()
                .map(action -> plan(shown, action, "2999-01-01T00:00:00Z", null)
                        .extract()
                        .<String>path("id"))
                .toList();
        ids.forEach(ScheduleTest::cancel);
        none(shown);
        at(
                Instant.parse("2999-01-01T00:00:00Z"),
                () -> visitor().get("/posts/{post}", shown).then().statusCode(200));
    }

    @Test
    void it_is_for_those_who_may_edit_the_post() {
        String id = publish().extract().path("id");
        String schedule =
                plan(id, "unpublish", "2999-01-01T00:00:00Z", null).extract().path("id");
        var stranger = Map.of("action", "unpublish", "at", "2999-01-01T00:00:00Z");
        visitor().get("/schedules/{schedule}", schedule).then().statusCode(401);
        member().get("/schedules/{schedule}", schedule).then().statusCode(403);
        for (var method : List.of("GET", "DELETE", "PATCH")) {
            as("another-author", Role.AUTHOR)
                    .body("{}")
                    .request(method, "/schedules/{schedule}", schedule)
                    .then()
                    .statusCode(404);
        }
        as("another-author", Role.AUTHOR)
                .get("/posts/{post}/schedules", id)
                .then()
                .statusCode(403);
        as("another-author", Role.AUTHOR)
                .body(stranger)
                .post("/posts/{post}/schedules", id)
                .then()
                .statusCode(403);
        as("another-author", Role.AUTHOR)
                .body(stranger)
                .post("/posts/{post}/schedules", draft().extract().<String>path("id"))
                .then()
                .statusCode(404);
        editor().body(Map.of("zone", "Asia/Tokyo"))
                .patch("/schedules/{schedule}", schedule)
                .then()
                .statusCode(200);
        author().get("/schedules/{schedule}", schedule).then().statusCode(200);
    }

    @Test
    void all_that_is_to_come_is_listed_the_soonest_first_for_authors_their_own() {
        var name = unique("planner").replace(' ', '-');
        var ids = new TreeMap<String, String>();
        for (var year : List.of("3004", "3002", "3003", "3001")) {
            String id = write(as(name, Role.AUTHOR), Map.of("publishedAt", year + "-01-01"))
                    .extract()
                    .path("id");
            ids.put(year, id);
        }
        String other =
                write(author(), Map.of("publishedAt", "2998-01-01")).extract().path("id");
        as(name, Role.AUTHOR).delete("/posts/{post}", ids.remove("3003")).then().statusCode(204);
        as(name, Role.AUTHOR)
                .get("/schedules?count=exact")
                .then()
                .statusCode(200)
                .body("items.post.id", equalTo(List.copyOf(ids.values())))
                .body("total", equalTo(3));
        String next = as(name, Role.AUTHOR).get("/schedules?limit=2").path("links.next");
        as(name, Role.AUTHOR).basePath("").get(next).then().body("items.post.id", contains(ids.get("3004")));
        editor().get("/schedules?limit=100").then().body("items.post.id", hasItem(other));
        assertEquals(
                Statements.during(() -> as(name, Role.AUTHOR).get("/schedules?limit=1")),
                Statements.during(() -> as(name, Role.AUTHOR).get("/schedules?limit=3")));
        as(name, Role.AUTHOR).get("/schedules?when=now").then().statusCode(400);
        visitor().get("/schedules").then().statusCode(401);
        member().get("/schedules").then().statusCode(403);
    }

    @Test
    void a_list_of_updates_costs_no_statement_for_each() {
        String id = publish().extract().path("id");
        for (var i = 1; i <= 4; i++) {
            save(id, "Text " + i);
            plan(id, "update", "2999-01-0" + i + "T00:00:00Z", null).statusCode(201);
        }
        assertEquals(
                Statements.during(() -> author().get("/posts/{post}/schedules?limit=1", id)),
                Statements.during(() -> author().get("/posts/{post}/schedules?limit=4", id)));
    }

    @Test
    void of_a_post_in_the_trash_nothing_is_planned_or_changed() {
        String id = publish().extract().path("id");
        String schedule =
                plan(id, "unpublish", "2999-01-01T00:00:00Z", null).extract().path("id");
        author().delete("/posts/{post}", id).then().statusCode(204);
        plan(id, "unpublish", "2999-01-01T00:00:00Z", null)
                .statusCode(409)
                .body("type", equalTo("/problems/post-in-trash"));
        change(schedule, Map.of("zone", "Asia/Tokyo")).statusCode(409);
        author().delete("/schedules/{schedule}", schedule).then().statusCode(409);
        one(id);
        author().delete("/posts/{post}/trash", id).then().statusCode(200);
        one(id).body("items[0].at", equalTo("2999-01-01T00:00:00Z"));
        author().delete("/posts/{post}", id).then().statusCode(204);
        admin().delete("/posts/{post}?purge=true", id).then().statusCode(204);
        author().get("/schedules/{schedule}", schedule).then().statusCode(404);
    }

    @Test
    void who_planned_and_who_cancelled_it_is_in_the_log() {
        String id = publish().extract().path("id");
        String schedule =
                plan(id, "unpublish", "2999-01-01T00:00:00Z", null).extract().path("id");
        change(schedule, Map.of("zone", "Asia/Tokyo")).statusCode(200);
        editor().delete("/schedules/{schedule}", schedule).then().statusCode(204);
        admin().get("/events?sort=position&subject={id}", schedule)
                .then()
                .body("items.type", contains("schedule.created", "schedule.changed", "schedule.cancelled"))
                .body("items.post.unique()", contains(id))
                .body("items.visibility.unique()", contains("editors"))
                .body("items.actor", contains(id(author()), id(author()), id(editor())));
    }

    private static String id(io.restassured.specification.RequestSpecification who) {
        return who.get("/me").path("id");
    }

    /** @return the revision */
    static String save(String post, String text) {
        author().body(Map.of("body", text)).patch("/posts/{post}", post).then().statusCode(200);
        return author().get("/posts/{post}/revisions?limit=1", post).path("items[0].id");
    }

    static ValidatableResponse plan(String post, String action, String at, String zone) {
        var body = new TreeMap<>(Map.of("action", action, "at", at));
        if (zone != null) {
            body.put("zone", zone);
        }
        return author().body(body).post("/posts/{post}/schedules", post).then();
    }

    private static void conflict(String post, String action, String at) {
        plan(post, action, at, null).statusCode(409).body("type", equalTo("/problems/schedule-conflict"));
    }

    private static ValidatableResponse change(String schedule, Map<String, ?> properties) {
        return author().body(properties)
                .patch("/schedules/{schedule}", schedule)
                .then();
    }

    private static void cancel(String schedule) {
        author().delete("/schedules/{schedule}", schedule).then().statusCode(204);
    }

    private static ValidatableResponse one(String post) {
        return author().get("/posts/{post}/schedules", post)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
    }

    private static void none(String post) {
        author().get("/posts/{post}/schedules", post).then().statusCode(200).body("items", empty());
    }
}
