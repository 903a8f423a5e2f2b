package dev.octavo.http;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are asked by a body, of forty posts. */
@QuarkusTest
class QuestionTest {
    private static final int POSTS = 40;
    private static final Map<String, Object> MINE = Map.of("author", "asker");

    /** Each with operators that it takes, and values: as JSON has them. */
    private static final Map<String, List<Map.Entry<String, List<?>>>> CONDITIONS = Map.of(
            "title",
                    List.of(
                            Map.entry("eq", List.of("Asked 1", "Asked 3", "100% eq:of_it")),
                            Map.entry("ne", List.of("Asked 1")),
                            Map.entry("contains", List.of("ked 2", "100%", "%%%")),
                            Map.entry("startsWith", List.of("ASK", "1"))),
            "tag",
                    List.of(
                            Map.entry("eq", List.of("asked-0", "asked-4", "no-such")),
                            Map.entry("ne", List.of("asked-2"))),
            "featured", List.of(Map.entry("eq", List.of(true, false)), Map.entry("ne", List.of(true))),
            "commentCount", List.of(Map.entry("lt", List.of(0, 1)), Map.entry("gte", List.of(0, -1))),
            "canonicalUrl",
                    List.of(
                            Map.entry("exists", List.of(true, false)),
                            Map.entry("ne", List.of("https://example.org/a,b"))),
            "publishedAt",
                    List.of(
                            Map.entry("gte", List.of("2026-01-04", "2026-01-04T12:00:00Z", "now-30000d")),
                            Map.entry("lt", List.of("2026-01-07")),
                            Map.entry("exists", List.of(true, false))),
            "id", List.of(Map.entry("in", List.of("ids")), Map.entry("nin", List.of("ids"))));

    private static final List<String> SORTS =
            List.of("title", "-title", "-publishedAt,title", "publishedAt", "-createdAt");

    private static List<String> ids;

    @BeforeEach
    void write_posts_once() {
        if (ids != null) {
            return;
        }
        ids = new ArrayList<>();
        for (var number = 0; number < POSTS; number++) {
            var post = new HashMap<String, Object>(Map.of(
                    "title",
                    number == 0 ? "100% eq:of_it" : "Asked " + number % 4,
                    "tags",
                    List.of("Asked " + number % 5, "Asked " + number % 3),
                    "featured",
                    number % 3 == 0));
            if (number % 7 != 0) {
                post.put("publishedAt", "2026-01-0" + (1 + number % 9) + "T00:00:00Z");
            }
            if (number % 4 == 0) {
                post.put("canonicalUrl", "https://example.org/a,b");
            }
            ids.add(write(asker(), post).extract().path("id"));
        }
    }

    @RepeatedTest(25)
    void what_a_url_asks_a_body_asks_too(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var parameters = new LinkedHashMap<String, List<String>>(Map.of("author", List.of("asker")));
        var filter = new LinkedHashMap<String, Object>(MINE);
        var names = new ArrayList<>(CONDITIONS.keySet());
        Collections.shuffle(names, random);
        for (var name : names.subList(0, random.nextInt(4))) {
            var tests = new ArrayList<>(CONDITIONS.get(name));
            Collections.shuffle(tests, random);
            var asked = new LinkedHashMap<String, Object>();
            for (var test : tests.subList(0, 1 + random.nextInt(tests.size()))) {
                Object value =
                        test.getValue().get(random.nextInt(test.getValue().size()));
                value = value.equals("ids") ? ids.subList(random.nextInt(20), 20 + random.nextInt(20)) : value;
                asked.put(test.getKey(), value);
                var text = value instanceof List<?> many ? String.join(",", strings(many)) : value.toString();
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(test.getKey() + ":" + text);
            }
            filter.put(name, asked.size() == 1 && asked.containsKey("eq") ? asked.get("eq") : asked);
        }
        var body = new LinkedHashMap<String, Object>(
                Map.of("filter", filter, "limit", 1 + random.nextInt(40), "count", "exact"));
        body.put("status", random.nextBoolean() ? "any" : "published");
        body.put("sort", SORTS.get(random.nextInt(SORTS.size())));
        if (random.nextBoolean()) {
            body.put("fields", random.nextBoolean() ? List.of("id", "tags.slug") : "title,author.name");
        }

        var request = asker();
        parameters.forEach(request::queryParam);
        body.forEach((name, value) -> {
            if (!name.equals("filter")) {
                request.queryParam(name, value instanceof List<?> many ? String.join(",", strings(many)) : value);
            }
        });
        var byUrl = request.get("/posts").then().statusCode(200).extract();
        var byQuery = query("/posts", body).then().statusCode(200).extract();
        var byPost =
                asker().body(body).post("/posts/query").then().statusCode(200).extract();
        assertEquals(byUrl.<List<?>>path("items"), byQuery.path("items"), () -> body.toString());
        assertEquals(byUrl.<Integer>path("total"), byQuery.path("total"), () -> body.toString());
        assertEquals(byUrl.<List<?>>path("items"), byPost.path("items"), () -> body.toString());
        assertEquals(byUrl.path("links.next") == null, byQuery.path("links.next") == null);
    }

