package dev.octavo.comment;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CommentTest {
    @Test
    void a_guests_comment_waits_until_it_is_approved() {
        var post = post();
        String id = visitor()
                .body(guest("grace"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202)
                .header("Location", startsWith("/api/v1/comments/"))
                .body("status", equalTo("pending"))
                .body("author", equalTo(Map.of("kind", "guest", "name", "grace")))
                .body("$", not(hasKey("email")))
                .extract()
                .path("id");
        thread(post).body("items", hasSize(0));
        visitor().get("/comments/{id}", id).then().statusCode(404);
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(0));
        author().get("/comments?status=pending&limit=100")
                .then()
                .body("items.id", hasItem(id))
                .body("items.find { it.id == '" + id + "' }.email", equalTo("grace@example.org"));

        author().put("/comments/{id}/approval", id).then().statusCode(200).body("status", equalTo("approved"));
        thread(post).body("items.id", equalTo(List.of(id))).body("items[0].status", equalTo("approved"));
        visitor().get("/comments/{id}", id).then().statusCode(200).body("$", not(hasKey("email")));
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(1));
        visitor().get("/comments").then().body("items.id", hasItem(id));

        author().delete("/comments/{id}/approval", id).then().statusCode(204);
        thread(post).body("items", hasSize(0));
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(0));
    }

    @Test
    void an_account_is_seen_at_once_under_its_own_name() {
        var post = post();
        comment(member(), post, null)
                .statusCode(201)
                .body("author", equalTo(Map.of("kind", "account", "name", "The member", "username", "member")));
        thread(post).body("items", hasSize(1));
    }

    @Test
    void a_name_is_needed_without_a_token_and_refused_with_one() {
        var post = post();
        visitor()
                .body(Map.of("body", "x"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/author"));
        member().body(guest("x"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/author"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"body\": \"\"}                                             | /body         | required",
                "{\"body\": \"x\", \"parent\": \"not-an-id\"}                 | /parent       | wrong-type",
                "{\"body\": \"x\", \"parent\": 7}                             | /parent       | wrong-type",
                "{\"body\": \"x\", \"author\": {\"name\": \"\"}}              | /author/name  | required",
                "{\"body\": \"x\", \"author\": {\"name\": \"g\", \"email\": \"no\"}} | /author/email | invalid-format",
                "{\"body\": \"x\", \"author\": {\"name\": \"g\", \"url\": \"javascript:x\"}} | /author/url | invalid-format",
                "{\"body\": \"x\", \"author\": {\"name\": \"g\", \"role\": \"admin\"}} | /author/role | unknown-property",
                "{\"body\": \"x\", \"status\": \"approved\"}                  | /status       | unknown-property",
            })
    void what_is_wrong_with_a_comment_is_named(String body, String pointer, String code) {
        visitor()
                .body(body)
                .post("/posts/{post}/comments", post())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void a_comment_is_markdown_without_what_guests_could_abuse() {
        comment(member(), post(), null);
        visitor()
                .body(Map.of(
                        "body",
                        "*Hi* [l](https://example.org) ![i](https://x/y.png) <script>x</script>\n\n# Loud",
                        "author",
                        Map.of("name", "x")))
                .post("/posts/{post}/comments", post())
                .then()
                .statusCode(202)
                .body("html", containsString("<a href=\"https://example.org\" rel=\"nofollow ugc\">"))
                .body("html", not(containsString("<img")))
                .body("html", not(containsString("<h1")))
                .body("html", not(containsString("<script")));
        visitor()
                .body(Map.of("body", "x".repeat(10_001), "author", Map.of("name", "x")))
                .post("/posts/{post}/comments", post())
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("too-long"));
    }

    @Test
    void replies_follow_what_they_answer_and_the_newest_thread_can_come_first() {
        var post = post();
        var first = comment(post, null);
        var second = comment(post, null);
        var reply = comment(post, first);
        var deeper = comment(post, reply);
        var sibling = comment(post, first);
        thread(post)
                .body("items.id", equalTo(List.of(first, reply, deeper, sibling, second)))
                .body("items.depth", equalTo(List.of(1, 2, 3, 2, 1)))
                .body("items[2].parent", equalTo(reply));
        visitor()
                .get("/posts/{post}/comments?sort=-createdAt", post)
                .then()
                .body("items.id", equalTo(List.of(second, first, reply, deeper, sibling)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "-createdAt"})
    void walking_a_thread_by_cursor_gives_each_comment_once(String sort) {
        var post = post();
        var ids = new ArrayList<String>();
        for (int number = 0; number < 23; number++) {
            ids.add(comment(post, number % 3 == 0 ? null : ids.get(number / 2)));
        }
        var whole = visitor()
                .get("/posts/{post}/comments?limit=100&count=exact&sort=" + sort, post)
                .then()
                .body("total", equalTo(23))
                .extract()
                .jsonPath()
                .getList("items.id");
        var walked = new ArrayList<Object>();
        JsonPath page = null;
        for (String next = "/api/v1/posts/" + post + "/comments?limit=5&sort=" + sort;
                next != null;
                next = page.getString("links.next")) {
            page = visitor()
                    .basePath("")
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            walked.addAll(page.getList("items.id"));
            assertTrue(walked.size() <= 23, "pages without end");
        }
        assertEquals(whole, walked);
        assertEquals(23, walked.stream().distinct().count());
    }

    @Test
    void replies_below_the_tenth_level_attach_to_it() {
        var post = post();
        String parent = null;
        for (int depth = 1; depth <= 10; depth++) {
            parent = comment(member(), post, parent)
                    .statusCode(201)
                    .body("depth", equalTo(depth))
                    .extract()
                    .path("id");
        }
        var below = comment(member(), post, parent)
                .statusCode(201)
                .body("depth", equalTo(10))
                .extract();
        comment(member(), post, below.path("id"))
                .statusCode(201)
                .body("depth", equalTo(10))
                .body("parent", equalTo(below.path("parent")));
    }

    @Test
    void a_reply_answers_an_approved_comment_of_the_same_post() {
        var post = post();
        var elsewhere = comment(post(), null);
        comment(member(), post, elsewhere)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/parent"))
                .body("errors[0].code", equalTo("unknown-comment"));
        comment(member(), post, "01a203f9-c156-7067-94e2-f605f6906e1c").statusCode(400);
        String held = visitor()
                .body(guest("x"))
                .post("/posts/{post}/comments", post)
                .then()
                .extract()
                .path("id");
        comment(member(), post, held).statusCode(409).body("type", equalTo("/problems/parent-not-approved"));
    }

    @Test
    void a_hidden_comment_keeps_its_place_while_an_approved_one_answers_it() {
        var post = post();
        var root = comment(post, null);
        var reply = comment(post, root);
        author().delete("/comments/{id}", root).then().statusCode(204);
        thread(post)
                .body("items.id", equalTo(List.of(root, reply)))
                .body("items[0].status", equalTo("hidden"))
                .body("items[0].author", nullValue())
                .body("items[0].body", nullValue())
                .body("items[0].html", nullValue());
        visitor().get("/comments/{id}", root).then().statusCode(404);
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(1));
        author().delete("/comments/{id}", reply).then().statusCode(204);
        thread(post).body("items", hasSize(0));
    }

    @Test
    void comments_need_a_published_post_that_takes_them() {
        String draft = draft().extract().path("id");
        visitor().body(guest("x")).post("/posts/{post}/comments", draft).then().statusCode(404);
        author().body(Map.of("body", "x"))
                .post("/posts/{post}/comments", draft)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/comments-closed"));
        String closed = write(author(), Map.of("publishedAt", "2026-01-01", "commentsOpen", false))
                .extract()
                .path("id");
        visitor().body(guest("x")).post("/posts/{post}/comments", closed).then().statusCode(409);
        visitor().get("/posts/{post}/comments", closed).then().statusCode(200);
        var trashed = post();
        author().delete("/posts/{post}", trashed).then().statusCode(204);
        visitor()
                .body(guest("x"))
                .post("/posts/{post}/comments", trashed)
                .then()
                .statusCode(404);
        visitor().get("/posts/{post}/comments", trashed).then().statusCode(404);
        visitor().get("/posts/no-such-post/comments").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "guests, 202, 201",
        "all, 202, 202",
        "none, 201, 201",
        "first-comment, 202, 202",
        "members-only, 401, 201"
    })
    void a_post_says_whose_comments_wait(String moderation, int guest, int member) {
        String post = write(author(), Map.of("publishedAt", "2026-01-01", "commentModeration", moderation))
                .extract()
                .path("id");
        visitor()
                .body(guest(unique("guest").replace(' ', '-')))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(guest);
        comment(as(unique("new").replace(' ', '-'), Role.MEMBER), post, null).statusCode(member);
        comment(author(), post, null).statusCode(201);
    }

    @Test
    void whoever_has_been_approved_once_need_not_wait_again() {
        String post = write(author(), Map.of("publishedAt", "2026-01-01", "commentModeration", "first-comment"))
                .extract()
                .path("id");
        String id = visitor()
                .body(guest("regular"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        author().put("/comments/{id}/approval", id).then().statusCode(200);
        visitor()
                .body(guest("regular"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(201);
        visitor()
                .body(Map.of("body", "x", "author", Map.of("name", "regular")))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202);
    }

    @Test
    void moderating_is_for_the_posts_author_and_editors() {
        var id = held(post());
        visitor().put("/comments/{id}/approval", id).then().statusCode(401);
        member().put("/comments/{id}/approval", id).then().statusCode(403);
        as("another-author", Role.AUTHOR)
                .put("/comments/{id}/approval", id)
                .then()
                .statusCode(404);
        as("another-author", Role.AUTHOR)
                .get("/comments?status=pending&limit=100")
                .then()
                .body("items.id", not(hasItem(id)));
        member().get("/comments?status=pending").then().statusCode(403);
        visitor().get("/comments?status=any").then().statusCode(401);
        editor().get("/comments?status=pending&limit=100").then().body("items.id", hasItem(id));
        editor().put("/comments/{id}/approval", id).then().statusCode(200);
        as("another-author", Role.AUTHOR)
                .delete("/comments/{id}/approval", id)
                .then()
                .statusCode(403);
        editor().get("/comments/{id}", "not-an-id").then().statusCode(404);
    }

    @Test
    void a_moderator_sets_spam_aside_and_takes_it_back() {
        var post = post();
        var id = held(post);
        editor().body(Map.of("status", "spam"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("spam"));
        editor().get("/comments?status=spam&limit=100").then().body("items.id", hasItem(id));
        editor().body(Map.of("status", "approved"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(200);
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(1));
        editor().body(Map.of("status", "lost"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/status"));
        editor().body(Map.of("depth", 5))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("read-only"));
    }

    @Test
    void who_wrote_a_comment_may_rewrite_and_delete_it_but_not_approve_it() {
        var post = post();
        var id = comment(post, null);
        member().body(Map.of("body", "Better *said*."))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(200)
                .body("html", containsString("<em>said</em>"));
        as("another-member", Role.MEMBER)
                .body(Map.of("body", "x"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(403);
        as("another-member", Role.MEMBER).delete("/comments/{id}", id).then().statusCode(403);
        member().header("If-Match", "\"9-x\"")
                .body(Map.of("body", "x"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(412);
        author().delete("/comments/{id}/approval", id).then().statusCode(204);
        member().get("/comments/{id}", id).then().statusCode(200).body("status", equalTo("pending"));
        member().body(Map.of("status", "approved"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(403);
        member().delete("/comments/{id}", id).then().statusCode(204);
        member().get("/comments/{id}", id).then().statusCode(404);
    }

    @Test
    void where_all_comments_wait_a_changed_one_waits_again() {
        String post = write(author(), Map.of("publishedAt", "2026-01-01", "commentModeration", "all"))
                .extract()
                .path("id");
        String id = comment(member(), post, null).statusCode(202).extract().path("id");
        author().put("/comments/{id}/approval", id).then().statusCode(200);
        member().body(Map.of("body", "Buy now"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"));
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(0));
    }

    @Test
    void spam_stays_spam_when_its_approval_is_taken_back() {
        var id = held(post());
        editor().body(Map.of("status", "spam"))
                .patch("/comments/{id}", id)
                .then()
                .statusCode(200);
        editor().delete("/comments/{id}/approval", id).then().statusCode(204);
        editor().get("/comments/{id}", id).then().body("status", equalTo("spam"));
    }

    @Test
    void moderators_at_once_count_a_comment_once() {
        var post = post();
        var id = held(post);
        Parallel.run(8, () -> editor().put("/comments/{id}/approval", id).then().statusCode(200));
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(1));
        Parallel.run(8, () -> editor().delete("/comments/{id}", id).then().statusCode(204));
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(0));
    }

    @Test
    void comments_that_come_at_once_are_all_counted() {
        var post = post();
        Parallel.run(20, () -> comment(post, null));
        visitor().get("/posts/{post}", post).then().body("commentCount", equalTo(20));
        visitor().get("/posts/{post}/comments?count=exact", post).then().body("total", equalTo(20));
    }

    /** The post, its comments with their authors, and the count. */
    @Test
    void a_page_of_a_thread_costs_three_statements_at_most() {
        var post = post();
        var parent = comment(post, null);
        for (int number = 0; number < 10; number++) {
            parent = comment(post, parent);
        }
        assertEquals(2, Statements.during(() -> thread(post).body("items", hasSize(11))));
        assertEquals(
                3,
                Statements.during(() -> visitor()
                        .get("/posts/{post}/comments?count=exact", post)
                        .then()
                        .statusCode(200)));
    }

    private static String held(String post) {
        return visitor()
                .body(guest("held"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static String post() {
        return publish().extract().path("id");
    }

    private static ValidatableResponse thread(String post) {
        return visitor().get("/posts/{post}/comments", post).then().statusCode(200);
    }
}
