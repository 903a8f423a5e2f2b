package dev.octavo.tag;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree, and where posts stand in it. */
@QuarkusTest
class CategoryResourceTest {
    private static final String PAST = "2026-01-02T03:04:05Z";

    private String top;

    @BeforeEach
    void name() {
        top = unique("cat").replace(' ', '-') + "-t";
    }

    // The tree

    @Test
    void editors_plant_a_tree_and_everybody_sees_it() {
        editor().body(Map.of("name", " Top of " + top, "description", "All of it."))
                .post("/categories")
                .then()
                .statusCode(201)
                .header("Location", equalTo("/api/v1/categories/top-of-" + top))
                .body("name", equalTo("Top of " + top))
                .body("parent", nullValue())
                .body("path", equalTo("top-of-" + top))
                .body("depth", equalTo(1))
                .body("postCount", equalTo(0));
        make(top, null);
        make(top + "-b", top);
        make(top + "-a", top);
        // Its slug comes between that of the top and those below it, were the order that of texts.
        make(top + "-", null, top + "-0");
        make(top + "-a-c", top + "-a");
        visitor()
                .get("/categories/{category}", top + "-a-c")
                .then()
                .statusCode(200)
                .body("parent", equalTo(top + "-a"))
                .body("path", equalTo(top + "/" + top + "-a/" + top + "-a-c"))
                .body("depth", equalTo(3))
                .body("links.posts", equalTo("/api/v1/posts?category=" + top + "-a-c"));
        assertEquals(List.of(top, top + "-a", top + "-a-c", top + "-b", top + "-0"), mine());
    }