    private static List<String> strings(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    @Test
    void alternatives_give_what_either_does() {
        var one = Map.of("tag", "asked-4");
        var other = Map.of("publishedAt", Map.of("gte", "2026-01-03", "lt", "2026-01-05"));
        var both = found(Map.of("author", "asker", "or", List.of(one, other)));
        assertEquals(union(found(with(one)), found(with(other))), both);
        assertTrue(both.size() > found(with(one)).size()
                && both.size() > found(with(other)).size());

        var all = found(with(Map.of()));
        assertEquals(POSTS, all.size());
        var rest = new HashSet<>(all);
        rest.removeAll(both);
        assertEquals(rest, found(Map.of("author", "asker", "not", Map.of("or", List.of(one, other)))));
        // What has no time is not before one, so it is what is not.
        assertEquals(
                union(
                        found(with(Map.of("publishedAt", Map.of("gte", "2026-01-05")))),
                        found(with(Map.of("publishedAt", Map.of("exists", false))))),
                found(with(Map.of("not", Map.of("publishedAt", Map.of("lt", "2026-01-05"))))));
        assertEquals(
                found(with(Map.of("tag", "asked-4", "featured", true))),
                found(with(Map.of("and", List.of(one, Map.of("or", List.of(Map.of("featured", true))))))));
    }

    @Test
    void alternatives_do_not_lead_around_who_may_see_what() {
        var anything = Map.of("or", List.of(Map.of("author", "asker"), Map.of("title", Map.of("exists", true))));
        var seen = visitor()
                .body(Map.of("filter", anything, "limit", 100))
                .post("/posts/query")
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.status");
        assertEquals(Set.of("published"), Set.copyOf(seen));
        visitor().body(Map.of("status", "draft")).post("/posts/query").then().statusCode(401);
        member().body(Map.of("status", "draft"))
                .request("QUERY", "/posts")
                .then()
                .statusCode(403);
        for (var hidden : List.of(
                Map.of("email", "a@example.org"), Map.of("or", List.of(Map.of("email", Map.of("exists", true)))))) {
            visitor()
                    .body(Map.of("filter", hidden))
                    .request("QUERY", "/comments")
                    .then()
                    .statusCode(401);
            author().body(Map.of("filter", hidden))
                    .request("QUERY", "/comments")
                    .then()
                    .statusCode(403);
            editor().body(Map.of("filter", hidden, "status", "any"))
                    .request("QUERY", "/comments")
                    .then()
                    .statusCode(200);
        }
        visitor().body("{}").request("QUERY", "/accounts").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"filter\": {\"publishedAt\": {\"gte\": \"soon\"}}}      | /filter/publishedAt/gte | wrong-type       | such as 2026",
                "{\"filter\": {\"publishedAt\": 7}}                        | /filter/publishedAt     | wrong-type       | such as 2026",
                "{\"filter\": {\"publishedAt\": null}}                     | /filter/publishedAt     | wrong-type       | must be",
                "{\"filter\": {\"title\": [\"a\"]}}                        | /filter/title           | wrong-type       | must be a text",
                "{\"filter\": {\"title\": \"\"}}                           | /filter/title           | wrong-type       | must be a text",
                "{\"filter\": {\"title\": \"\\u0000\"}}                    | /filter/title           | wrong-type       | must be a text",
                "{\"filter\": {\"title\": {\"contains\": \"a\"}}}          | /filter/title/contains  | too-short        | three letters",
                "{\"filter\": {\"title\": {}}}                             | /filter/title           | required         | ask something",
                "{\"filter\": {\"featured\": \"true\"}}                    | /filter/featured        | wrong-type       | true or false",
                "{\"filter\": {\"commentCount\": {\"gt\": 1.5}}}           | /filter/commentCount/gt | wrong-type       | whole number",
                "{\"filter\": {\"commentCount\": {\"gt\": \"1\"}}}         | /filter/commentCount/gt | wrong-type       | whole number",
                "{\"filter\": {\"tag\": {\"in\": \"a,b\"}}}                | /filter/tag/in          | wrong-type       | array",
                "{\"filter\": {\"tag\": {\"in\": []}}}                     | /filter/tag/in          | wrong-type       | array",
                "{\"filter\": {\"tag\": {\"nin\": [\"a\", 1]}}}            | /filter/tag/nin/1       | wrong-type       | name",
                "{\"filter\": {\"publishedAt\": {\"gt_\": \"now\"}}}       | /filter/publishedAt/gt_ | unknown-operator | did you mean gt?",
                "{\"filter\": {\"tag\": {\"gt\": \"a\"}}}                  | /filter/tag/gt          | unknown-operator | eq, ne, in, nin",
                "{\"filter\": {\"titel\": \"a\"}}                          | /filter/titel           | unknown-field    | did you mean title?",
                "{\"filter\": {\"a/b~c\": \"a\"}}                          | /filter/a~1b~0c         | unknown-field    | known are",
                "{\"filter\": {\"body\": \"a\"}}                           | /filter/body            | unknown-field    | known are",
                "{\"filter\": {\"or\": [{\"tag\": \"a\"}, {\"tga\": \"a\"}]}} | /filter/or/1/tga     | unknown-field    | known are",
                "{\"filter\": {\"or\": [{\"tag\": \"a\"}, {}]}}            | /filter/or/1            | wrong-type       | object",
                "{\"filter\": {\"or\": []}}                                | /filter/or              | wrong-type       | array",
                "{\"filter\": {\"or\": {\"tag\": \"a\"}}}                  | /filter/or              | wrong-type       | array",
                "{\"filter\": {\"not\": [{\"tag\": \"a\"}]}}               | /filter/not             | wrong-type       | object",
                "{\"filter\": \"tag\"}                                     | /filter                 | wrong-type       | object",
                "{\"tag\": \"a\"}                                          | /tag                    | unknown-property | fields stand in filter",
                "{\"limti\": 5}                                            | /limti                  | unknown-property | did you mean limit?",
                "{\"filters\": {}}                                         | /filters                | unknown-property | did you mean filter?",
                "{\"limit\": \"5\"}                                        | /limit                  | wrong-type       | whole number",
                "{\"limit\": 101}                                          | /limit                  | out-of-range     | less than or equal to 100",
                "{\"limit\": 99999999999}                                  | /limit                  | wrong-type       | whole number",
                "{\"count\": \"some\"}                                     | /count                  | wrong-type       | exact",
                "{\"sort\": \"titel\"}                                     | /sort                   | unknown-field    | did you mean title?",
                "{\"fields\": \"id,titel\"}                                | /fields                 | unknown-field    | did you mean title?",
                "{\"fields\": [\"id\", 1]}                                 | /fields                 | wrong-type       | texts",
                "{\"include\": \"bodies\"}                                 | /include                | unknown-field    | comments",
                "{\"unlisted\": \"true\"}                                  | /unlisted               | wrong-type       | true or false",
                "{\"page\": 2, \"cursor\": \"x\"}                          | /page                   | conflicting      | cursor",
                "{\"cursor\": \"x\"}                                       | /cursor                 | invalid-cursor   | links",
                "{\"status\": \"\"}                                        | /status                 | invalid          | value",
                "[]                                                        | ''                      | wrong-type       | object",
                "                                                          | ''                      | wrong-type       | object",
                "{\"limit\": 1, \"limit\": 2}                              | ''                      | malformed-json   | well-formed",
                "{\"limit\": 1} x                                          | ''                      | malformed-json   | well-formed",
            })
    void what_cannot_be_asked_is_told_by_its_place(String body, String pointer, String code, String detail) {
        for (var answer : List.of(
                asker().body(body == null ? "" : body).request("QUERY", "/posts"),
                asker().body(body == null ? "" : body).post("/posts/query"))) {
            answer.then()
                    .statusCode(400)
                    .body("errors", hasSize(1))
                    .body("errors[0].pointer", equalTo(pointer))
                    .body("errors[0].parameter", nullValue())
                    .body("errors[0].code", equalTo(code))
                    .body("errors[0].detail", containsString(detail));
        }
    }

