package dev.octavo.post;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seven posts by one author, of which readers see five, and one by somebody else. */
@QuarkusTest
class PostStatsTest {
    private static final String MINE = "/posts/stats?author=counter&group=";

    private static boolean written;

    @BeforeEach
    void write_once() {
        if (written) {
            return;
        }
        written = true;
        var times = List.of(
                "2020-12-31T23:59:59.999Z",
                "2021-01-01T00:00:00Z",
                "2021-01-03T12:00:00Z",
                "2021-01-04T00:00:00Z",
                "2021-02-01T00:00:00Z");
        for (var number = 0; number < times.size(); number++) {
            write(
                    counter(),
                    Map.of(
                            "publishedAt",
                            times.get(number),
                            "tags",
                            number % 2 == 0 ? List.of("Counted Often") : List.of("Counted Often", "Counted b")));
        }
        write(counter(), Map.of("tags", List.of("Counted a", "Counted b")));
        write(counter(), Map.of("publishedAt", "2121-01-01T00:00:00Z"));
        write(as("other-counter", Role.AUTHOR), Map.of("publishedAt", "2021-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "day, '2021-02-01=1, 2021-01-04=1, 2021-01-03=1, 2021-01-01=1, 2020-12-31=1'",
        "week, '2021-W05=1, 2021-W01=1, 2020-W53=3'",
        "month, '2021-02=1, 2021-01=3, 2020-12=1'",
        "year, '2021=4, 2020=1'",
        "tag, 'counted-often=5, counted-b=2'",
        "author, counter=5",
        "status, published=5",
        "month&publishedAt=lt:2021-01-04, '2021-01=2, 2020-12=1'",
        "month&tag=counted-b, '2021-01=2'",
        "tag&tag=counted-b, 'counted-b=2, counted-often=2'",
        "author&author=counter, counter=5",
        "day&limit=2, '2021-02-01=1, 2021-01-04=1'",
        "year&tag=no-such, ''",
    })
    void visitors_count_what_they_see(String question, String expected) {
        assertEquals(expected, counts(visitor(), question));
    }

    @ParameterizedTest
    @CsvSource({
        "status&status=any, 'published=5, draft=1, scheduled=1'",
        "year&status=any, '2121=1, 2021=4, 2020=1'",
        "tag&status=any, 'counted-often=5, counted-b=3, counted-a=1'",
        "author&status=draft, counter=1",
    })
    void authors_count_what_is_theirs(String question, String expected) {
        assertEquals(expected, counts(counter(), question));
        assertEquals(expected, counts(editor(), question));
        visitor().get(MINE + question).then().statusCode(401);
        var others = counts(as("other-counter", Role.AUTHOR), question);
        assertTrue(!others.contains("draft") && !others.contains("2121") && !others.contains("counted-a"), others);
    }

    private static String counts(RequestSpecification by, String question) {
        var counts = new LinkedHashMap<String, Integer>();
        by.get(MINE + question)
                .then()
                .statusCode(200)
                .extract()
                .<List<Map<String, Object>>>path("items")
                .forEach(group -> counts.put((String) group.get("key"), (Integer) group.get("count")));
        return counts.toString().replaceAll("[{}]", "");
    }

    @Test
    void what_has_a_name_says_it() {
        visitor().get(MINE + "tag").then().body("items.name", contains("Counted Often", "Counted b"));
        visitor().get(MINE + "author").then().body("items.name", contains("The counter"));
        visitor().get(MINE + "day").then().body("items[0].size()", equalTo(2));
    }

    @Test
    void it_costs_one_statement() {
        visitor().get(MINE + "month").then().statusCode(200);
        assertEquals(
                1,
                Statements.during(
                        () -> visitor().get("/posts/stats?group=tag").then().statusCode(200)));
    }

    @ParameterizedTest
    @CsvSource({
        "hour, group, wrong-type",
        "day&sort=title, sort, conflicting",
        "day&limit=0, limit, out-of-range",
        "day&limit=1001, limit, out-of-range",
        "day&cursor=x, cursor, unknown-parameter",
        "day&titel=x, titel, unknown-parameter",
    })
    void what_cannot_be_counted_is_refused(String question, String parameter, String code) {
        visitor()
                .get("/posts/stats?group=" + question)
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItem(parameter))
                .body("errors.code", hasItem(code));
    }

    @Test
    void months_are_counted_unless_asked_otherwise() {
        visitor()
                .get("/posts/stats?author=counter")
                .then()
                .statusCode(200)
                .body("items.key", contains("2021-02", "2021-01", "2020-12"));
    }

    private static RequestSpecification counter() {
        return as("counter", Role.AUTHOR);
    }
}
