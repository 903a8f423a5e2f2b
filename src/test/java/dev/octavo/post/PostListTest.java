package dev.octavo.post;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Octavo;
import dev.octavo.support.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty-three posts of one author: titles and times repeat, and some have no time at all. */
@QuarkusTest
class PostListTest {
    private static final String MINE = "/posts?author=lister";
    private static final int POSTS = 53;

    @Inject
    EntityManager entities;

    @BeforeEach
    void write_posts_once() {
        var lister = as("lister", Role.AUTHOR);
        if (lister.get(MINE + "&status=any&count=exact").<Integer>path("total") > 0) {
            return;
        }
        for (int number = 0; number < POSTS; number++) {
            var post = new HashMap<String, Object>(Map.of(
                    "title", "Same " + number % 5, "tags", List.of("Tag " + number % 7, "Tag " + (number + 1) % 7)));
            if (number % 6 != 0) {
                post.put("publishedAt", "2026-01-0" + (1 + number % 9) + "T00:00:00Z");
            }
            write(as("lister", Role.AUTHOR), post);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&sort=publishedAt",
                "&sort=-publishedAt",
                "&sort=title",
                "&sort=-title,publishedAt",
                "&sort=title,-publishedAt",
                "&sort=createdAt",
                "&sort=-updatedAt",
                "&sort=publishedAt,-title"
            })
    void walking_all_pages_by_cursor_gives_each_post_once_in_order_there_and_back(String sort) {
        var whole = ids(page(MINE + "&status=any&limit=100" + sort));
        assertEquals(POSTS, whole.size());
        for (int limit : new int[] {9, POSTS}) {
            var forwards = new ArrayList<List<String>>();
            JsonPath page = null;
            for (String next = "/api/v1" + MINE + "&status=any&limit=" + limit + sort;
                    next != null;
                    next = page.getString("links.next")) {
                page = page(next);
                assertTrue(forwards.size() < POSTS, "pages without end");
                forwards.add(ids(page));
            }
            assertEquals(whole, forwards.stream().flatMap(List::stream).toList(), "limit " + limit);
            var backwards = new ArrayList<>(List.of(ids(page)));
            while (page.getString("links.previous") != null) {
                page = page(page.getString("links.previous"));
                backwards.addFirst(ids(page));
                assertTrue(backwards.size() <= POSTS, "pages without end");
            }
            assertEquals(forwards, backwards, "limit " + limit + " backwards");
        }
    }

    @Test
    void posts_without_a_time_come_last_in_either_direction() {
        for (var sort : List.of("publishedAt", "-publishedAt")) {
            var times = page(MINE + "&status=any&limit=100&sort=" + sort).getList("items.publishedAt");
            assertEquals(
                    9,
                    times.stream().skip(POSTS - 9).filter(time -> time == null).count(),
                    sort);
        }
    }

    @Test
    void walking_by_page_number_gives_each_post_once() {
        var whole = ids(page(MINE + "&limit=100"));
        var walked = new ArrayList<String>();
        for (String next = "/api/v1" + MINE + "&limit=10&page=1";
                next != null;
                next = page(next).getString("links.next")) {
            walked.addAll(ids(page(next)));
            assertTrue(walked.size() <= POSTS, "pages without end");
        }
        assertEquals(whole, walked);
        assertEquals(44, new HashSet<>(walked).size());
        assertEquals(0, page(MINE + "&limit=10&page=99").getList("items").size());
    }

    @Test
    void the_first_page_has_no_previous_and_the_last_no_next() {
        var first = page(MINE + "&limit=40");
        assertNull(first.getString("links.previous"));
        var second = page(first.getString("links.next"));
        assertNull(second.getString("links.next"));
        assertEquals(ids(first), ids(page(second.getString("links.previous"))));
        assertNull(page(second.getString("links.previous")).getString("links.previous"));
        assertEquals(ids(first), ids(page(second.getString("links.first"))));
    }

    @Test
    void links_stand_in_the_header_too_and_keep_the_query() {
        visitor()
                .get(MINE + "&limit=2&tag=tag-1")
                .then()
                .header("Link", containsString("rel=\"next\""))
                .header("Link", containsString("</api/v1/posts?author=lister&limit=2&tag=tag-1&cursor="));
    }

