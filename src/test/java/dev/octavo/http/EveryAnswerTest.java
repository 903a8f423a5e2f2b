package dev.octavo.http;

import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static dev.octavo.support.Octavo.write;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EveryAnswerTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TestHTTPResource
    URI server;

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example", "null"})
    void a_page_from_anywhere_may_ask_whether_it_may_call(String origin) {
        for (var method : List.of("GET", "HEAD", "QUERY", "POST", "PUT", "PATCH", "DELETE")) {
            var answer = given().header("Origin", origin)
                    .header("Access-Control-Request-Method", method)
                    .header("Access-Control-Request-Headers", "authorization,content-type,if-match")
                    .options("/api/v1/posts/any");
            answer.then()
                    .statusCode(204)
                    .header("Access-Control-Allow-Origin", equalTo("*"))
                    .header("Access-Control-Allow-Credentials", equalTo(null))
                    .header("Access-Control-Max-Age", equalTo("86400"));
            assertTrue(names(answer, "Access-Control-Allow-Methods").contains(method.toLowerCase(Locale.ROOT)), method);
            assertTrue(names(answer, "Access-Control-Allow-Headers")
                    .containsAll(
                            List.of("authorization", "content-type", "if-match", "if-none-match", "idempotency-key")));
        }
    }

    @Test
    void a_question_that_is_no_preflight_is_answered_with_the_methods() {
        visitor()
                .header("Origin", "null")
                .options("/posts")
                .then()
                .statusCode(204)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, PATCH, POST, QUERY"));
    }

    @Test
    void nothing_has_no_methods() {
        visitor().options("/nothing").then().statusCode(404).body("type", equalTo("/problems/not-found"));
        given().options("/nothing").then().statusCode(404);
    }

    @Test
    void a_body_is_taken_as_it_is_only() {
        for (var encoding : List.of("gzip", "br", "identity, gzip")) {
            author().header("Content-Encoding", encoding)
                    .body("{\"title\": \"Plain\", \"body\": \"Plain.\"}")
                    .post("/posts")
                    .then()
                    .statusCode(415)
                    .header("Accept-Encoding", equalTo("identity"));
        }
    }

    /** Of each kind, from each place where an answer can be made. */
    static Stream<Named<Supplier<Response>>> answers() {
        return Stream.of(
                Named.of("a list", () -> visitor().get("/posts")),
                Named.of("invalid input", () -> visitor().get("/posts?limit=0")),
                Named.of("no token", () -> visitor().get("/me")),
                Named.of("a bad token", () -> with("oct_nonsense").get("/posts")),
                Named.of("not found", () -> visitor().get("/posts/nothing")),
                Named.of("another method", () -> visitor().delete("/posts")),
                Named.of("not acceptable", () -> visitor().accept("text/csv").get("/posts")),
                Named.of("too large", () -> author().body("x".repeat(9_000_000)).post("/posts")),
                Named.of(
                        "another media type",
                        () -> author().contentType("text/plain").body("x").post("/posts")),
                Named.of("a failure", () -> given().get("/api/broken")),
                Named.of("the document", () -> given().get("/openapi")),
                Named.of("a file", () -> given().get("/docs/")),
                Named.of("a page", () -> given().get("/problems")),
                Named.of("no path of ours", () -> given().get("/q/nothing")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void every_answer_can_be_read_by_any_page(Supplier<Response> request) {
        var answer = request.get();
        answer.then()
                .header("Access-Control-Allow-Origin", equalTo("*"))
                .header("Access-Control-Allow-Credentials", equalTo(null))
                .header("Date", matchesPattern("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"));
        for (var once : List.of("Date", "Cache-Control")) {
            assertEquals(1, answer.headers().getValues(once).size(), once);
        }
        assertTrue(names(answer, "Access-Control-Expose-Headers")
                .containsAll(List.of("etag", "location", "link", "retry-after", "ratelimit", "x-request-id")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void every_answer_names_its_request_and_a_problem_does_so_too(Supplier<Response> request) {
        var answer = request.get();
        answer.then().header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        if (answer.statusCode() >= 400) {
            answer.then().body("traceId", equalTo(answer.header("X-Request-Id")));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void no_answer_can_be_taken_for_what_it_is_not(Supplier<Response> request) {
        request.get()
                .then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Cross-Origin-Resource-Policy", equalTo("cross-origin"))
                .header("Server", equalTo(null));
    }

    @Test
    void scripts_run_in_the_documentation_only() {
        var nothing = "default-src 'none'; frame-ancestors 'none'";
        visitor().get("/posts").then().header("Content-Security-Policy", equalTo(nothing));
        visitor().get("/posts/nothing").then().header("Content-Security-Policy", equalTo(nothing));
        given().get("/nothing").then().header("Content-Security-Policy", equalTo(nothing));
        given().get("/problems")
                .then()
                .header(
                        "Content-Security-Policy",
                        equalTo("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"));
        given().get("/docs/")
                .then()
                .header("Content-Security-Policy", containsString("script-src 'self' 'unsafe-inline'"))
                .header("Content-Security-Policy", containsString("default-src 'self'"));
    }

    @Test
    void caches_keep_nobodys_answer_for_another() {
        visitor()
                .get("/posts")
                .then()
                .header("Cache-Control", equalTo("no-cache"))
                .header("Vary", equalTo("Accept, Accept-Encoding, Authorization"));
        author().get("/posts").then().header("Cache-Control", equalTo("private, no-cache"));
        author().get("/posts?limit=0").then().header("Cache-Control", equalTo("private, no-cache"));
        assertEquals(
                List.of("no-store"),
                author().body(Map.of("name", "kept nowhere"))
                        .post("/tokens")
                        .then()
                        .statusCode(201)
                        .extract()
                        .headers()
                        .getValues("Cache-Control"));
    }

    @Test
    void long_answers_are_compressed_for_those_who_can_read_it() throws IOException, InterruptedException {
        for (var path : List.of("/openapi", "/openapi?format=json", "/problems", "/docs/swagger-ui.css")) {
            assertEquals("gzip", encoding(path, "gzip"), path);
            assertEquals("", encoding(path, "identity"), path);
        }
        assertEquals("", encoding("/api/v1/posts/nothing", "gzip"), "a short answer");
        assertEquals("", encoding("/docs/favicon.ico", "gzip"), "a picture");
    }

    @Test
    void a_compressed_answer_that_is_still_current_is_not_sent_again() throws IOException, InterruptedException {
        String id = write(author(), Map.of("body", "Many words. ".repeat(200), "publishedAt", "2026-01-02T03:04:05Z"))
                .extract()
                .path("id");
        var path = "/api/v1/posts/" + id;
        var compressed = send(path, "Accept-Encoding", "gzip");
        var plain = send(path, "Accept-Encoding", "identity");
        assertEquals("gzip", compressed.headers().firstValue("Content-Encoding").orElse(""));
        var tag = compressed.headers().firstValue("ETag").orElseThrow();
        assertEquals(tag, plain.headers().firstValue("ETag").orElseThrow());
        var again = send(path, "Accept-Encoding", "gzip", "If-None-Match", "W/" + tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        author().header("If-Match", tag)
                .body(Map.of("excerpt", "Short."))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
    }

    private String encoding(String path, String accepted) throws IOException, InterruptedException {
        return send(path, "Accept-Encoding", accepted)
                .headers()
                .firstValue("Content-Encoding")
                .orElse("");
    }

    private HttpResponse<String> send(String path, String... headers) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(server.resolve(path))
                            .headers(headers)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "00-" + TRACE + "-00f067aa0ba902b7-01            | -       | " + TRACE,
                "00-" + TRACE + "-00f067aa0ba902b7-01            | mine    | " + TRACE,
                "cc-" + TRACE + "-00f067aa0ba902b7-01-what-else  | mine    | " + TRACE,
                "ff-" + TRACE + "-00f067aa0ba902b7-01            | mine    | mine",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01 | mine | mine",
                "00-" + TRACE + "-0000000000000000-01            | mine    | mine",
                "-                                               | 01J/a+b=:c_d.e-f | 01J/a+b=:c_d.e-f",
            })
    void what_the_client_calls_the_request_is_taken_over(String traceparent, String requestId, String expected) {
        var request = visitor();
        if (traceparent != null) {
            request.header("traceparent", traceparent);
        }
        if (requestId != null) {
            request.header("X-Request-Id", requestId);
        }
        request.get("/posts/nothing")
                .then()
                .header("X-Request-Id", equalTo(expected))
                .body("traceId", equalTo(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "a,b", "ä", "<b>", "", "a%0Ab"})
    void what_could_break_a_log_is_not_taken_over(String id) {
        visitor()
                .header("X-Request-Id", id)
                .get("/posts")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        visitor()
                .header("X-Request-Id", "x".repeat(129))
                .get("/posts")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void requests_on_one_connection_have_names_of_their_own() throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request =
                    HttpRequest.newBuilder(server.resolve("/api/v1/posts")).build();
            var first = client.send(request, BodyHandlers.discarding());
            var second = client.send(request, BodyHandlers.discarding());
            assertEquals(first.connectionLabel(), second.connectionLabel());
            assertNotEquals(
                    first.headers().firstValue("X-Request-Id"), second.headers().firstValue("X-Request-Id"));
        }
    }

    @Test
    void the_log_has_the_name_that_the_client_got() {
        var logged = new Logged();
        Logger.getLogger("").addHandler(logged);
        try {
            given().header("X-Request-Id", "find-me").get("/api/broken").then().statusCode(500);
        } finally {
            Logger.getLogger("").removeHandler(logged);
        }
        var traces = logged.records.stream()
                .filter(line -> line.getLoggerName().equals(ProblemMapper.class.getName()))
                .map(line -> line.getMdc("traceId"))
                .toList();
        assertFalse(traces.isEmpty());
        assertTrue(traces.contains("find-me"), traces::toString);
    }

    /** Keeps what is logged. */
    private static final class Logged extends Handler {
        private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            var kept = ExtLogRecord.wrap(line);
            kept.copyMdc();
            records.add(kept);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static List<String> names(Response answer, String header) {
        return Arrays.stream(answer.header(header).toLowerCase(Locale.ROOT).split(", *"))
                .toList();
    }
}
