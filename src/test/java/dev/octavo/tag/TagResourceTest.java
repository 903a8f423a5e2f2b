package dev.octavo.tag;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags: who knows of them, what they are called, and where their old slugs lead. */
@QuarkusTest
class TagResourceTest {
    private static final String PAST = "2026-01-02T03:04:05Z";

    private String a;
    private String b;
    private String c;

    @BeforeEach
    void name() {
        a = unique("tag").replace(' ', '-') + "-a";
        b = a + "b";
        c = a + "c";
    }

    // Who knows of them

    @Test
    void readers_know_of_a_tag_by_a_post_that_they_see() {
        var draft = post(null, a);
        for (var asker : List.of(visitor(), member(), author())) {
            asker.get("/tags/{tag}", a).then().statusCode(404).body("detail", equalTo("There is no tag " + a + "."));
        }
        editor().get("/tags/{tag}", a).then().statusCode(200).body("postCount", equalTo(0));
        post("2999-01-01", a);
        visitor().get("/tags/{tag}", a).then().statusCode(404);
        author().put("/posts/{post}/publication", draft).then().statusCode(200);
        visitor()
                .get("/tags/{tag}", a)
                .then()
                .statusCode(200)
                .body("slug", equalTo(a))
                .body("name", equalTo(a))
                .body("description", nullValue())
                .body("postCount", equalTo(1))
                .body("url", nullValue())
                .body("links.self", equalTo("/api/v1/tags/" + a))
                .body("links.posts", equalTo("/api/v1/posts?tag=" + a));
        assertTrue(all(Octavo::visitor, "").contains(a));
        author().delete("/posts/{post}", draft).then().statusCode(204);
        visitor().get("/tags/{tag}", a).then().statusCode(404);
        assertFalse(all(Octavo::visitor, "").contains(a));
        assertFalse(all(Octavo::author, "").contains(a));
        assertTrue(all(Octavo::editor, "").contains(a));
    }