    @Test
    void a_total_is_counted_when_asked_for_and_agrees_with_the_list() {
        visitor().get(MINE + "&limit=1").then().body("total", nullValue());
        visitor().get(MINE + "&limit=1&count=none").then().body("total", nullValue());
        visitor().get(MINE + "&limit=1&count=exact").then().body("total", equalTo(44));
        visitor()
                .get(MINE + "&tag=tag-1&limit=100&count=exact")
                .then()
                .body(
                        "items",
                        hasSize(visitor().get(MINE + "&tag=tag-1&count=exact").<Integer>path("total")));
    }

    @Test
    void a_cursor_is_good_for_its_own_list_only() {
        String cursor = page(MINE + "&limit=2").getString("links.next").replaceAll(".*cursor=", "");
        visitor().get(MINE + "&limit=5&cursor=" + cursor).then().statusCode(200);
        for (var other : List.of("/posts?", MINE + "&sort=title&", MINE + "&tag=tag-1&", "/comments?")) {
            visitor()
                    .get(other + "cursor=" + cursor)
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("cursor"));
        }
        var forged = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);
        visitor().get(MINE + "&cursor=" + forged).then().statusCode(400);
        visitor()
                .get(MINE + "&page=2&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("page"));
    }

    @Test
    void a_filter_by_tag_or_author_finds_theirs_alone() {
        var found = page(MINE + "&tag=tag-3&limit=100");
        assertTrue(found.getList("items").size() > 5);
        assertTrue(found.<List<Map<String, String>>>getList("items.tags").stream()
                .allMatch(tags -> tags.stream().anyMatch(tag -> tag.get("slug").equals("tag-3"))));
        visitor().get("/posts?author=nobody").then().body("items", hasSize(0));
    }

    /** The author who is asked for; the rows, then the authors, tags and categories of all of them, and the count. */
    @ParameterizedTest
    @CsvSource({"1", "50"})
    void a_list_with_authors_tags_and_categories_costs_readers_as_much_however_long_it_is(int limit) {
        visitor().get(MINE + "&limit=" + limit);
        assertEquals(
                3,
                Statements.during(
                        () -> visitor().get(MINE + "&limit=" + limit).then().statusCode(200)));
        assertEquals(
                4,
                Statements.during(() -> visitor()
                        .get(MINE + "&count=exact&limit=" + limit)
                        .then()
                        .statusCode(200)));
    }

    /** Else the list that everybody reads would be sorted anew for each reader. */
    @Test
    void the_list_of_published_posts_is_read_from_an_index_wherever_it_begins() {
        var plan = QuarkusTransaction.requiringNew().call(() -> {
            entities.createNativeQuery("set local enable_seqscan = off").executeUpdate();
            entities.createNativeQuery("set local enable_bitmapscan = off").executeUpdate();
            // Of a small table any index will do, and a sort costs nothing.
            entities.createNativeQuery("set local enable_sort = off").executeUpdate();
            return entities.createNativeQuery(
                            "explain select id from post where deleted_at is null and published_at <= now()"
                                    + " and published_at <= '2026-01-05' and (published_at < '2026-01-05' or published_at = '2026-01-05' and id < gen_random_uuid())"
                                    + " order by published_at desc, id desc limit 21",
                            String.class)
                    .getResultList()
                    .toString();
        });
        assertTrue(plan.contains("post_by_publication") && plan.contains("Index Cond") && !plan.contains("Sort"), plan);
    }

    @Test
    void an_author_who_asks_for_any_sees_what_readers_see_and_their_own() {
        String other = Octavo.publish().extract().path("id");
        String draft = Octavo.draft().extract().path("id");
        var seen = ids(page("/posts?status=any&sort=-createdAt&limit=100"));
        assertTrue(seen.contains(other) && !seen.contains(draft));
    }

    private static JsonPath page(String url) {
        var lister = as("lister", Role.AUTHOR);
        return (url.startsWith("/api/") ? lister.basePath("") : lister)
                .urlEncodingEnabled(false)
                .get(url)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> ids(JsonPath page) {
        return page.getList("items.id");
    }
}