    @Test
    void a_body_asks_no_more_than_a_url() {
        var values = IntStream.rangeClosed(1, 201)
                .mapToObj(number -> "tag-" + number)
                .toList();
        refused(Map.of("tag", Map.of("in", values)), "/filter/tag/in", "too-many");
        found(Map.of("tag", Map.of("in", values.subList(0, 200))));
        var fifty = new ArrayList<Map<String, ?>>(Collections.nCopies(50, Map.of("tag", "asked-1")));
        found(Map.of("or", fifty));
        fifty.add(Map.of("tag", "asked-1"));
        refused(Map.of("or", fifty), "/filter/or/50/tag", "too-many");
        Map<String, ?> deep = Map.of("tag", "asked-1");
        for (var level = 1; level < 5; level++) {
            deep = level % 2 == 0 ? Map.of("not", deep) : Map.of("and", List.of(deep));
        }
        found(deep);
        refused(Map.of("or", List.of(deep)), "/filter/or/0/not/and/0/not/and/0", "too-deep");
    }

    private void refused(Map<String, ?> filter, String pointer, String code) {
        query("/posts", Map.of("filter", filter))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/posts", "/posts/query"})
    void links_go_on_with_the_same_body(String path) {
        var body = Map.of(
                "filter",
                Map.of("author", "asker", "or", List.of(Map.of("featured", true), Map.of("tag", "asked-1"))),
                "status",
                "any",
                "sort",
                List.of("title", "-createdAt"),
                "limit",
                7);
        var method = path.equals("/posts") ? "QUERY" : "POST";
        var whole = new LinkedHashMap<String, Object>(body);
        whole.put("limit", 100);
        var expected = asker().body(whole)
                .request(method, path)
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.id");
        assertTrue(expected.size() > 14);
        var seen = new ArrayList<String>();
        String second = null;
        for (var next = "/api/v1" + path; next != null; ) {
            var page = asker().basePath("")
                    .urlEncodingEnabled(false)
                    .body(body)
                    .request(method, next)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.id"));
            next = page.path("links.next");
            second = second == null ? next : second;
            assertEquals("/api/v1" + path, page.path("links.first"));
        }
        assertEquals(expected, seen);

        var cursor = second.replaceFirst(".*cursor=", "");
        var inBody = new LinkedHashMap<String, Object>(body);
        inBody.put("cursor", cursor);
        asker().body(inBody)
                .request(method, path)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(expected.subList(7, 14)));
        // One in the URL comes from a link, and goes on from there.
        var third = asker().body(inBody).request(method, path).then().extract().<String>path("links.next");
        asker().basePath("")
                .urlEncodingEnabled(false)
                .body(inBody)
                .request(method, third)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(expected.subList(14, Math.min(21, expected.size()))));

