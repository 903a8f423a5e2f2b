package dev.octavo.http;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class OncePerKeyTest {
    /** Of the exchange, not of the answer. */
    private static final Set<String> MADE_ANEW =
            Set.of("date", "content-length", "idempotency-replayed", "x-request-id", "ratelimit", "ratelimit-policy");

    @Inject
    EntityManager entities;

    @Test
    void a_post_sent_again_is_answered_as_the_first_time() {
        var key = key();
        var body = post();
        var first = author().header("Idempotency-Key", key).body(body).post("/posts");
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        editor().body(Map.of("title", "Changed meanwhile"))
                .patch("/posts/{post}", first.<String>path("id"))
                .then()
                .statusCode(200);
        replayed(first, author().header("Idempotency-Key", key).body(body).post("/posts"));
        replayed(
                first,
                author().header("Idempotency-Key", '"' + key + '"').body(body).post("/posts"));
        author().get("/posts/{post}", first.path("slug") + "-2").then().statusCode(404);
    }

    @Test
    void the_key_does_not_change_the_answer() {
        var plain = author().body(post()).post("/posts");
        var keyed = author().header("Idempotency-Key", key()).body(post()).post("/posts");
        assertEquals(headers(plain).keySet(), headers(keyed).keySet());
        assertEquals(plain.contentType(), keyed.contentType());
        author().get("/posts/{post}", keyed.<String>path("id"))
                .then()
                .header("ETag", keyed.header("ETag"))
                .body("id", equalTo(keyed.path("id")));
    }

    @Test
    void a_markdown_file_and_a_held_comment_can_be_sent_again_too() {
        var key = key();
        var file = "---\ntitle: " + unique("File") + "\n---\nText.";
        Response[] answers = new Response[2];
        for (var attempt = 0; attempt < 2; attempt++) {
            answers[attempt] = author().contentType("text/markdown")
                    .header("Idempotency-Key", key)
                    .body(file)
                    .post("/posts");
        }
        assertEquals(201, answers[0].statusCode());
        replayed(answers[0], answers[1]);

        String post = publish().extract().path("id");
        var held = visitor().header("Idempotency-Key", key).body(guest("grace")).post("/posts/{post}/comments", post);
        assertEquals(202, held.statusCode());
        replayed(
                held,
                visitor().header("Idempotency-Key", key).body(guest("grace")).post("/posts/{post}/comments", post));
    }

    @Test
    void fifty_at_once_make_one_row() {
        String post = publish().extract().path("id");
        var key = key();
        member();
        var answers = Parallel.run(50, () -> comment(member(), key, post, "Well said."));
        var written =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertEquals(1, comments(post));
        assertTrue(written.size() >= 1);
        assertEquals(1, written.stream().map(Response::asString).distinct().count());
        assertEquals(
                1,
                written.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed") == null)
                        .count());
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> answer.then()
                        .statusCode(409)
                        .header("Retry-After", "1")
                        .body("type", equalTo("/problems/idempotency-key-in-use")));
        replayed(written.getFirst(), comment(member(), key, post, "Well said."));
    }

    @Test
    void while_the_first_is_being_answered_others_are_told_to_wait() throws Exception {
        String post = publish().extract().path("id");
        var key = key();
        member();
        try (var elsewhere = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = QuarkusTransaction.requiringNew().call(() -> {
                sql("select id from post where id = :id for update", Map.of("id", UUID.fromString(post)));
                var waiting =
                        CompletableFuture.supplyAsync(() -> comment(member(), key, post, "Well said."), elsewhere);
                while (!waiting.isDone()
                        && sql("select 1 from pg_locks where not granted", Map.of())
                                .isEmpty()) {
                    Thread.onSpinWait();
                }
                comment(member(), key, post, "Well said.")
                        .then()
                        .statusCode(409)
                        .header("Retry-After", "1")
                        .body("type", equalTo("/problems/idempotency-key-in-use"));
                return waiting;
            });
            var answer = first.get();
            assertEquals(201, answer.statusCode());
            replayed(answer, comment(member(), key, post, "Well said."));
        }
        assertEquals(1, comments(post));
    }

    @ParameterizedTest
    @CsvSource({"application/json,Other words.", "application/json; charset=utf-8,Well said."})
    void another_request_under_the_same_key_is_refused(String type, String words) {
        String post = publish().extract().path("id");
        var key = key();
        comment(member(), key, post, "Well said.").then().statusCode(201);
        comment(member().contentType(type), key, post, words)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
        assertEquals(1, comments(post));
        comment(member(), key, post, "Well said.").then().statusCode(201).header("Idempotency-Replayed", "true");
    }

    @Test
    void a_key_is_its_senders_own() {
        String post = publish().extract().path("id");
        var key = key();
        var mine = comment(member(), key, post, "Well said.");
        var others = comment(author(), key, post, "Well said.");
        others.then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("id", not(mine.<String>path("id")));
        visitor()
                .header("Idempotency-Key", key)
                .body(guest("grace"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", nullValue());
        replayed(mine, comment(with(signIn("member", Octavo.PASSWORD)), key, post, "Well said."));
    }

    @Test
    void a_key_is_good_for_one_url() {
        String one = publish().extract().path("id");
        String other = publish().extract().path("id");
        var key = key();
        comment(member(), key, one, "Well said.").then().statusCode(201);
        comment(member(), key, other, "Well said.").then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertEquals(1, comments(other));
    }

    @Test
    void who_may_no_longer_ask_is_not_answered_again() {
        var key = key();
        var body = post();
        var caller = as(unique("loser").replace(" ", "-"), Role.AUTHOR);
        String token = caller.body(Map.of("name", "laptop")).post("/tokens").path("token");
        String narrow = caller.body(Map.of("name", "commenter", "scopes", List.of("comments:write")))
                .post("/tokens")
                .path("token");
        with(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/posts")
                .then()
                .statusCode(201);
        with(narrow)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/posts")
                .then()
                .statusCode(403);
        visitor()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/posts")
                .then()
                .statusCode(401);
        with(token).delete("/session").then().statusCode(204);
        with(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/posts")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\0',
            value = {
                "/session {\"username\":\"author\",\"password\":\"wrong\"}",
                "/tokens {\"name\":\"laptop\"}",
                "/accounts/author/invitation {}",
                "/invitations/accept {\"token\":\"oct_\",\"password\":\"correct-horse\"}",
            })
    void what_handles_a_secret_is_not_kept(String path, String body) {
        author();
        admin().header("Idempotency-Key", key())
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/idempotency-key-refused"));
        assertEquals(
                List.of(),
                sql("select id from stored_answer where position('oct_' in convert_from(body, 'UTF8')) > 0", Map.of()));
    }

    @Test
    void what_was_refused_can_be_sent_again_under_its_key() {
        String post = publish().extract().path("id");
        var key = key();
        author().body(Map.of("commentsOpen", false))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        comment(member(), key, post, "Well said.")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/comments-closed"));
        comment(member(), key, post, "").then().statusCode(400);
        author().body(Map.of("commentsOpen", true))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        comment(member(), key, post, "Well said.").then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void write_and_answer_are_kept_by_one_transaction() {
        String post = publish().extract().path("id");
        String comment = comment(member(), key(), post, "Well said.").path("id");
        assertEquals(List.of(true), sql("""
                        select answer.xmin = comment.xmin from stored_answer answer, comment
                        where comment.id = :id and convert_from(answer.body, 'UTF8') like '{"id":"' || comment.id || '"%'""", Map.of("id", UUID.fromString(comment))));
    }

    @Test
    void what_cannot_be_answered_again_is_not_done() {
        String post = publish().extract().path("id");
        change("alter table stored_answer add constraint full_up check (status > 299) not valid");
        try {
            comment(member(), key(), post, "Well said.").then().statusCode(500);
        } finally {
            change("alter table stored_answer drop constraint full_up");
        }
        assertEquals(0, comments(post));
    }

    @Test
    void a_day_later_it_is_another_request() {
        String post = publish().extract().path("id");
        var key = key();
        var body = guest("grace");
        var first = visitor().header("Idempotency-Key", key).body(body).post("/posts/{post}/comments", post);
        var now = Instant.now();
        at(
                now.plus(Duration.ofHours(23)),
                () -> replayed(
                        first,
                        visitor().header("Idempotency-Key", key).body(body).post("/posts/{post}/comments", post)));
        at(
                now.plus(Duration.ofHours(25)),
                () -> visitor()
                        .header("Idempotency-Key", key)
                        .body(body)
                        .post("/posts/{post}/comments", post)
                        .then()
                        .statusCode(202)
                        .header("Idempotency-Replayed", nullValue())
                        .body("id", not(first.<String>path("id"))));
    }

    @Test
    void what_has_expired_is_swept_away_bit_by_bit() {
        String post = publish().extract().path("id");
        change("""
                insert into stored_answer select sha256(number::text::bytea), '', 200, '{}', '', '2020-01-01T00:00:00Z'
                from generate_series(1, 150) number""");
        comment(member(), key(), post, "One.").then().statusCode(201);
        assertEquals(50, expired());
        var last = key();
        comment(member(), last, post, "Two.").then().statusCode(201);
        assertEquals(0, expired());
        comment(member(), last, post, "Two.").then().header("Idempotency-Replayed", "true");
    }

    @Test
    void a_key_that_is_none_is_named() {
        var malformed = author().header("Idempotency-Key", "two words")
                .body(post())
                .post("/posts")
                .then();
        malformed.statusCode(400).body("errors[0].parameter", equalTo("Idempotency-Key"));
        author().header("Idempotency-Key", "a", "b")
                .body(post())
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("repeated"));
    }

    @Test
    void other_methods_do_not_look_at_it() {
        String post = publish().extract().path("id");
        for (var title : List.of(unique("One"), unique("Another"))) {
            author().header("Idempotency-Key", "two words")
                    .body(Map.of("title", title))
                    .patch("/posts/{post}", post)
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", nullValue())
                    .body("title", equalTo(title));
        }
        visitor()
                .header("Idempotency-Key", "two words")
                .get("/posts/{post}", post)
                .then()
                .statusCode(200);
    }

    /** In chunks, so that it is only noticed while it is read. */
    @Test
    void a_body_that_is_too_large_is_refused_with_a_key_too() throws Exception {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/posts/none/comments"))
                    .header("Idempotency-Key", key())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9_000_000])))
                    .build();
            assertEquals(413, client.send(request, BodyHandlers.ofString()).statusCode());
        }
    }

    /** Lock, look-up, answer, sweep; and of a repetition nothing else. */
    @Test
    void a_key_costs_four_statements_and_a_repetition_two() {
        String post = publish().extract().path("id");
        comment(member(), key(), post, "Warm.");
        var plain = Statements.during(() -> member().body(Map.of("body", "Well said."))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(201));
        var key = key();
        var keyed = Statements.during(
                () -> comment(member(), key, post, "Well said.").then().statusCode(201));
        var token = Statements.during(() -> member().get("/me"));
        var again = Statements.during(
                () -> comment(member(), key, post, "Well said.").then().statusCode(201));
        assertEquals(plain + 4, keyed);
        assertTrue(again <= token + 2, again + " statements, " + token + " for the account alone");
    }

    private static Response comment(RequestSpecification by, String key, String post, String words) {
        return by.header("Idempotency-Key", key).body(Map.of("body", words)).post("/posts/{post}/comments", post);
    }

    private static void replayed(Response first, Response again) {
        assertEquals(first.statusCode(), again.statusCode());
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals(headers(first), headers(again));
        assertArrayEquals(first.asByteArray(), again.asByteArray());
    }

    private static Map<String, String> headers(Response response) {
        return response.headers().asList().stream()
                .filter(header -> !MADE_ANEW.contains(header.getName().toLowerCase()))
                .collect(Collectors.toMap(header -> header.getName().toLowerCase(), header -> header.getValue()));
    }

    private static int comments(String post) {
        return visitor().get("/posts/{post}/comments?count=exact", post).path("total");
    }

    private static Map<String, String> post() {
        return Map.of("title", unique("Once"), "body", "Some *words*.");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private int expired() {
        return sql("select 1 from stored_answer where expires_at < '2021-01-01T00:00:00Z'", Map.of())
                .size();
    }

    private List<?> sql(String query, Map<String, ?> parameters) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            var select = entities.createNativeQuery(query);
            parameters.forEach(select::setParameter);
            return (List<?>) select.getResultList();
        });
    }

    private void change(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }
}
