package dev.octavo.post;

import static dev.octavo.post.RevisionTest.revisions;
import static dev.octavo.post.RevisionTest.save;
import static dev.octavo.post.RevisionTest.stranger;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.octavo.account.Role;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WorkingCopyTest {
    @Test
    void what_is_discarded_is_in_the_history_only_and_readers_notice_nothing() {
        String id = publish().extract().path("id");
        var seen = visitor().get("/posts/{post}", id).header("ETag");
        save(id, "Not yet", "");
        assertEquals(seen, visitor().get("/posts/{post}", id).header("ETag"));
        author().delete("/posts/{post}/working-copy", id).then().statusCode(204);
        assertEquals(seen, visitor().get("/posts/{post}", id).header("ETag"));
        author().get("/posts/{post}?version=working", id)
                .then()
                .body("modified", equalTo(false))
                .body("version", equalTo("published"))
                .body("body", equalTo("Some *words*."));
        assertEquals(List.of("revision", "published"), revisions(id, "version"));
        save(id, "Now", "?publish=true");
        assertNotEquals(
                version(seen), version(visitor().get("/posts/{post}", id).header("ETag")));
    }

    private static String version(String tag) {
        return tag.replaceFirst("-.*", "");
    }

    @Test
    void where_there_is_none_nothing_is_discarded() {
        for (var post : List.of(draft(), publish())) {
            var read = post.extract();
            String id = read.path("id");
            author().delete("/posts/{post}/working-copy", id).then().statusCode(204);
            author().get("/posts/{post}", id).then().header("ETag", equalTo(read.header("ETag")));
        }
    }

    @Test
    void a_revision_of_a_published_post_comes_back_as_its_working_copy() {
        String id = publish().extract().path("id");
        String first = revisions(id, "id").getFirst();
        save(id, "Second", "?publish=true");
        var seen = visitor().get("/posts/{post}", id).header("ETag");
        author().body(Map.of("revision", first))
                .put("/posts/{post}/working-copy?note=Better as it was", id)
                .then()
                .statusCode(200)
                .body("version", equalTo("working"))
                .body("modified", equalTo(true))
                .body("body", equalTo("Some *words*."));
        assertEquals(seen, visitor().get("/posts/{post}", id).header("ETag"));
        assertEquals(List.of("working", "published", "revision"), revisions(id, "version"));
        assertEquals("Better as it was", revisions(id, "note").getFirst());
        author().contentType("").put("/posts/{post}/publication", id).then().statusCode(200);
        visitor().get("/posts/{post}", id).then().body("body", equalTo("Some *words*."));
    }

    @Test
    void a_revision_of_a_draft_comes_back_as_what_it_says() {
        String id = draft().extract().path("id");
        String first = revisions(id, "id").getFirst();
        save(id, "Second", "");
        author().body(Map.of("revision", first))
                .put("/posts/{post}/working-copy", id)
                .then()
                .statusCode(200)
                .body("modified", equalTo(false))
                .body("body", equalTo("Some *words*."));
        author().get("/posts/{post}", id).then().body("body", equalTo("Some *words*."));
        assertEquals(3, revisions(id, "id").size());
        // It is there already.
        author().body(Map.of("revision", first))
                .put("/posts/{post}/working-copy", id)
                .then()
                .statusCode(200);
        assertEquals(3, revisions(id, "id").size());
    }

    @Test
    void going_back_to_what_readers_see_needs_no_working_copy() {
        String id = publish().extract().path("id");
        String shown = revisions(id, "id").getFirst();
        save(id, "Not yet", "");
        author().body(Map.of("revision", shown))
                .put("/posts/{post}/working-copy", id)
                .then()
                .statusCode(200)
                .body("modified", equalTo(false))
                .body("version", equalTo("published"));
        save(id, "Again", "");
        save(id, "Some *words*.", "");
        author().get("/posts/{post}", id).then().body("modified", equalTo(false));
    }

    @Test
    void only_a_revision_of_the_post_comes_back() {
        String id = publish().extract().path("id");
        var foreign = revisions(draft().extract().path("id"), "id").getFirst();
        for (var revision : List.of(foreign, UUID.randomUUID().toString(), "nonsense")) {
            author().body(Map.of("revision", revision))
                    .put("/posts/{post}/working-copy", id)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/revision"));
        }
        author().body("{}")
                .put("/posts/{post}/working-copy", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/revision"));
        assertEquals(1, revisions(id, "id").size());
        author().get("/posts/{post}", id).then().body("modified", equalTo(false));
    }

    @Test
    void both_are_for_those_who_may_edit_and_have_seen_the_post() {
        String shown = publish().extract().path("id");
        String hidden = draft().extract().path("id");
        for (var id : List.of(shown, hidden)) {
            var body = Map.of("revision", revisions(id, "id").getFirst());
            visitor().body(body).put("/posts/{post}/working-copy", id).then().statusCode(401);
            visitor().delete("/posts/{post}/working-copy", id).then().statusCode(401);
            member().body(body).put("/posts/{post}/working-copy", id).then().statusCode(403);
            var refused = id.equals(shown) ? 403 : 404;
            stranger().body(body).put("/posts/{post}/working-copy", id).then().statusCode(refused);
            stranger().delete("/posts/{post}/working-copy", id).then().statusCode(refused);
            author().header("If-Match", "\"9-x\"")
                    .body(body)
                    .put("/posts/{post}/working-copy", id)
                    .then()
                    .statusCode(412);
            author().header("If-Match", "\"9-x\"")
                    .delete("/posts/{post}/working-copy", id)
                    .then()
                    .statusCode(412);
            author().delete("/posts/{post}", id).then().statusCode(204);
            author().body(body).put("/posts/{post}/working-copy", id).then().statusCode(409);
            author().delete("/posts/{post}/working-copy", id).then().statusCode(409);
        }
    }

    @Test
    void a_cohort_is_what_readers_have_seen_of_a_post() {
        String draft = draft().extract().path("id");
        String scheduled =
                write(author(), Map.of("publishedAt", "2999-01-01")).extract().path("id");
        String unmodified = publish().extract().path("id");
        String modified = publish().extract().path("id");
        save(modified, "Not yet", "");
        String withdrawn = publish().extract().path("id");
        author().delete("/posts/{post}/publication", withdrawn).then().statusCode(204);
        var all = Map.of(
                draft,
                "never-published",
                scheduled,
                "never-published",
                unmodified,
                "unmodified",
                modified,
                "modified",
                withdrawn,
                "none");
        for (var cohort : List.of("never-published", "modified", "unmodified")) {
            for (var asker : List.of(author(), editor())) {
                var ids = asker.get("/posts?limit=100&sort=-createdAt&cohort={cohort}", cohort)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.id");
                all.forEach((id, its) -> assertEquals(its.equals(cohort), ids.contains(id), its + " in " + cohort));
            }
            var mine = as("cohort-author", Role.AUTHOR).get("/posts?count=exact&cohort={cohort}", cohort);
            mine.then().statusCode(200).body("total", equalTo(0));
            visitor().get("/posts?cohort={cohort}", cohort).then().statusCode(401);
            member().get("/posts?cohort={cohort}", cohort).then().statusCode(403);
        }
        author().get("/posts?cohort=never-published&status=scheduled&limit=100")
                .then()
                .body("items.id", hasItem(scheduled))
                .body("items.id", not(hasItem(draft)));
        visitor().get("/posts?cohort=other").then().statusCode(400).body("errors[0].parameter", equalTo("cohort"));
    }
}
