package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.account.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BulkTest {
    private final String tag = unique("bulk").replace(' ', '-');

    @Test
    void named_posts_are_changed_in_their_order_and_no_others() {
        var posts = posts(3);
        bulk(author(), "", Map.of("ids", posts.subList(0, 2).reversed(), "patch", Map.of("commentsOpen", false)))
                .body("dryRun", equalTo(false))
                .body("succeeded", equalTo(2))
                .body("failed", equalTo(0))
                .body("items.id", equalTo(posts.subList(0, 2).reversed()))
                .body("items.status", everyItem(equalTo(200)));
        assertEquals(List.of(false, false, true), commentsOpen(posts));
    }

    @Test
    void a_filter_chooses_what_a_list_with_it_shows() {
        var posts = posts(3);
        author().put("/posts/{post}/publication", posts.getFirst());
        bulk(author(), "?status=draft&tag=" + tag, Map.of("patch", Map.of("commentsOpen", false)))
                .body("items.id", containsInAnyOrder(posts.get(1), posts.get(2)));
        assertEquals(List.of(true, false, false), commentsOpen(posts));
    }

    @Test
    void more_than_were_counted_on_are_not_changed_at_all() {
        var posts = posts(3);
        author().body(Map.of("patch", Map.of("commentsOpen", false)))
                .patch("/posts?status=draft&max-affected=2&tag=" + tag)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/too-many-affected"))
                .body("detail", containsString("3 posts"));
        author().body(Map.of("ids", posts, "patch", Map.of("commentsOpen", false)))
                .patch("/posts?max-affected=2")
                .then()
                .statusCode(409);
        assertEquals(List.of(true, true, true), commentsOpen(posts));
    }

    @Test
    void tried_dry_it_says_the_same_and_changes_nothing() {
        var posts = posts(2);
        var before =
                author().queryParam("subject", posts.getFirst()).get("/events").statusCode();
        var body = Map.of(
                "ids", List.of(posts.get(0), posts.get(1), UUID.randomUUID().toString()),
                "patch", Map.of("title", "Another", "tags", List.of(tag + "-new")));
        bulk(author(), "?dry-run=true", body)
                .body("dryRun", equalTo(true))
                .body("items.status", contains(200, 200, 404))
                .body("succeeded", equalTo(2))
                .body("failed", equalTo(1));
        author().get("/posts/{post}?version=working", posts.getFirst())
                .then()
                .body("title", equalTo("One of many"))
                .body("tags.slug", contains(tag));
        admin().queryParam("subject", posts.getFirst())
                .get("/events")
                .then()
                .body("items.type", contains("post.created"));
        assertEquals(403, before);
    }

    @Test
    void what_fails_is_told_of_each_and_the_others_are_changed() {
        String foreign =
                write(editor(), Map.of("publishedAt", "2026-01-01")).extract().path("id");
        String trashed = write(author(), Map.of()).extract().path("id");
        author().delete("/posts/{post}", trashed).then().statusCode(204);
        var nobody = UUID.randomUUID().toString();
        var posts = posts(1);
        bulk(
                        author(),
                        "",
                        Map.of(
                                "ids",
                                List.of(foreign, trashed, nobody, posts.getFirst()),
                                "patch",
                                Map.of("commentsOpen", false)))
                .body("items.status", contains(403, 409, 404, 200))
                .body("items[1].problem.type", equalTo("/problems/post-in-trash"))
                .body("items[2].problem.instance", equalTo("/api/v1/posts/" + nobody));
        assertEquals(List.of(false), commentsOpen(posts));
    }

    @Test
    void each_post_is_changed_whole_or_not_at_all() {
        var posts = posts(2);
        var taken = unique("slug").replace(' ', '-');
        bulk(
                        author(),
                        "",
                        Map.of("ids", posts, "patch", Map.of("title", "Changed", "commentsOpen", false, "slug", taken)))
                .body("items.status", contains(200, 409))
                .body("items[1].problem.type", equalTo("/problems/slug-taken"));
        assertEquals(List.of(false, true), commentsOpen(posts));
        author().get("/posts/{post}", posts.get(1)).then().body("title", equalTo("One of many"));
        author().get("/posts/{post}/revisions", posts.get(1)).then().body("items", hasSize(1));
    }

    @Test
    void published_at_once_readers_see_them_all() {
        var posts = posts(2);
        bulk(author(), "?publish=true", Map.of("ids", posts, "patch", Map.of("title", "Now")));
        posts.forEach(post ->
                visitor().get("/posts/{post}", post).then().statusCode(200).body("title", equalTo("Now")));
    }

    @Test
    void nothing_chosen_is_nothing_changed() {
        refused("", Map.of("patch", Map.of("commentsOpen", false)), "/ids", "required");
        refused("?sort=title&publish=true", Map.of("patch", Map.of("commentsOpen", false)), "/ids", "required");
        refused("?tag=" + tag, Map.of("ids", posts(1)), "/patch", null);
        refused("", Map.of("ids", List.of(), "patch", Map.of("title", "x")), "/ids", null);
        refused("", Map.of("ids", posts(1), "patch", Map.of()), "/patch", null);
        refused("", Map.of("ids", List.of("first"), "patch", Map.of("title", "x")), "/ids/0", "wrong-type");
        var many = IntStream.range(0, 501).mapToObj(n -> UUID.randomUUID()).toList();
        refused("", Map.of("ids", many, "patch", Map.of("title", "x")), "/ids", null);
        author().body(Map.of("ids", posts(1), "patch", Map.of("title", "x")))
                .patch("/posts?tag=" + tag)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("tag"));
        for (var most : List.of("0", "501", "all")) {
            author().body(Map.of("patch", Map.of("title", "x")))
                    .patch("/posts?tag=x&max-affected=" + most)
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("max-affected"));
        }
    }

    @Test
    void what_no_post_has_is_told_of_each() {
        var posts = posts(1);
        bulk(author(), "", Map.of("ids", posts, "patch", Map.of("titel", "x")))
                .body("items[0].status", equalTo(400))
                .body("items[0].problem.errors[0].pointer", equalTo("/titel"));
    }

    @Test
    void who_may_not_write_changes_nothing() {
        var posts = posts(1);
        var body = Map.of("ids", posts, "patch", Map.of("commentsOpen", false));
        visitor().body(body).patch("/posts").then().statusCode(401);
        as("bulk-member", Role.MEMBER).body(body).patch("/posts").then().statusCode(403);
        bulk(as("bulk-stranger", Role.AUTHOR), "", body).body("items.status", contains(404));
        bulk(as("bulk-stranger", Role.AUTHOR), "?status=any&tag=" + tag, Map.of("patch", Map.of("title", "Mine")))
                .body("items", hasSize(0));
        assertEquals(List.of(true), commentsOpen(posts));
    }

    private List<String> posts(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> write(author(), Map.of("title", "One of many", "tags", List.of(tag)))
                        .extract()
                        .<String>path("id"))
                .toList();
    }

    private static List<Boolean> commentsOpen(List<String> posts) {
        return posts.stream()
                .map(post -> author().get("/posts/{post}", post).<Boolean>path("commentsOpen"))
                .toList();
    }

    private static ValidatableResponse bulk(RequestSpecification by, String query, Map<String, ?> body) {
        return by.body(body).patch("/posts" + query).then().statusCode(200);
    }

    private static void refused(String query, Map<String, ?> body, String pointer, String code) {
        var answer = author().body(body)
                .patch("/posts" + query)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
        if (code != null) {
            answer.body("errors[0].code", equalTo(code));
        }
    }
}