    @Test
    void a_post_that_no_list_shows_gives_no_tag_away() {
        var id = post(PAST, a);
        author().body(Map.of("unlisted", true))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        visitor().get("/tags/{tag}", a).then().statusCode(404);
        assertFalse(all(Octavo::visitor, "&sort=postCount").contains(a));
        editor().get("/tags/{tag}", a).then().statusCode(200).body("postCount", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=-name", "&sort=slug", "&sort=-postCount,name", "&sort=postCount"})
    void walking_all_pages_gives_each_tag_once_in_order(String sort) {
        post(PAST, a, b);
        post(PAST, b, c);
        post(PAST, b);
        post(null, a + "d");
        for (var asker : List.of(false, true)) {
            var walked = all(asker ? Octavo::editor : Octavo::visitor, sort);
            assertEquals(walked.size(), Set.copyOf(walked).size());
            assertTrue(walked.containsAll(List.of(a, b, c)));
            assertEquals(asker, walked.contains(a + "d"));
            var list = asker ? editor() : visitor();
            list.get("/tags?count=exact&limit=1" + sort).then().body("total", equalTo(walked.size()));
            if (sort.startsWith("&sort=-postCount")) {
                assertTrue(walked.indexOf(b) < walked.indexOf(a) && walked.indexOf(a) < walked.indexOf(c));
            }
        }
        visitor().get("/tags?sort=version").then().statusCode(400).body("errors[0].parameter", equalTo("sort"));
    }

    @Test
    void a_list_costs_three_statements_however_long_it_is() {
        post(PAST, a, b, c);
        visitor().get("/tags?limit=1").then().statusCode(200);
        for (var limit : List.of(1, 3)) {
            assertEquals(
                    3,
                    Statements.during(() -> visitor()
                            .get("/tags?limit=" + limit)
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(limit))));
        }
    }

    @Test
    void a_tag_stands_where_the_frontend_shows_it() {
        post(PAST, a);
        try {
            admin().body(Map.of("urls", Map.of("tag", "https://blog.example.org/about/{slug}")))
                    .patch("/site")
                    .then()
                    .statusCode(200);
            visitor().get("/tags/{tag}", a).then().body("url", equalTo("https://blog.example.org/about/" + a));
        } finally {
            admin().body("{\"urls\": null}").patch("/site").then().statusCode(200);
        }
    }

    // What they are called

    @Test
    void a_new_name_is_seen_wherever_the_tag_is() {
        var id = post(PAST, a);
        author().body(Map.of("title", "Newer"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        var before = visitor().get("/posts/{post}", id).header("ETag");
        edit(a, Map.of("name", "  New name ", "description", "What it is about."))
                .statusCode(200)
                .body("slug", equalTo(a))
                .body("name", equalTo("New name"))
                .body("description", equalTo("What it is about."));
        for (var version : List.of("published", "working")) {
            author().get("/posts/{post}?version={version}", id, version)
                    .then()
                    .body("tags", equalTo(List.of(Map.of("slug", a, "name", "New name"))));
        }
        visitor()
                .header("If-None-Match", before)
                .get("/posts/{post}", id)
                .then()
                .statusCode(200);
        edit(a, new HashMap<>(Map.of("description", ""))).statusCode(200);
        editor().body("{\"description\": null}").patch("/tags/{tag}", a).then().body("description", nullValue());
    }

    @Test
    void an_old_slug_leads_to_the_new_one() {
        var id = post(PAST, a);
        edit(a, Map.of("slug", b)).statusCode(200).body("slug", equalTo(b)).body("name", equalTo(a));
        edit(b, Map.of("slug", c)).statusCode(200);
        for (var old : List.of(a, b)) {
            asked(visitor(), old).statusCode(308).header("Location", equalTo("/api/v1/tags/" + c));
            visitor().redirects().follow(false).head("/tags/{tag}", old).then().statusCode(308);
            visitor()
                    .get("/posts?count=exact&tag={tag}", old)
                    .then()
                    .body("items.id", equalTo(List.of(id)))
                    .body("total", equalTo(1));
        }
        visitor().get("/posts?tag={tag}", c).then().body("items.id", equalTo(List.of(id)));
        visitor().get("/posts/{post}", id).then().body("tags.slug", equalTo(List.of(c)));
        // And back: no circle.
        edit(c, Map.of("slug", a)).statusCode(200);
        asked(visitor(), a).statusCode(200);
        asked(visitor(), b).statusCode(308).header("Location", equalTo("/api/v1/tags/" + a));
        asked(visitor(), c).statusCode(308).header("Location", equalTo("/api/v1/tags/" + a));
    }

    @Test
    void an_old_slug_tells_nobody_of_a_tag_that_they_do_not_see() {
        post(null, a);
        edit(a, Map.of("slug", b)).statusCode(200);
        asked(visitor(), a).statusCode(404).body("detail", equalTo("There is no tag " + a + "."));
        asked(author(), a).statusCode(404);
        asked(editor(), a).statusCode(308);
    }

    @Test
    void whoever_names_an_old_slug_gets_the_tag_that_has_taken_its_place() {
        var published = post(PAST, a, "kept-" + a);
        author().body(Map.of("title", "Newer"))
                .patch("/posts/{post}", published)
                .then()
                .statusCode(200);
        edit(a, Map.of("slug", b, "name", "Bee")).statusCode(200);
        var bee = List.of(Map.of("slug", b, "name", "Bee"));
        write(author(), Map.of("tags", List.of(a, Map.of("slug", a, "name", "x"), "Bee")))
                .body("tags.slug", equalTo(List.of(b, "bee")));
        write(author(), Map.of("tags", List.of(a, Map.of("slug", b, "name", "x"))))
                .body("tags", equalTo(bee));
        var file = "---\ntitle: x\ndate: 2026-01-02\ntags: [" + a + "]\n---\nWords.\n";
        for (var status : List.of(201, 200)) {
            author().contentType("text/markdown")
                    .body(file)
                    .put("/posts/{post}", "file-" + a)
                    .then()
                    .statusCode(status)
                    .body("tags", equalTo(bee));
        }
        // The same file changes nothing.
        author().get("/posts/{post}/revisions", "file-" + a).then().body("items", hasSize(1));
        author().get("/posts/{post}?version=working", published)
                .then()
                .body("tags.slug", equalTo(List.of(b, "kept-" + a)));
        author().put("/posts/{post}/publication", published).then().body("tags.slug", equalTo(List.of(b, "kept-" + a)));
        editor().get("/tags/{tag}", a).then().body("slug", equalTo(b)).body("postCount", equalTo(2));
    }

    @Test
    void of_a_renamed_tag_no_revision_speaks_as_of_another() {
        var id = post(PAST, a);
        author().body(Map.of("title", "Newer"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        edit(a, Map.of("slug", b)).statusCode(200);
        List<String> revisions = author().get("/posts/{post}/revisions", id).path("items.id");
        for (var revision : revisions) {
            author().get("/posts/{post}/revisions/{revision}", id, revision)
                    .then()
                    .body("content.tags.slug", equalTo(List.of(b)));
        }
        author().get("/posts/{post}/revisions/{revision}/diff?against=published", id, revisions.getFirst())
                .then()
                .statusCode(200)
                .body("changes.property", equalTo(List.of("title")));
    }

    @Test
    void a_slug_belongs_to_one_tag() {
        post(PAST, a, b, c);
        edit(a, Map.of("slug", b))
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"))
                .body("detail", equalTo("Another tag has the slug " + b + "."))
                .body("errors[0].pointer", equalTo("/slug"));
        edit(b, Map.of("slug", b + "-new")).statusCode(200);
        edit(a, Map.of("slug", b))
                .statusCode(409)
                .body("type", equalTo("/problems/slug-redirects"))
                .body("errors[0].pointer", equalTo("/slug"));
        asked(visitor(), b).statusCode(308);
        editor().body(Map.of("slug", b))
                .patch("/tags/{tag}?takeover=true", a)
                .then()
                .statusCode(200)
                .body("slug", equalTo(b));
        asked(visitor(), b).statusCode(200).body("name", equalTo(a));
        asked(visitor(), a).header("Location", equalTo("/api/v1/tags/" + b));
        editor().body(Map.of("slug", c))
                .patch("/tags/{tag}?takeover=true", b)
                .then()
                .statusCode(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"slug\": \"No Slug\"} | /slug",
                "{\"slug\": null} | /slug",
                "{\"name\": \" \"} | /name",
                "{\"name\": null} | /name",
                "{\"name\": 7} | /name",
                "{\"postCount\": \"7\"} | /postCount",
                "{\"links\": {}} | /links",
                "{\"parent\": \"x\"} | /parent"
            })
    void what_makes_no_tag_is_refused(String body, String pointer) {
        post(PAST, a);
        editor().body(body).patch("/tags/{tag}", a).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
        visitor().get("/tags/{tag}", a).then().body("name", equalTo(a));
    }

    @Test
    void what_was_read_can_be_sent_back_and_a_stale_change_is_refused() {
        post(PAST, a);
        var read = editor().get("/tags/{tag}", a);
        var events = events("tag.updated");
        editor().header("If-Match", read.header("ETag"))
                .body(read.asString())
                .patch("/tags/{tag}", a)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(read.header("ETag")));
        assertEquals(events, events("tag.updated"), "nothing has changed");
        edit(a, Map.of("name", "Other")).statusCode(200);
        for (var stale : List.of(
                editor().header("If-Match", read.header("ETag"))
                        .body(Map.of("name", "Late"))
                        .patch("/tags/{tag}", a),
                editor().header("If-Match", read.header("ETag")).delete("/tags/{tag}", a))) {
            stale.then().statusCode(412).body("type", equalTo("/problems/stale-version"));
        }
        // Another post with it is no change of the tag.
        var tag = editor().get("/tags/{tag}", a).header("ETag");
        post(PAST, a);
        editor().header("If-Match", tag)
                .body(Map.of("name", "Third"))
                .patch("/tags/{tag}", a)
                .then()
                .statusCode(200)
                .body("postCount", equalTo(2));
    }

    @Test
    void only_editors_change_tags_and_others_learn_nothing_by_trying() {
        post(PAST, a, b);
        for (var tag : List.of(a, "nothing-" + a)) {
            author().body(Map.of("name", "x")).patch("/tags/{tag}", tag).then().statusCode(403);
            author().body(Map.of("into", b))
                    .post("/tags/{tag}/merge", tag)
                    .then()
                    .statusCode(403);
            author().delete("/tags/{tag}", tag).then().statusCode(403);
            visitor().body(Map.of("name", "x")).patch("/tags/{tag}", tag).then().statusCode(401);
            visitor()
                    .body(Map.of("into", b))
                    .post("/tags/{tag}/merge", tag)
                    .then()
                    .statusCode(401);
            visitor().delete("/tags/{tag}", tag).then().statusCode(401);
        }
        visitor().get("/tags/{tag}", a).then().body("postCount", equalTo(1));
    }

    // Merged and ended

    @Test
    void a_merged_tag_lives_on_in_the_other() {
        var both = post(PAST, c, a, "x-" + a, b);
        var one = post(PAST, a, c);
        var draft = post(null, a);
        author().body(Map.of("tags", List.of(a, b, "y-" + a)))
                .patch("/posts/{post}", one)
                .then()
                .statusCode(200);
        edit(a, Map.of("slug", a + "-new")).statusCode(200);
        merge(a + "-new", b)
                .statusCode(200)
                .body("slug", equalTo(b))
                .body("postCount", equalTo(2))
                .header("Location", nullValue());
        for (var old : List.of(a, a + "-new")) {
            asked(visitor(), old).statusCode(308).header("Location", equalTo("/api/v1/tags/" + b));
            visitor().get("/posts?sort=createdAt&tag={tag}", old).then().body("items.id", equalTo(List.of(both, one)));
        }
        tags(both, "published", c, b, "x-" + a);
        tags(one, "published", b, c);
        tags(one, "working", b, "y-" + a);
        tags(draft, "working", b);
        author().put("/posts/{post}/publication", one).then().statusCode(200);
        tags(one, "published", b, "y-" + a);
        // With all places filled, one more can be added.
        author().body(Map.of("tags", List.of("z-" + a, c, b)))
                .patch("/posts/{post}?publish=true", both)
                .then()
                .statusCode(200);
        tags(both, "published", "z-" + a, c, b);
        assertFalse(all(Octavo::editor, "").contains(a));
    }

    @Test
    void a_merge_asks_for_another_tag_that_is_there() {
        post(PAST, a, b);
        edit(b, Map.of("slug", c)).statusCode(200);
        for (var into : List.of(a, "nothing-" + a, "No Slug")) {
            merge(a, into)
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-input"))
                    .body("errors[0].pointer", equalTo("/into"));
        }
        editor().body("{}").post("/tags/{tag}/merge", a).then().statusCode(400);
        editor().body(Map.of("into", b, "x", 1))
                .post("/tags/{tag}/merge", a)
                .then()
                .statusCode(400);
        visitor().get("/tags/{tag}", a).then().statusCode(200).body("slug", equalTo(a));
        // The one that it is called by or was.
        merge(a, b).statusCode(200).body("slug", equalTo(c));
        merge(c, a).statusCode(400).body("errors[0].code", equalTo("same"));
    }

    @Test
    void nobody_changes_a_tag_by_a_slug_that_may_have_meant_another() {
        post(PAST, a, b, c);
        merge(a, b).statusCode(200);
        for (var answer : List.of(
                editor().redirects().follow(false).body(Map.of("into", c)).post("/tags/{tag}/merge", a),
                editor().redirects().follow(false).body(Map.of("name", "x")).patch("/tags/{tag}", a),
                editor().redirects().follow(false).delete("/tags/{tag}", a))) {
            answer.then()
                    .statusCode(404)
                    .body("detail", equalTo("The tag %s is %s now: name that one.".formatted(a, b)));
        }
        visitor().get("/tags/{tag}", b).then().statusCode(200).body("name", equalTo(b));
    }

    @Test
    void an_ended_tag_is_taken_from_all_posts_and_leads_nowhere() {
        var published = post(PAST, c, a, b);
        var draft = post(null, a);
        edit(a, Map.of("slug", a + "-new")).statusCode(200);
        editor().delete("/tags/{tag}", a + "-new").then().statusCode(204);
        for (var old : List.of(a, a + "-new")) {
            asked(editor(), old).statusCode(404);
            visitor().get("/posts?tag={tag}", old).then().body("items", hasSize(0));
        }
        tags(published, "published", c, b);
        tags(draft, "working");
        // It is a word like any other again.
        write(author(), Map.of("tags", List.of(a), "publishedAt", PAST)).body("tags.slug", equalTo(List.of(a)));
        asked(visitor(), a).statusCode(200).body("postCount", equalTo(1));
    }

    @Test
    void each_change_is_an_event() {
        // A sign-in is one, too.
        admin();
        post(PAST, a, b);
        post(null, c);
        edit(a, Map.of("slug", a + "-new")).statusCode(200);
        merge(a + "-new", b).statusCode(200);
        editor().delete("/tags/{tag}", c).then().statusCode(204);
        var events = admin().get("/events?limit=3").jsonPath();
        assertEquals(List.of("tag.deleted", "tag.merged", "tag.updated"), events.getList("items.type"));
        assertEquals(List.of(c, b, a + "-new"), events.getList("items.slug"));
        assertEquals(Arrays.asList(null, a + "-new", a), events.getList("items.formerSlug"));
        assertEquals(List.of("editors", "public", "public"), events.getList("items.visibility"));
    }

    // All at once

    @Test
    void of_many_who_want_one_slug_one_gets_it() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            names.add(a + i);
        }
        post(PAST, names.toArray(String[]::new));
        var number = new AtomicInteger();
        var answers = Parallel.run(
                8,
                () -> edit(names.get(number.getAndIncrement()), Map.of("slug", b))
                        .extract()
                        .statusCode());
        assertEquals(List.of(200, 409), answers.stream().sorted().distinct().toList());
        assertEquals(1, answers.stream().filter(status -> status == 200).count());
        visitor().get("/posts?count=exact&tag={tag}", b).then().body("total", equalTo(1));
    }

    @Test
    void two_that_are_merged_into_each_other_at_once_become_one() {
        for (int round = 0; round < 5; round++) {
            var one = a + "-" + round;
            var two = b + "-" + round;
            post(PAST, one, two);
            var number = new AtomicInteger();
            var answers = Parallel.run(
                    2, () -> (number.getAndIncrement() == 0 ? merge(one, two) : merge(two, one)).extract());
            var statuses =
                    answers.stream().map(answer -> answer.statusCode()).sorted().toList();
            // Who comes second hears that both are the same by now.
            assertEquals(List.of(200, 400), statuses);
            var left = answers.stream()
                    .filter(answer -> answer.statusCode() == 200)
                    .findFirst()
                    .orElseThrow()
                    .<String>path("slug");
            asked(visitor(), left).statusCode(200).body("postCount", equalTo(1));
            asked(visitor(), left.equals(one) ? two : one).header("Location", equalTo("/api/v1/tags/" + left));
        }
    }

    @Test
    void a_circle_of_merges_leaves_one_tag_and_merges_of_one_tag_go_one_way() {
        post(PAST, a, b, c);
        var steps = List.of(List.of(a, b), List.of(b, c), List.of(c, a));
        var number = new AtomicInteger();
        var answers = Parallel.run(3, () -> {
            var step = steps.get(number.getAndIncrement());
            return merge(step.getFirst(), step.getLast()).extract().statusCode();
        });
        assertEquals(2, answers.stream().filter(status -> status == 200).count(), answers::toString);
        assertTrue(Set.of(200, 400, 404).containsAll(answers), answers::toString);
        String left = visitor().get("/tags/{tag}", a).path("slug");
        for (var tag : List.of(a, b, c)) {
            assertEquals(left, visitor().get("/tags/{tag}", tag).path("slug"));
        }
        post(PAST, a + "-from", a + "-x", a + "-y");
        var into = new AtomicInteger();
        var second = Parallel.run(
                2,
                () -> merge(a + "-from", a + (into.getAndIncrement() == 0 ? "-x" : "-y"))
                        .extract()
                        .statusCode());
        assertEquals(List.of(200, 404), second.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1"})
    void posts_that_are_written_meanwhile_get_the_tag_that_stays(int one, int two) {
        // In either order of slugs, which is that in which writers hold them.
        var from = a + "-" + one;
        var into = a + "-" + two;
        var existing = post(PAST, from);
        post(PAST, into);
        var number = new AtomicInteger();
        var answers = Parallel.run(24, () -> {
            var n = number.getAndIncrement();
            return switch (n) {
                case 5 -> merge(from, into).extract().statusCode();
                case 9 -> edit(into, Map.of("slug", c)).extract().statusCode();
                default ->
                    n % 2 == 0
                            ? author().body(Map.of(
                                            "title",
                                            "T",
                                            "body",
                                            "b",
                                            "tags",
                                            List.of(into, from),
                                            "publishedAt",
                                            PAST))
                                    .post("/posts")
                                    .statusCode()
                            : author().body(Map.of("tags", List.of("n-" + a + n, from)))
                                    .patch("/posts/{post}?publish=true", existing)
                                    .statusCode();
            };
        });
        assertTrue(Set.of(200, 201).containsAll(answers), answers::toString);
        visitor().get("/posts/{post}", existing).then().body("tags[-1].slug", equalTo(c));
        visitor().get("/tags/{tag}", c).then().statusCode(200).body("postCount", equalTo(2 + 12));
        assertEquals(
                List.of(c),
                all(Octavo::editor, "").stream()
                        .filter(Set.of(from, into, c)::contains)
                        .toList());
    }

    private static String post(String publishedAt, String... tags) {
        var post = new HashMap<String, Object>(Map.of("tags", List.of(tags)));
        if (publishedAt != null) {
            post.put("publishedAt", publishedAt);
        }
        return write(author(), post).extract().path("id");
    }

    private static void tags(String post, String version, String... slugs) {
        author().get("/posts/{post}?version={version}", post, version)
                .then()
                .statusCode(200)
                .body("tags.slug", equalTo(List.of(slugs)));
    }

    private static ValidatableResponse edit(String tag, Map<String, ?> patch) {
        return editor().body(patch).patch("/tags/{tag}", tag).then();
    }

    private static ValidatableResponse merge(String tag, String into) {
        return editor().body(Map.of("into", into))
                .post("/tags/{tag}/merge", tag)
                .then();
    }

    private static ValidatableResponse asked(RequestSpecification asker, String tag) {
        return asker.redirects().follow(false).get("/tags/{tag}", tag).then();
    }

    private static int events(String type) {
        return admin().get("/events?count=exact&type=" + type).path("total");
    }

    private static List<String> all(Supplier<RequestSpecification> asker, String sort) {
        var walked = new ArrayList<String>();
        for (String next = "/api/v1/tags?limit=30" + sort; next != null; ) {
            var page = asker.get()
                    .basePath("")
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            walked.addAll(page.path("items.slug"));
            next = page.path("links.next");
            assertTrue(walked.size() < 2_000, "pages without end");
        }
        return walked;
    }
}