        var other = new LinkedHashMap<String, Object>(body);
        other.put(
                "filter",
                Map.of("author", "asker", "or", List.of(Map.of("featured", false), Map.of("tag", "asked-1"))));
        asker().basePath("")
                .urlEncodingEnabled(false)
                .body(other)
                .request(method, second)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("invalid-cursor"))
                .body("errors[0].parameter", equalTo("cursor"));
        asker().queryParam("author", "asker")
                .queryParam("cursor", cursor)
                .get("/posts")
                .then()
                .statusCode(400);

        var second2 = asker().body(with(body, "page", 2))
                .request(method, path)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(expected.subList(7, 14)))
                .extract()
                .<String>path("links.next");
        asker().basePath("")
                .urlEncodingEnabled(false)
                .body(with(body, "page", 2))
                .request(method, second2)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(expected.subList(14, Math.min(21, expected.size()))));
    }

    @Test
    void what_stands_in_the_body_does_not_stand_in_the_url() {
        asker().body("{}")
                .queryParam("limit", 5)
                .request("QUERY", "/posts")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("limit"))
                .body("errors[0].code", equalTo("conflicting"));
        asker().body("{}")
                .queryParam("tag", "a")
                .post("/posts/query")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("tag"));
    }

    @Test
    void lists_say_that_they_can_be_asked_so() {
        for (var list : List.of("/posts", "/comments", "/tags", "/categories", "/authors")) {
            visitor().get(list).then().statusCode(200).header("Accept-Query", equalTo("application/json"));
            visitor()
                    .contentType("text/plain")
                    .body("{}")
                    .request("QUERY", list)
                    .then()
                    .statusCode(415)
                    .header("Accept-Query", equalTo("application/json"));
            visitor()
                    .options(list)
                    .then()
                    .statusCode(204)
                    .header("Accept-Query", equalTo("application/json"))
                    .header("Allow", containsString("QUERY"));
            visitor().body("{\"limit\": 1}").request("QUERY", list).then().statusCode(200);
        }
        visitor()
                .options("/site")
                .then()
                .header("Accept-Query", nullValue())
                .header("Allow", not(containsString("QUERY")));
        visitor()
                .body("{}")
                .request("QUERY", "/site")
                .then()
                .statusCode(405)
                .header("Allow", not(containsString("QUERY")));
        visitor()
                .body("{}")
                .request("QUERY", "/posts/" + ids.get(1))
                .then()
                .statusCode(405)
                .header("Allow", allOf(containsString("GET"), containsString("PATCH")));
        visitor().body("{}").request("QUERY", "/no-such").then().statusCode(404);
        visitor().get("/posts/query").then().statusCode(404);
        visitor().options("/posts/query").then().header("Allow", containsString("POST"));
    }

    @Test
    void it_takes_json_and_nothing_else() {
        visitor()
                .contentType("text/plain")
                .body("{}")
                .request("QUERY", "/posts")
                .then()
                .statusCode(415);
        visitor()
                .contentType("application/json;charset=UTF-8")
                .body("{}")
                .request("QUERY", "/posts")
                .then()
                .statusCode(200);
        visitor()
                .contentType("text/markdown")
                .body("{}")
                .post("/posts/query")
                .then()
                .statusCode(415);
    }

    @Test
    void an_answer_is_not_sent_again_to_whoever_has_it() {
        var body = Map.of("filter", MINE);
        var tag = query("/posts", body).then().extract().header("ETag");
        asker().body(body)
                .header("If-None-Match", tag)
                .request("QUERY", "/posts")
                .then()
                .statusCode(304);
    }

    @Test
    void it_gives_lines_too() {
        var lines = asker().accept("application/x-ndjson")
                .body(Map.of(
                        "filter",
                        Map.of("author", "asker", "or", List.of(Map.of("featured", true), Map.of("tag", "asked-4"))),
                        "status",
                        "any",
                        "fields",
                        List.of("id")))
                .request("QUERY", "/posts")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(line -> line.replaceAll("\\{\"id\":\"|\"}", ""))
                .toList();
        assertEquals(
                found(Map.of("author", "asker", "or", List.of(Map.of("featured", true), Map.of("tag", "asked-4")))),
                Set.copyOf(lines));
        asker().accept("application/x-ndjson")
                .body("{\"limit\": 5}")
                .request("QUERY", "/posts")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/limit"));
    }

    private static Map<String, Object> with(Map<String, ?> more) {
        return with(more, "author", "asker");
    }

    private static Map<String, Object> with(Map<String, ?> some, String name, Object value) {
        var all = new LinkedHashMap<String, Object>(some);
        all.put(name, value);
        return all;
    }

    private static Set<String> found(Map<String, ?> filter) {
        return Set.copyOf(query("/posts", Map.of("filter", filter, "status", "any", "limit", 100, "fields", "id"))
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.id"));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Response query(String path, Map<String, ?> body) {
        return asker().body(body).request("QUERY", path);
    }

    private static RequestSpecification asker() {
        return as("asker", Role.AUTHOR);
    }
}
