package dev.octavo.post;

import static dev.octavo.post.RevisionTest.revisions;
import static dev.octavo.post.RevisionTest.save;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By what it is set to where nobody says otherwise: a hundred, and a year. */
@QuarkusTest
class RetentionTest {
    @Test
    void a_save_lets_go_of_what_is_beyond_the_hundredth_but_not_of_what_matters() {
        String id = publish().extract().path("id");
        String shown = revisions(id, "id").getFirst();
        save(id, "pinned", "");
        describe(id, revisions(id, "id").getFirst(), Map.of("pinned", true));
        save(id, "named", "");
        describe(id, revisions(id, "id").getFirst(), Map.of("name", "Kept"));
        for (var i = 0; i < 100; i++) {
            save(id, "Body " + i, "?note=" + i);
        }
        assertEquals(103, count(id));
        save(id, "One more", "?note=last");
        // The newest hundred, what readers see, what is pinned and what has a name.
        assertEquals(103, count(id));
        var notes = revisions(id, "note");
        assertEquals(100, notes.size());
        assertEquals("last", notes.getFirst());
        assertEquals("1", notes.getLast());
        author().get("/posts/{post}/revisions/{revision}", id, shown)
                .then()
                .statusCode(200)
                .body("version", equalTo("published"));
        // What nothing holds any more goes with the next save.
        save(id, "Shown", "?publish=true");
        author().get("/posts/{post}/revisions/{revision}", id, shown).then().statusCode(404);
        assertEquals(102, count(id));
    }

    @Test
    void a_save_lets_go_of_what_is_older_than_a_year_but_not_of_what_matters() {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var ids = new String[1];
        at(now.minus(Duration.ofDays(366)), () -> {
            ids[0] = publish().extract().path("id");
            save(ids[0], "old", "?note=old");
            save(ids[0], "pinned", "?note=pinned");
            describe(ids[0], revisions(ids[0], "id").getFirst(), Map.of("pinned", true));
            author().contentType("")
                    .put("/posts/{post}/publication", ids[0])
                    .then()
                    .statusCode(200);
            save(ids[0], "working", "?note=working");
        });
        assertEquals(
                List.of("working", "pinned", "old"), revisions(ids[0], "note").subList(0, 3));
        at(now.minus(Duration.ofDays(200)), () -> save(ids[0], "young", "?note=young"));
        save(ids[0], "new", "?note=new");
        assertEquals(List.of("new", "young", "pinned"), revisions(ids[0], "note"));
    }

    @Test
    void of_an_old_post_the_working_copy_and_what_readers_see_stay() {
        var old = Instant.now().minus(Duration.ofDays(900)).truncatedTo(ChronoUnit.MICROS);
        var ids = new String[1];
        at(old, () -> {
            ids[0] = author().body(Map.of("title", "Old", "body", "shown", "publishedAt", "2020-01-01"))
                    .post("/posts")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            save(ids[0], "working", "");
        });
        // Says nothing new, so it saves nothing; but it prunes.
        save(ids[0], "working", "");
        assertEquals(List.of("working", "published"), revisions(ids[0], "version"));
        visitor().get("/posts/{post}", ids[0]).then().body("body", equalTo("shown"));
    }

    private static void describe(String post, String revision, Map<String, ?> words) {
        author().body(words)
                .patch("/posts/{post}/revisions/{revision}", post, revision)
                .then()
                .statusCode(200);
    }

    private static int count(String post) {
        return author().get("/posts/{post}/revisions?count=exact", post).path("total");
    }
}
