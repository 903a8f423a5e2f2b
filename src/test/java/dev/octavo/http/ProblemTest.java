package dev.octavo.http;

import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemTest {
    @TestHTTPResource
    URI server;

    @Test
    void a_problem_says_what_where_and_how_to_find_it() {
        visitor()
                .get("/posts?limit=0")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-input"))
                .body("title", equalTo("Invalid input"))
                .body("status", equalTo(400))
                .body("instance", equalTo("/api/v1/posts"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body("errors", hasSize(1))
                .body("errors[0].parameter", equalTo("limit"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=abc        | limit  | wrong-type",
                "limit=0          | limit  | out-of-range",
                "limit=101        | limit  | out-of-range",
                "limit=99999999999| limit  | wrong-type",
                "limit=-1         | limit  | out-of-range",
                "limit=1.5        | limit  | wrong-type",
                "limit=           | limit  | invalid",
                "limit=1&limit=2  | limit  | repeated",
                "page=0           | page   | out-of-range",
                "page=x           | page   | wrong-type",
                "page=501         | page   | out-of-range",
                "page=2147483647  | page   | out-of-range",
                "count=maybe      | count  | wrong-type",
                "status=lost      | status | wrong-type",
                "status=DRAFT     | status | wrong-type",
                "sort=body        | sort   | unknown-field",
                "sort=title,title | sort   | repeated",
                "sort=title,      | sort   | unknown-field",
                "cursor=abc       | cursor | invalid-cursor",
                "cursor=%E2%98%83 | cursor | invalid-cursor",
                "cursor=AAAA      | cursor | invalid-cursor",
                "q=%00            | q      | invalid",
                "tag=%00          | tag    | invalid",
                "colour=red       | colour | unknown-parameter",
            })
    void a_bad_parameter_is_named(String query, String parameter, String code) {
        visitor()
                .urlEncodingEnabled(false)
                .get("/posts?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo(parameter))
                .body("errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                              | ``          | malformed-json",
                "{} {}                                          | ``          | malformed-json",
                "{\"title\": \"x\", \"title\": \"y\"}           | ``          | malformed-json",
                "[]                                             | ``          | wrong-type",
                "\"title\"                                      | ``          | wrong-type",
                "null                                           | ``          | required",
                "{\"title\": 5}                                 | /title      | wrong-type",
                "{\"title\": [\"x\"]}                           | /title      | wrong-type",
                "{\"title\": \"a\\u0000b\"}                     | /title      | invalid-character",
                "{\"title\": \"a\\ud800b\"}                     | /title      | invalid-character",
                "{\"colour\": \"red\"}                          | /colour     | unknown-property",
                "{\"a/b~c\": 1}                                 | /a~1b~0c    | unknown-property",
                "{\"format\": \"pdf\"}                          | /format     | wrong-type",
                "{\"format\": 0}                                | /format     | wrong-type",
                "{\"commentsOpen\": \"yes\"}                    | /commentsOpen | wrong-type",
                "{\"commentsOpen\": 1}                          | /commentsOpen | wrong-type",
                "{\"tags\": \"java\"}                           | /tags       | wrong-type",
                "{\"tags\": [\"java\", 5]}                      | /tags/1     | wrong-type",
                "{\"tags\": [\" \"]}                            | /tags/0     | invalid-tag",
                "{\"tags\": [{\"slug\": \"A B\", \"name\": \"x\"}]} | /tags/0 | invalid-tag",
                "{\"tags\": [{\"id\": 1}]}                      | /tags/0/id  | unknown-property",
                "{\"publishedAt\": \"soon\"}                    | /publishedAt | invalid-instant",
                "{\"publishedAt\": 1700000000}                  | /publishedAt | wrong-type",
                "{\"publishedAt\": \"+999999999-01-01T00:00:00Z\"} | /publishedAt | invalid-instant",
                "{\"meta\": []}                                 | /meta       | wrong-type",
            })
    void a_bad_property_is_named_by_its_pointer(String body, String pointer, String code) {
        author().body(body)
                .post("/posts")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-input"))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code))
                .body("detail", not(containsString("dev.octavo")))
                .body("detail", not(containsString("java.")));
    }

    @Test
    void every_invalid_property_is_named_at_once() {
        author().body(
                        "{\"title\": \" \", \"body\": \"\", \"slug\": \"Not A Slug\", \"canonicalUrl\": \"javascript:x\"}")
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/body", "/canonicalUrl", "/slug", "/title")));
    }

    @Test
    void bytes_that_are_no_text_are_malformed() {
        author().body(new byte[] {'{', '"', (byte) 0xC3, '"', '}'})
                .post("/posts")
                .then()
                .statusCode(400);
    }

    @Test
    void an_unknown_path_is_a_problem() {
        visitor().get("/nothing").then().statusCode(404).contentType("application/problem+json");
        given().get("/q/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void a_method_that_is_not_taken_is_told_which_are() {
        visitor()
                .delete("/posts")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, PATCH, POST, QUERY"));
        visitor().post("/posts/x/publication").then().statusCode(405).header("Allow", equalTo("DELETE, OPTIONS, PUT"));
    }

    @Test
    void options_lists_the_methods_of_the_very_path() {
        visitor()
                .options("/posts")
                .then()
                .statusCode(204)
                .header("Allow", equalTo("GET, HEAD, OPTIONS, PATCH, POST, QUERY"));
        visitor()
                .options("/posts/x")
                .then()
                .statusCode(204)
                .header("Allow", equalTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT"));
    }

    @Test
    void what_goes_wrong_inside_is_not_told() {
        given().get("/api/broken")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/internal-error"))
                .body("detail", not(containsString("secret")))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void an_endpoint_that_says_nothing_of_who_may_call_it_is_closed() {
        given().get("/api/broken/unguarded").then().statusCode(401);
    }

    /** What no endpoint of ours should be. */
    @Path("/api/broken")
    public static class Broken {
        @GET
        @PermitAll
        @RunOnVirtualThread
        @Operation(hidden = true)
        public String fail() {
            throw new IllegalStateException("a secret of the inside");
        }

        @GET
        @Path("unguarded")
        @Operation(hidden = true)
        public String unguarded() {
            return "open";
        }
    }

    @Test
    void a_blank_content_type_is_none() {
        visitor().basePath("").contentType("").get("/problems").then().statusCode(200);
    }

    @Test
    void media_types_are_checked_both_ways() {
        author().contentType("text/plain")
                .body("x")
                .post("/posts")
                .then()
                .statusCode(415)
                .body("status", equalTo(415));
        visitor().accept("text/csv").get("/posts").then().statusCode(406).body("status", equalTo(406));
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        author().body("x".repeat(9_000_000))
                .post("/posts")
                .then()
                .statusCode(413)
                .body("type", equalTo("/problems/body-too-large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/markdown"})
    void a_body_that_turns_out_to_be_too_large_is_refused_too(String type) throws Exception {
        var words = ("{\"title\": \"x\", \"body\": \"" + "x".repeat(9_000_000)).getBytes(StandardCharsets.UTF_8);
        var answer = post(type, new ByteArrayInputStream(words));
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("/problems/body-too-large"), answer::body);
    }

    /** Otherwise whoever sends on for ever is listened to for ever. */
    @Test
    void a_body_without_an_end_is_not_waited_for() throws Exception {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        try {
            assertEquals(400, post("application/json", endless).statusCode());
        } catch (IOException cutOff) {
            // This client sends all before it reads.
        }
    }

    /** Without telling how long it is. */
    private HttpResponse<String> post(String type, InputStream body) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(server.resolve("/api/v1/posts"))
                            .header("Content-Type", type)
                            .header("Authorization", "Bearer " + signIn("admin", "octavo-test-password"))
                            .POST(BodyPublishers.ofInputStream(() -> body))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void what_is_only_read_says_so() {
        for (var path : List.of("/openapi", "/docs", "/docs/", "/q/health", "/q/health/ready", "/q/metrics")) {
            given().options(path).then().statusCode(204).header("Allow", equalTo("GET, HEAD, OPTIONS"));
            given().post(path)
                    .then()
                    .statusCode(405)
                    .header("Allow", equalTo("GET, HEAD, OPTIONS"))
                    .body("type", equalTo("/problems/method-not-allowed"));
            given().head(path).then().statusCode(200).body(equalTo(""));
        }
    }

    @Test
    void a_bad_token_is_refused_even_where_none_is_needed() {
        with("oct_nonsense").get("/posts").then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        visitor().header("Authorization", "Bearer").get("/posts").then().statusCode(401);
        visitor().header("Authorization", "Basic eDp5").get("/posts").then().statusCode(200);
    }

    @Test
    void each_type_explains_itself_to_programs_and_people() {
        var types = given().get("/problems")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("type.join(' ')")
                .split(" ");
        for (var type : types) {
            given().get(type).then().statusCode(200).body("explanation", not(equalTo("")));
            given().accept("text/html")
                    .get(type)
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .body(containsString("<h1>"));
        }
        given().accept("text/html").get("/problems").then().statusCode(200).body(containsString("problems/slug-taken"));
        given().get("/problems/nothing").then().statusCode(404);
    }
}