    @Test
    void a_list_costs_two_statements_however_long_it_is() {
        make(top, null);
        make(top + "-a", top);
        visitor().get("/categories?limit=1");
        for (var limit : List.of(1, 2)) {
            assertEquals(
                    2,
                    Statements.during(() -> visitor()
                            .get("/categories?limit=" + limit)
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(limit))));
        }
    }

    @Test
    void an_old_slug_leads_to_the_new_one_wherever_it_is_named() {
        make(top, null);
        make(top + "-a", top);
        var id = post(PAST, top);
        edit(top, Map.of("slug", top + "-new")).statusCode(200).body("path", equalTo(top + "-new"));
        visitor()
                .redirects()
                .follow(false)
                .get("/categories/{category}", top)
                .then()
                .statusCode(308)
                .header("Location", equalTo("/api/v1/categories/" + top + "-new"));
        visitor().get("/categories/{category}", top + "-a").then().body("path", equalTo(top + "-new/" + top + "-a"));
        for (var slug : List.of(top, top + "-new")) {
            visitor().get("/posts?category={category}", slug).then().body("items.id", equalTo(List.of(id)));
            write(author(), Map.of("categories", List.of(slug)))
                    .body("categories.slug", equalTo(List.of(top + "-new")));
            edit(top + "-a", Map.of("parent", slug)).statusCode(200).body("parent", equalTo(top + "-new"));
        }
        for (var answer : List.of(
                editor().redirects().follow(false).body(Map.of("name", "x")).patch("/categories/{category}", top),
                editor().redirects().follow(false).delete("/categories/{category}", top))) {
            answer.then().statusCode(404);
        }
        editor().body(Map.of("name", top))
                .post("/categories")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-redirects"));
        editor().body(Map.of("name", top))
                .post("/categories?takeover=true")
                .then()
                .statusCode(201);
        visitor().get("/posts?category={category}", top).then().body("items", hasSize(0));
        editor().body(Map.of("name", top))
                .post("/categories?takeover=true")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"))
                .body("detail", equalTo("Another category has the slug " + top + "."));
    }

    @Test
    void a_branch_moves_as_a_whole() {
        for (var slug : List.of("", "-x")) {
            make(top + slug, null);
        }
        make(top + "-a", top);
        make(top + "-b", top + "-a");
        var id = post(PAST, top + "-b");
        counts(top, 1, top + "-a", 1, top + "-x", 0);
        edit(top + "-a", Map.of("parent", top + "-x")).statusCode(200);
        assertEquals(List.of(top, top + "-x", top + "-a", top + "-b"), mine());
        counts(top, 0, top + "-a", 1, top + "-b", 1, top + "-x", 1);
        visitor().get("/posts?category={category}", top + "-x").then().body("items.id", equalTo(List.of(id)));
        editor().body("{\"parent\": null}")
                .patch("/categories/{category}", top + "-a")
                .then()
                .statusCode(200)
                .body("path", equalTo(top + "-a"));
        visitor().get("/categories/{category}", top + "-b").then().body("path", equalTo(top + "-a/" + top + "-b"));
        counts(top + "-x", 0, top + "-a", 1);
    }

    @Test
    void nothing_stands_below_itself() {
        make(top, null);
        make(top + "-a", top);
        make(top + "-b", top + "-a");
        // Not below it, though its slug begins like that.
        make(top + "-ab", null);
        for (var parent : List.of(top, top + "-a", top + "-b")) {
            edit(top, Map.of("parent", parent, "slug", top + "-new"))
                    .statusCode(409)
                    .body("type", equalTo("/problems/category-cycle"))
                    .body("errors[0].pointer", equalTo("/parent"));
        }
        assertEquals(List.of(top, top + "-a", top + "-b", top + "-ab"), mine());
        edit(top + "-a", Map.of("parent", top + "-ab")).statusCode(200);
    }

    @Test
    void the_tree_has_ten_levels_at_most() {
        make(top + "-1", null);
        for (int level = 2; level <= 10; level++) {
            make(top + "-" + level, top + "-" + (level - 1));
        }
        editor().body(Map.of("name", "x" + top, "parent", top + "-10"))
                .post("/categories")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/parent"))
                .body("errors[0].code", equalTo("too-deep"));
        make(top, null);
        edit(top + "-1", Map.of("parent", top)).statusCode(400).body("errors[0].code", equalTo("too-deep"));
        edit(top + "-2", Map.of("parent", top)).statusCode(200);
        visitor().get("/categories/{category}", top + "-10").then().body("depth", equalTo(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /name",
                "{\"name\": \" \"} | /name",
                "{\"name\": \"x\", \"slug\": \"No Slug\"} | /slug",
                "{\"name\": \"x\", \"parent\": \"nothing\"} | /parent",
                "{\"name\": \"x\", \"parent\": \"No Slug\"} | /parent",
                "{\"name\": \"x\", \"depth\": 1} | /depth",
                "{\"name\": \"x\", \"parent\": {}} | /parent"
            })
    void what_makes_no_category_is_refused(String body, String pointer) {
        editor().body(body).post("/categories").then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void only_editors_change_the_tree() {
        make(top, null);
        for (var slug : List.of(top, top + "-nothing")) {
            author().body(Map.of("name", "x"))
                    .patch("/categories/{category}", slug)
                    .then()
                    .statusCode(403);
            author().delete("/categories/{category}", slug).then().statusCode(403);
            visitor().delete("/categories/{category}", slug).then().statusCode(401);
        }
        author().body(Map.of("name", "x" + top)).post("/categories").then().statusCode(403);
        visitor().body(Map.of("name", "x" + top)).post("/categories").then().statusCode(401);
        visitor().get("/categories/{category}", "x" + top).then().statusCode(404);
    }

    @Test
    void what_was_read_can_be_sent_back_and_a_stale_change_is_refused() {
        make(top, null);
        make(top + "-a", top);
        var read = editor().get("/categories/{category}", top + "-a");
        editor().header("If-Match", read.header("ETag"))
                .body(read.asString())
                .patch("/categories/{category}", top + "-a")
                .then()
                .statusCode(200)
                .header("ETag", equalTo(read.header("ETag")));
        edit(top + "-a", Map.of("description", "New.")).statusCode(200);
        editor().header("If-Match", read.header("ETag"))
                .delete("/categories/{category}", top + "-a")
                .then()
                .statusCode(412);
    }

    @Test
    void the_posts_of_an_ended_category_go_to_its_parent() {
        make(top, null);
        make(top + "-a", top);
        make(top + "-b", null);
        var first = post(PAST, top + "-a", top + "-b", top);
        var second = post(PAST, top + "-b", top + "-a");
        editor().delete("/categories/{category}", top)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/category-not-empty"));
        editor().delete("/categories/{category}", top + "-a").then().statusCode(204);
        visitor().get("/categories/{category}", top + "-a").then().statusCode(404);
        categories(first, top, top + "-b");
        categories(second, top + "-b", top);
        editor().delete("/categories/{category}", top).then().statusCode(204);
        categories(first, top + "-b");
        author().body(Map.of("categories", List.of()))
                .patch("/posts/{post}", second)
                .then()
                .statusCode(200)
                .body("categories", hasSize(0));
        categories(first, top + "-b");
        assertEquals(List.of(top + "-b"), mine());
    }

    @Test
    void each_change_is_an_event() {
        // A sign-in is one, too.
        admin();
        make(top, null);
        edit(top, Map.of("slug", top + "-new")).statusCode(200);
        edit(top + "-new", Map.of("name", top)).statusCode(200);
        editor().delete("/categories/{category}", top + "-new").then().statusCode(204);
        var events = admin().get("/events?limit=3").jsonPath();
        assertEquals(List.of("category.deleted", "category.updated", "category.created"), events.getList("items.type"));
        assertEquals(List.of(top + "-new", top + "-new", top), events.getList("items.slug"));
        assertEquals(Arrays.asList(null, top, null), events.getList("items.formerSlug"));
        assertEquals(Set.of("public"), Set.copyOf(events.getList("items.visibility")));
    }

    // Posts in it

    @Test
    void a_post_is_in_several_at_once_and_the_first_is_the_primary_one() {
        for (var slug : List.of("", "-a", "-b")) {
            make(top + slug, null);
        }
        var id = post(PAST, top + "-b", top);
        categories(id, top + "-b", top);
        // At once, whatever is being written beside it.
        author().body(Map.of(
                        "title", "Newer", "categories", List.of(top + "-a", Map.of("slug", top + "-b", "name", "x"))))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200)
                .body("modified", equalTo(true));
        visitor().get("/posts/{post}", id).then().body("title", not(equalTo("Newer")));
        categories(id, top + "-a", top + "-b");
        visitor()
                .get("/posts?category={category}", top + "-a")
                .then()
                .body("items[0].categories", equalTo(List.of(named(top + "-a"), named(top + "-b"))));
        // What does not speak of them leaves them; a replacement does not.
        author().body(Map.of("title", "Newest"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        categories(id, top + "-a", top + "-b");
        var read = author().get("/posts/{post}?version=working", id).asString();
        author().body(read).put("/posts/{post}", id).then().statusCode(200);
        categories(id, top + "-a", top + "-b");
        author().body(Map.of("title", "T", "body", "B"))
                .put("/posts/{post}", id)
                .then()
                .statusCode(200);
        categories(id);
    }

    @Test
    void another_category_is_an_event_and_a_new_version_and_the_same_is_none() {
        make(top, null);
        make(top + "-a", null);
        var id = post(PAST, top);
        var tag = author().get("/posts/{post}", id).header("ETag");
        author().header("If-Match", tag)
                .body(Map.of("categories", List.of(top, top)))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        assertEquals(
                "post.published", admin().get("/events?limit=1&subject=" + id).path("items[0].type"));
        author().header("If-Match", tag)
                .body(Map.of("categories", List.of(top + "-a")))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        assertEquals(
                "post.updated", admin().get("/events?limit=1&subject=" + id).path("items[0].type"));
        author().header("If-Match", tag)
                .body(Map.of("categories", List.of(top)))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(412);
    }

    @Test
    void a_category_that_is_not_there_is_named() {
        make(top, null);
        var id = post(PAST, top);
        for (var answer : List.of(
                author().body(Map.of("title", "T", "body", "B", "categories", List.of(top, "nothing")))
                        .post("/posts"),
                author().body(Map.of("categories", List.of(top, "nothing"))).patch("/posts/{post}", id),
                author().contentType("text/markdown")
                        .body("---\ntitle: x\ncategories: [" + top + ", Nothing]\n---\nWords.\n")
                        .put("/posts/{post}", "file-" + top))) {
            answer.then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-input"))
                    .body("errors[0].pointer", equalTo("/categories/1"))
                    .body("errors[0].detail", equalTo("must be a category: there is no nothing"));
        }
        visitor().get("/posts/{post}", "file-" + top).then().statusCode(404);
        for (var wrong : List.of(List.of(""), List.of("No Slug"), List.of(7), "x", List.of(Map.of("name", "x")))) {
            author().body(Map.of("categories", wrong))
                    .patch("/posts/{post}", id)
                    .then()
                    .statusCode(400);
        }
        categories(id, top);
    }

    @Test
    void a_file_says_where_its_post_stands_and_may_be_silent_of_it() {
        make(top, null);
        editor().body(Map.of("name", "Under " + top, "parent", top))
                .post("/categories")
                .then()
                .statusCode(201);
        var slug = "file-" + top;
        file(slug, "categories: [Under " + top + ", " + top + "]").statusCode(201);
        categories(slug, "under-" + top, top);
        file(slug, "weight: 1").statusCode(200).body("meta", equalTo(Map.of("weight", 1)));
        categories(slug, "under-" + top, top);
        file(slug, "category: " + top).statusCode(200).body("meta", equalTo(Map.of()));
        categories(slug, top);
        file(slug, "categories: []").statusCode(200);
        categories(slug);
        file(slug, "categories: {a: b}").statusCode(400).body("errors[0].pointer", equalTo("/categories"));
    }

    // All at once

    @Test
    void of_two_that_move_below_each_other_one_does() {
        for (int round = 0; round < 5; round++) {
            var one = top + "-" + round + "a";
            var two = top + "-" + round + "b";
            make(one, null);
            make(two, null);
            var number = new AtomicInteger();
            var answers = Parallel.run(
                    2,
                    () -> (number.getAndIncrement() == 0
                                    ? edit(one, Map.of("parent", two))
                                    : edit(two, Map.of("parent", one)))
                            .extract()
                            .statusCode());
            assertEquals(List.of(200, 409), answers.stream().sorted().toList());
        }
    }

    @Test
    void posts_are_sorted_into_what_is_there_while_the_tree_changes() {
        make(top, null);
        make(top + "-a", top);
        make(top + "-b", top);
        make(top + "-c", top + "-b");
        var number = new AtomicInteger();
        var answers = Parallel.run(20, () -> {
            var n = number.getAndIncrement();
            return switch (n) {
                case 4 -> editor().delete("/categories/{category}", top + "-a").statusCode();
                case 8 -> edit(top + "-b", Map.of("slug", top + "-0")).extract().statusCode();
                case 12 -> edit(top, Map.of("slug", top + "-z")).extract().statusCode();
                default ->
                    author().body(Map.of("title", "T", "body", "B", "categories", order(n)))
                            .post("/posts")
                            .statusCode();
            };
        });
        // Of those that came too late for the one that was ended.
        assertTrue(Set.of(200, 201, 204, 400).containsAll(answers), answers::toString);
        assertEquals(List.of(top + "-z", top + "-0", top + "-c"), mine());
    }

    private List<String> order(int n) {
        var slugs = new ArrayList<>(List.of(top, top + "-a", top + "-b", top + "-c"));
        return n % 2 == 0 ? slugs : slugs.reversed();
    }

    private void make(String slug, String parent) {
        make(slug, parent, slug);
    }

    private static void make(String name, String parent, String slug) {
        var category = new HashMap<String, Object>(Map.of("name", name, "slug", slug));
        category.put("parent", parent);
        editor().body(category).post("/categories").then().statusCode(201);
    }

    private static ValidatableResponse edit(String category, Map<String, ?> patch) {
        return editor().body(patch).patch("/categories/{category}", category).then();
    }

    private static ValidatableResponse file(String slug, String frontMatter) {
        return author().contentType("text/markdown")
                .body("---\ntitle: x\ndate: 2026-01-02\n" + frontMatter + "\n---\nWords.\n")
                .put("/posts/{post}", slug)
                .then();
    }

    private static String post(String publishedAt, String... categories) {
        return write(author(), Map.of("categories", List.of(categories), "publishedAt", publishedAt))
                .extract()
                .path("id");
    }

    private static Map<String, String> named(String slug) {
        return Map.of("slug", slug, "name", slug);
    }

    private static void categories(String post, String... slugs) {
        visitor().get("/posts/{post}", post).then().statusCode(200).body("categories.slug", equalTo(List.of(slugs)));
    }

    private static void counts(Object... categories) {
        for (int i = 0; i < categories.length; i += 2) {
            visitor().get("/categories/{category}", categories[i]).then().body("postCount", equalTo(categories[i + 1]));
        }
    }

    /** Of the whole tree those of this test, walked page by page. */
    private List<String> mine() {
        var walked = new ArrayList<String>();
        for (String next = "/api/v1/categories?limit=3"; next != null; ) {
            var page = visitor()
                    .basePath("")
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            walked.addAll(page.path("items.slug"));
            next = page.path("links.next");
            assertTrue(walked.size() < 1_000, "pages without end");
        }
        assertEquals(walked.size(), Set.copyOf(walked).size());
        return walked.stream().filter(slug -> slug.startsWith(top)).toList();
    }
}
