package dev.octavo.http;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octavo.support.Octavo;
import dev.octavo.support.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole lists, an object a line; and 250 posts and more, of which some are large. */
@QuarkusTest
class LinesTest {
    private static final String TYPE = "application/x-ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** More of it than is kept anywhere on the way. */
    private static final int LARGE = 2_000;

    private static final String ALL_LARGE =
            "/posts?status=draft&title=startsWith:Large&fields=id,title,body,author&sort=title";

    private static final String STREAMS =
            "datname = current_database() and state <> 'idle' and pid <> pg_backend_pid() and query like '%post%'";

    private static String post;

    @TestHTTPResource("/api/v1")
    URI api;

    @Inject
    EntityManager entities;

    private final List<Begun> begun = new ArrayList<>();

    private record Begun(HttpResponse<java.io.InputStream> answer, BufferedReader lines) {
        String next() {
            try {
                return lines.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void hangUp() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void write_once() {
        if (post != null) {
            return;
        }
        post = write(author(), Map.of("slug", "lines", "publishedAt", "2026-01-02T03:04:05Z", "tags", List.of("Lined")))
                .extract()
                .path("id");
        var root = comment(post, null);
        for (var number = 0; number < 4; number++) {
            comment(post, number % 2 == 0 ? root : null);
        }
        admin().body(Map.of("name", "Lined")).post("/categories").then().statusCode(201);
        editor().body(Map.of("action", "unpublish", "at", "2126-01-01T00:00:00Z"))
                .post("/posts/lines/schedules")
                .then()
                .statusCode(201);
        author().post("/posts/lines/previews").then().statusCode(201);
        var large = write(author(), Map.of("slug", "large", "title", "A model", "body", "word ".repeat(4_000)))
                .extract()
                .path("id");
        sql("""
                insert into post select copy.* from post model, generate_series(1, %d) number, lateral jsonb_populate_record(
                  model, jsonb_build_object('id', gen_random_uuid(), 'slug', 'large-' || number, 'title', 'Large ' || number)) copy
                where model.id = '%s'""".formatted(LARGE, large));
        sql("""
                insert into post select copy.* from post model, generate_series(1, 250) number, lateral jsonb_populate_record(
                  model, jsonb_build_object('id', gen_random_uuid(), 'slug', 'small-' || number, 'title', 'Small ' || number, 'body', 'Word.')) copy
                where model.id = '%s'""".formatted(large));
        sql(
                "insert into post_author (post_id, position, account_id) select post.id, 0, model.account_id from post, post_author model "
                        + "where model.post_id = '" + large + "' and slug ~ '^(large|small)-'");
    }

    @AfterEach
    void hang_up() {
        begun.forEach(Begun::hangUp);
        awaitQuiet();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/posts?author=author&include=comments",
                "/posts?status=any&title=startsWith:Small&sort=title",
                "/posts?status=any&title=startsWith:Small&fields=title,author.name,tags&include=categories&sort=-createdAt,title",
                "/comments?status=any",
                "/comments?post={post}&sort=createdAt&fields=body,depth",
                "/posts/{post}/comments",
                "/posts/{post}/comments?sort=-createdAt",
                "/posts/{post}/revisions",
                "/posts/{post}/schedules",
                "/posts/{post}/previews",
                "/schedules",
                "/tags",
                "/tags?fields=slug",
                "/categories",
                "/authors",
                "/accounts?sort=-username",
                "/events?sort=position",
                "/events?subject={post}",
                "/tokens",
            })
    void lines_are_what_pages_have_one_after_the_other(String list) {
        var path = list.replace("{post}", post);
        var pages = new ArrayList<JsonNode>();
        for (var page = path + (path.contains("?") ? "&" : "?") + "limit=100"; page != null; ) {
            var answer = json(admin().urlEncodingEnabled(false)
                    .get(page.replaceFirst("^/api/v1", ""))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            answer.path("items").forEach(pages::add);
            page = answer.path("items").isEmpty()
                    ? null
                    : answer.at("/links/next").textValue();
        }
        assertTrue(!pages.isEmpty(), path);
        var lines = lines(admin(), path);
        if (path.startsWith("/tokens")) {
            // Each shows when it was used last.
            assertEquals(
                    pages.stream().map(item -> item.path("id")).toList(),
                    lines.stream().map(item -> item.path("id")).toList());
        } else {
            assertEquals(pages, lines);
        }
    }

    @Test
    void what_is_not_to_be_seen_is_in_no_line() {
        assertEquals(List.of(), lines(member(), "/posts?title=startsWith:Small"));
        author().accept(TYPE).get("/accounts").then().statusCode(403);
        member().accept(TYPE)
                .get("/posts?status=draft")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void a_hundred_cost_as_many_statements_as_a_page() {
        var one = Statements.during(() -> lines(editor(), "/posts?status=any&title=Small 1&include=comments"));
        var three =
                Statements.during(() -> lines(editor(), "/posts?status=any&title=startsWith:Small&include=comments"));
        // Names and comments of each hundred.
        assertEquals(one + 2 * 2, three);
    }

    @Test
    void lines_are_for_those_who_have_a_token() {
        visitor().accept(TYPE).get("/posts").then().statusCode(401).contentType(startsWith("application/problem+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "page=1", "count=exact", "cursor=x"})
    void lines_are_not_parted_into_pages(String parameter) {
        member().accept(TYPE)
                .get("/posts?" + parameter)
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItem(parameter.split("=")[0]))
                .body("errors.code", hasItem("conflicting"));
    }

    @Test
    void lines_have_no_tag_and_no_links_and_are_compressed_for_those_who_want_that() {
        editor().accept(TYPE)
                .get("/posts?status=any")
                .then()
                .contentType(startsWith(TYPE))
                .header("ETag", nullValue())
                .header("Link", nullValue())
                .header("Content-Encoding", equalTo("gzip"));
        member().accept(TYPE)
                .head("/posts")
                .then()
                .statusCode(200)
                .contentType(startsWith(TYPE))
                .body(emptyString());
        member().accept(TYPE).get("/posts?tag=no-such").then().statusCode(200).body(emptyString());
    }

    @Test
    void who_prefers_a_page_gets_one() {
        member().accept("application/json, " + TYPE + ";q=0.5")
                .get("/posts")
                .then()
                .contentType("application/json;charset=UTF-8");
        member().accept(TYPE + ";q=0.5, */*").get("/posts").then().contentType("application/json;charset=UTF-8");
        member().accept(TYPE + ", application/json;q=0.5").get("/posts").then().contentType(startsWith(TYPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "foo/bar/baz", ";", "foo, " + TYPE})
    void what_is_no_media_type_is_a_bad_request(String accept) {
        for (var path : List.of("/posts", "/posts/lines")) {
            member().header("Accept", accept)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/bad-request"));
        }
    }

    @Test
    void what_is_no_list_has_no_lines() {
        member().accept(TYPE).get("/posts/lines").then().statusCode(406);
        member().accept(TYPE + ", application/json;q=0.5")
                .get("/posts/lines")
                .then()
                .statusCode(200);
        editor().accept(TYPE)
                .body(Map.of("patch", Map.of("featured", true)))
                .patch("/posts?status=draft")
                .then()
                .statusCode(406);
    }

    @Test
    void all_lines_are_of_one_moment() {
        var stream = begin();
        var seen = new HashSet<>(List.of(title(stream.next())));
        sql("update post set title = 'Lately ' || slug where title like 'Large 1%'");
        // Read beside the rows.
        sql("update account set name = 'Somebody else' where username = 'author'");
        try {
            for (var line = stream.next(); line != null; line = stream.next()) {
                assertTrue(title(line).startsWith("Large ") && seen.add(title(line)), line);
                assertEquals("The author", json(line).at("/author/name").textValue());
            }
        } finally {
            sql("update post set title = replace(slug, 'large-', 'Large ') where title like 'Lately%'");
            sql("update account set name = 'The author' where username = 'author'");
        }
        assertEquals(LARGE, seen.size());
    }

    @Test
    void two_are_sent_at_a_time_and_who_hangs_up_makes_room() {
        var first = begin();
        begin();
        admin().accept(TYPE)
                .get("/tags")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("10"))
                .body("type", equalTo("/problems/too-many-streams"));
        // Pages are given all the while.
        admin().get("/tags").then().statusCode(200);
        assertEquals(2, open());

        first.hangUp();
        await(() -> admin().accept(TYPE).get("/tags").statusCode() == 200);
        await(() -> open() == 1);
    }

    @Test
    void who_hangs_up_before_the_first_line_ends_the_query() {
        // Nobody gets at the rows until the lock is gone.
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("lock table post in access exclusive mode")
                    .executeUpdate();
            var client = HttpClient.newHttpClient();
            var answer = client.sendAsync(request("/posts?status=draft"), BodyHandlers.ofString());
            await(() -> waiting() == 1);
            client.shutdownNow();
            await(() -> waiting() == 0);
            answer.cancel(true);
        });
        awaitQuiet();
    }

    @Test
    void what_is_cut_short_does_not_look_whole() {
        var stream = begin();
        stream.next();
        await(() -> open() == 1);
        sql("select pg_terminate_backend(pid) from pg_stat_activity where " + STREAMS);
        var failure = assertThrows(UncheckedIOException.class, () -> {
            while (stream.next() != null) {
                // until it breaks off
            }
        });
        assertTrue(failure.getCause() instanceof IOException);
        await(() -> admin().accept(TYPE).get("/tags").statusCode() == 200);
    }

    /** Each look asks the server or the database, and so takes its time. */
    private static void await(BooleanSupplier condition) {
        var end = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "it does not come");
        }
    }

    private void awaitQuiet() {
        await(() -> open() == 0);
        await(() -> waiting() == 0);
    }

    private long open() {
        return count("select count(*) from pg_stat_activity where " + STREAMS);
    }

    private long waiting() {
        return count(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from post%'");
    }

    private long count(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(query).getSingleResult()).longValue());
    }

    /** Reads the first of many and waits. */
    private Begun begin() {
        try {
            var answer = HttpClient.newHttpClient().send(request(ALL_LARGE), BodyHandlers.ofInputStream());
            assertEquals(200, answer.statusCode());
            var stream =
                    new Begun(answer, new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
            begun.add(stream);
            return stream;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", TYPE)
                .header("Authorization", "Bearer " + Octavo.signIn("admin", "octavo-test-password"))
                .build();
    }

    private static List<JsonNode> lines(RequestSpecification by, String path) {
        return by.accept(TYPE)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(LinesTest::json)
                .toList();
    }

    private static String title(String line) {
        return json(line).path("title").textValue();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = entities.createNativeQuery(statement);
            if (statement.startsWith("select")) {
                query.getResultList();
            } else {
                query.executeUpdate();
            }
        });
    }
}
