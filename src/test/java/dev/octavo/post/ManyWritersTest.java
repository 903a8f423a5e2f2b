package dev.octavo.post;

import static dev.octavo.post.RevisionTest.revisions;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.support.Parallel;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many write one post at once. */
@QuarkusTest
class ManyWritersTest {
    /** With the first revision not more than are kept. */
    private static final int WRITERS = 99;

    @Test
    void without_if_match_everything_is_in_the_history() {
        String id = publish().extract().path("id");
        var number = new AtomicInteger();
        var statuses = Parallel.run(WRITERS, () -> {
            var mine = number.getAndIncrement();
            return (mine % 2 == 0 ? author() : editor())
                    .body(Map.of("body", "By writer " + mine))
                    .patch("/posts/{post}?note={mine}", id, mine)
                    .statusCode();
        });
        assertEquals(Set.of(200), Set.copyOf(statuses));
        var ids = revisions(id, "id");
        assertEquals(WRITERS + 1, ids.size());
        var bodies = ids.stream().map(revision -> body(id, revision)).collect(Collectors.toSet());
        var all = IntStream.range(0, WRITERS)
                .mapToObj(mine -> "By writer " + mine)
                .collect(Collectors.toSet());
        all.add("Some *words*.");
        assertEquals(all, bodies);
        assertEquals("working", revisions(id, "version").getFirst());
        author().get("/posts/{post}?version=working", id).then().body("body", equalTo(body(id, ids.getFirst())));
        visitor().get("/posts/{post}", id).then().body("body", equalTo("Some *words*."));
        author().get("/posts/{post}", id).then().header("ETag", org.hamcrest.Matchers.startsWith("\"" + WRITERS + "-"));
    }

    @Test
    void with_if_match_everybody_goes_on_from_what_the_last_one_wrote() {
        String id = draft().extract().path("id");
        var number = new AtomicInteger();
        var refused = Parallel.run(20, () -> {
            var mine = "By writer " + number.getAndIncrement() + ".";
            for (var refusals = 0; ; refusals++) {
                var read = author().get("/posts/{post}", id);
                var status = author().header("If-Match", read.header("ETag"))
                        .body(Map.of("body", read.path("body") + "\n" + mine))
                        .patch("/posts/{post}", id)
                        .statusCode();
                if (status == 200) {
                    return refusals;
                }
                assertEquals(412, status);
            }
        });
        var lines =
                List.of(author().get("/posts/{post}", id).<String>path("body").split("\n"));
        assertEquals(21, lines.size());
        assertEquals(21, new HashSet<>(lines).size());
        // What was refused is nowhere: each revision is the one before it and one line more.
        var ids = revisions(id, "id").reversed();
        assertEquals(
                21,
                ids.size(),
                "after " + refused.stream().mapToInt(Integer::intValue).sum() + " refusals");
        for (var i = 0; i < ids.size(); i++) {
            assertEquals(String.join("\n", lines.subList(0, i + 1)), body(id, ids.get(i)));
        }
    }

    private static String body(String post, String revision) {
        return author().get("/posts/{post}/revisions/{revision}", post, revision)
                .path("content.body");
    }
}
