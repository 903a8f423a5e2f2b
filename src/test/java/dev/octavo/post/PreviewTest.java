package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PreviewTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Inject
    EntityManager entities;

    @Test
    void whoever_has_the_url_reads_a_draft_without_a_token() {
        String post = write(author(), Map.of("title", "Not yet")).extract().path("id");
        var preview = preview(post, Map.of("ttl", "PT10M"))
                .header("Location", startsWith("/api/v1/posts/" + post + "/previews/"))
                .header("Cache-Control", "no-store")
                .extract();
        String url = preview.path("url");
        assertTrue(url.startsWith("http://localhost:" + RestAssured.port + "/api/v1/previews/"), url);
        RestAssured.given()
                .header("Origin", "https://blog.example.org")
                .get(url)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "private, no-store")
                .header("X-Robots-Tag", "noindex")
                .body("title", equalTo("Not yet"))
                .body("status", equalTo("draft"))
                .body("version", equalTo("working"))
                .body("links.revisions", nullValue());
        visitor().get("/posts/{post}", post).then().statusCode(404);
    }

    @Test
    void it_shows_what_was_saved_last_and_no_reader_sees_it() {
        String post = publish().extract().path("id");
        String title = visitor().get("/posts/{post}", post).path("title");
        author().body(Map.of("title", "Once")).patch("/posts/{post}", post);
        var preview = url(post, Map.of());
        author().body(Map.of("title", "Twice")).patch("/posts/{post}", post);
        open(preview).body("title", equalTo("Twice")).body("modified", equalTo(false));
        visitor().get("/posts/{post}", post).then().body("title", equalTo(title));
    }

    @Test
    void of_a_revision_it_shows_that_one_which_is_not_pruned_meanwhile() {
        String post = write(author(), Map.of("title", "First")).extract().path("id");
        String first = author().get("/posts/{post}/revisions", post).path("items[0].id");
        var preview = url(post, Map.of("revision", first));
        for (var number = 0; number < 102; number++) {
            author().body(Map.of("title", "Number " + number)).patch("/posts/{post}", post);
        }
        open(preview).body("title", equalTo("First")).body("version", equalTo("revision"));
        author().get("/posts/{post}/revisions?limit=100&count=exact", post)
                .then()
                .body("total", equalTo(101));
    }

    @Test
    void a_revision_of_another_post_is_none() {
        String other = write(author(), Map.of()).extract().path("id");
        String foreign = author().get("/posts/{post}/revisions", other).path("items[0].id");
        String post = write(author(), Map.of()).extract().path("id");
        author().body(Map.of("revision", foreign))
                .post("/posts/{post}/previews", post)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/revision"));
        author().get("/posts/{post}/previews", post).then().body("items", empty());
    }

    @Test
    void it_ends_at_its_time() {
        String post = write(author(), Map.of()).extract().path("id");
        var preview = new String[1];
        at(NOON, () -> preview[0] = url(post, Map.of("ttl", "PT10M")));
        at(NOON.plusSeconds(599), () -> open(preview[0]));
        at(NOON.plusSeconds(600), () -> ended(preview[0], "expired"));
    }

    @Test
    void without_a_time_it_is_good_for_an_hour() {
        String post = write(author(), Map.of()).extract().path("id");
        at(
                NOON,
                () -> author().post("/posts/{post}/previews", post)
                        .then()
                        .statusCode(201)
                        .body("expiresAt", equalTo("2026-11-22T13:00:00Z")));
    }

    @Test
    void one_for_a_single_use_is_over_after_it_and_a_head_uses_nothing() {
        String post = write(author(), Map.of()).extract().path("id");
        var preview = url(post, Map.of("singleUse", true));
        RestAssured.given().head(preview).then().statusCode(200);
        open(preview);
        ended(preview, "one use");
        RestAssured.given().head(preview).then().statusCode(410);
    }

    @Test
    void of_many_who_use_one_at_once_one_reads() throws Exception {
        String post = write(author(), Map.of()).extract().path("id");
        var preview = url(post, Map.of("singleUse", true));
        var answers = new ArrayList<Future<Integer>>();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reader = 0; reader < 20; reader++) {
                answers.add(
                        readers.submit(() -> RestAssured.given().get(preview).statusCode()));
            }
        }
        var read = 0;
        for (var answer : answers) {
            read += answer.get() == 200 ? 1 : 0;
        }
        assertEquals(1, read);
    }

    @Test
    void a_forged_one_is_none() {
        String post = write(author(), Map.of()).extract().path("id");
        var preview = url(post, Map.of());
        for (var forged : List.of(
                preview.substring(0, preview.length() - 1) + (preview.endsWith("A") ? "B" : "A"),
                preview + "A",
                preview.replaceFirst("/[^/]*$", "/" + UUID.randomUUID()))) {
            RestAssured.given().get(forged).then().statusCode(404);
        }
    }

    @Test
    void it_is_listed_without_its_secret_and_revoked() {
        String post = write(author(), Map.of()).extract().path("id");
        var preview = url(post, Map.of("singleUse", true));
        String id = author().get("/posts/{post}/previews", post)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].singleUse", equalTo(true))
                .body("items[0].usedAt", nullValue())
                .body("items[0].author.username", equalTo("author"))
                .body(not(containsString(preview.substring(preview.lastIndexOf('/') + 1))))
                .body(not(containsString("\"url\"")))
                .extract()
                .path("items[0].id");
        open(preview);
        author().get("/posts/{post}/previews/{preview}", post, id)
                .then()
                .statusCode(200)
                .body("usedAt", notNullValue());
        String reusable = url(post, Map.of());
        String other = author().get("/posts/{post}/previews", post).path("items[0].id");
        author().delete("/posts/{post}/previews/{preview}", post, other).then().statusCode(204);
        RestAssured.given().get(reusable).then().statusCode(404);
        author().get("/posts/{post}/previews", post).then().body("items.id", contains(id));
        admin().queryParam("subject", other)
                .get("/events")
                .then()
                .body("items.type", contains("preview.revoked", "preview.created"))
                .body("items[0].post", equalTo(post));
    }

    @Test
    void at_rest_it_is_hashed() {
        String post = write(author(), Map.of()).extract().path("id");
        var secret = url(post, Map.of()).replaceFirst(".*/", "");
        var kept = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select preview::text from preview where post_id = ?1", String.class)
                        .setParameter(1, UUID.fromString(post))
                        .getSingleResult());
        assertTrue(!kept.toString().contains(secret), kept::toString);
    }

    @Test
    void those_who_may_not_edit_the_post_make_none_and_see_none() {
        String post = publish().extract().path("id");
        String id = preview(post, Map.of()).extract().path("id");
        var stranger = as("preview-stranger", Role.AUTHOR);
        visitor().post("/posts/{post}/previews", post).then().statusCode(401);
        stranger.post("/posts/{post}/previews", post).then().statusCode(403);
        as("preview-stranger", Role.AUTHOR)
                .get("/posts/{post}/previews", post)
                .then()
                .statusCode(403);
        as("preview-stranger", Role.AUTHOR)
                .delete("/posts/{post}/previews/{preview}", post, id)
                .then()
                .statusCode(403);
        String draft = write(author(), Map.of()).extract().path("id");
        as("preview-stranger", Role.AUTHOR)
                .post("/posts/{post}/previews", draft)
                .then()
                .statusCode(404);
        editor().get("/posts/{post}/previews", post).then().statusCode(200).body("items.id", contains(id));
        String other = publish().extract().path("id");
        author().get("/posts/{post}/previews/{preview}", other, id).then().statusCode(404);
    }

    @Test
    void in_the_trash_a_post_is_shown_to_nobody() {
        String post = write(author(), Map.of()).extract().path("id");
        var preview = url(post, Map.of());
        author().delete("/posts/{post}", post).then().statusCode(204);
        RestAssured.given().get(preview).then().statusCode(404);
        author().post("/posts/{post}/previews", post).then().statusCode(409);
        author().delete("/posts/{post}/trash", post).then().statusCode(200);
        open(preview);
    }

    @Test
    void it_ends_with_the_account_that_made_it() {
        var name = unique("leaver").replace(' ', '-');
        String post = write(as(name, Role.AUTHOR), Map.of()).extract().path("id");
        String preview =
                as(name, Role.AUTHOR).post("/posts/{post}/previews", post).path("url");
        open(preview);
        admin().body(Map.of("disabled", true))
                .patch("/accounts/{account}", name)
                .then()
                .statusCode(200);
        RestAssured.given().get(preview).then().statusCode(404);
    }

    @Test
    void it_ends_with_the_right_of_whoever_made_it() {
        var name = unique("mover").replace(' ', '-');
        as(name, Role.AUTHOR).get("/me").then().statusCode(200);
        String post = write(editor(), Map.of("authors", List.of("editor", name)))
                .extract()
                .path("id");
        String preview =
                as(name, Role.AUTHOR).post("/posts/{post}/previews", post).path("url");
        open(preview);
        editor().body(Map.of("authors", List.of("editor")))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        RestAssured.given().get(preview).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "P31D", "-PT1H", "PT0S"})
    void a_time_that_is_too_short_or_too_long_is_refused(String ttl) {
        refused(Map.of("ttl", ttl), "/ttl", "out-of-range");
    }

    @Test
    void what_is_no_time_no_id_and_no_property_is_refused_by_its_name() {
        refused(Map.of("ttl", "an hour"), "/ttl", "wrong-type");
        refused(Map.of("revision", "first"), "/revision", "wrong-type");
        refused(Map.of("singleUse", "often"), "/singleUse", "wrong-type");
        refused(Map.of("lifetime", "PT1H"), "/lifetime", "unknown-property");
    }

    @Test
    void a_key_that_would_keep_the_secret_is_refused() {
        String post = write(author(), Map.of()).extract().path("id");
        author().header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/posts/{post}/previews", post)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-refused"));
    }

    private static void refused(Map<String, ?> body, String pointer, String code) {
        String post = write(author(), Map.of()).extract().path("id");
        author().body(body)
                .post("/posts/{post}/previews", post)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    private static ValidatableResponse preview(String post, Map<String, ?> wanted) {
        return author().body(wanted).post("/posts/{post}/previews", post).then().statusCode(201);
    }

    private static String url(String post, Map<String, ?> wanted) {
        return preview(post, wanted).extract().path("url");
    }

    private static ValidatableResponse open(String url) {
        return RestAssured.given().get(url).then().statusCode(200);
    }

    private static void ended(String url, String why) {
        RestAssured.given()
                .get(url)
                .then()
                .statusCode(410)
                .body("type", equalTo("/problems/preview-ended"))
                .body("detail", containsString(why));
    }
}
