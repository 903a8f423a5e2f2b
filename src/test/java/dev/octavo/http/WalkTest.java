package dev.octavo.http;

import static dev.octavo.support.Octavo.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octavo.account.Role;
import dev.octavo.support.Client;
import dev.octavo.support.Operations;
import dev.octavo.support.Operations.Operation;
import dev.octavo.support.Sample;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From page to page by cursor, there and back, in each order that there is, also while others write. */
@QuarkusTest
class WalkTest {
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    @Test
    void in_every_declared_order_every_row_comes_once_there_and_back() {
        var document =
                new Operations(RestAssured.given().get("/openapi?format=json").asString());
        var walked = new HashSet<String>();
        for (var operation : document.all()) {
            if (!operation.isRead() || !document.parameters(operation, "query").containsAll(Set.of("sort", "cursor"))) {
                continue;
            }
            for (var sort : sorts(document, operation)) {
                walk(Sample.rows(operation.id()), sort);
                walked.add(operation.id() + " " + sort);
            }
        }
        assertTrue(
                walked.containsAll(Set.of(
                        "listPosts -title",
                        "listPosts publishedAt",
                        "listComments updatedAt",
                        "listThread -createdAt",
                        "listTags -postCount",
                        "listAuthors name",
                        "listAccounts -createdAt",
                        "listEvents position")),
                () -> "only " + walked);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ", textBlock = """
                    listPosts publishedAt,-title
                    listPosts -publishedAt,-title
                    listPosts title,publishedAt
                    listPosts title,-publishedAt
                    listPosts -title,-publishedAt
                    listPosts -commentCount,publishedAt,-createdAt
                    listPosts createdAt,-updatedAt
                    listAccounts -name,createdAt
                    listAccounts name,-username
                    listTags -postCount,name
                    listTags postCount,-name
                    listComments -updatedAt,createdAt""")
    void by_several_keys_in_whatever_directions_too(String list, String sort) {
        walk(Sample.rows(list), sort);
    }

    /** All that the document names, in both directions. */
    private static Collection<String> sorts(Operations document, Operation operation) {
        if (document.isChoice(operation, "sort")) {
            return document.values(operation, "sort");
        }
        var description = operation
                .definition()
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asText().equals("sort"))
                .map(parameter -> parameter.path("description").asText())
                .findFirst()
                .orElseThrow();
        return NAMED.matcher(description.replaceAll(".*descending: |With(out it| `q`).*", ""))
                .results()
                .flatMap(name -> Stream.of(name.group(1), "-" + name.group(1)))
                .toList();
    }

    /** By pages so small that some end within what is equal, and some in what has no value. */
    private static void walk(Sample.Rows rows, String sort) {
        var reader = Client.as("admin", Role.ADMIN);
        var url = rows.url() + "&sort=" + sort + "&limit=";
        var whole = reader.read(url + 100);
        var all = keys(whole, rows.key());
        assertTrue(all.size() > 3 && all.size() < 100, () -> all.size() + " of " + url);
        assertEquals(all.size(), Set.copyOf(all).size(), url);
        isOrdered(whole.path("items"), sort);

        var pages = new Pages(reader, url + (all.size() / 4 + 1), rows.key());
        assertEquals(all, pages.there(), url);
        assertEquals(all, pages.back(), url + " backwards");
    }

    /** As far as the rows show what they are ordered by; those that have it not are last. */
    private static void isOrdered(JsonNode rows, String sort) {
        for (int i = 1; i < rows.size(); i++) {
            for (var key : sort.split(",")) {
                var before = rows.path(i - 1).path(key.replaceFirst("-", ""));
                var after = rows.path(i).path(key.replaceFirst("-", ""));
                var difference = compare(before, after, key.startsWith("-") ? -1 : 1);
                assertTrue(difference <= 0, () -> sort + ": " + before + " before " + after);
                if (difference < 0) {
                    break;
                }
            }
        }
    }

    private static int compare(JsonNode one, JsonNode other, int direction) {
        if (one.isNull() || other.isNull()) {
            return Boolean.compare(one.isNull(), other.isNull());
        }
        return direction
                * (one.isNumber()
                        ? Integer.compare(one.asInt(), other.asInt())
                        : one.asText().compareTo(other.asText()));
    }

    private static List<String> keys(JsonNode page, String key) {
        return page.path("items")
                .valueStream()
                .map(row -> row.path(key).asText())
                .toList();
    }

    /** A walk from page to page, and what happens between them. */
    private static final class Pages {
        private final Client reader;
        private final String first;
        private final String key;
        private Consumer<List<String>> between = shown -> {};
        private JsonNode page;
        private int read;

        Pages(Client reader, String first, String key) {
            this.reader = reader;
            this.first = first;
            this.key = key;
        }

        List<String> there() {
            var walked = new ArrayList<String>();
            for (var next = first; next != null; next = link("next")) {
                var further = reader.read(next);
                if (further.path("items").isEmpty()) {
                    // So ends a list that grows at its end.
                    return walked;
                }
                page = further;
                walked.addAll(shown());
            }
            return walked;
        }

        /** From the last page on. */
        List<String> back() {
            var walked = new ArrayList<>(shown());
            for (var previous = link("previous"); previous != null; previous = link("previous")) {
                page = reader.read(previous);
                walked.addAll(0, shown());
            }
            return walked;
        }

        private List<String> shown() {
            assertTrue(!page.path("items").isEmpty(), "a page without rows is linked to");
            assertTrue(++read < 1000, "pages without end");
            var shown = keys(page, key);
            between.accept(shown);
            return shown;
        }

        private String link(String relation) {
            return page.path("links").path(relation).textValue();
        }
    }

    /** Before each further page rows come, before it and behind it and among what is equal; and some go, also where the cursor stands. */
    @ParameterizedTest
    @CsvSource({"-publishedAt, false", "-publishedAt, true", "'title,-publishedAt', false", "'title,-publishedAt', true"
    })
    void what_stays_comes_once_in_order_while_rows_come_and_go(String sort, boolean backwards) {
        var walker = unique("walker").replace(' ', '-');
        var reader = Client.as(walker, Role.AUTHOR);
        var url = "/posts?status=any&author=" + walker + "&sort=" + sort + "&limit=";
        var number = new AtomicInteger();
        IntStream.range(0, 16).forEach(ignored -> come(walker, number.getAndIncrement()));
        var pages = new Pages(reader, url + 3, "id");
        var before = pages.there();
        assertEquals(16, before.size());

        var seen = new HashSet<String>();
        var gone = new HashSet<String>();
        Consumer<List<String>> happening = shown -> {
            seen.addAll(shown);
            come(walker, number.getAndIncrement());
            come(walker, number.getAndIncrement());
            var beside = backwards ? shown.getFirst() : shown.getLast();
            var unseen =
                    before.stream().filter(id -> !seen.contains(id)).skip(1).findFirst();
            Stream.concat(Stream.of(beside), unseen.stream()).filter(gone::add).forEach(id -> go(walker, id));
        };
        pages.between = happening;
        var walked = backwards ? pages.back() : pages.there();
        assertTrue(gone.size() > 5 && number.get() > 24, "nothing happened");
        holds(before, gone, walked);
    }

    @Test
    void what_stays_comes_once_in_order_while_others_write_at_the_same_time() throws InterruptedException {
        var walker = unique("walker").replace(' ', '-');
        var reader = Client.as(walker, Role.AUTHOR);
        var number = new AtomicInteger();
        IntStream.range(0, 20).forEach(ignored -> come(walker, number.getAndIncrement()));
        var pages = new Pages(reader, "/posts?status=any&author=" + walker + "&sort=-publishedAt,title&limit=3", "id");
        var before = pages.there();
        var over = new AtomicBoolean();
        try (var writer = Executors.newSingleThreadExecutor()) {
            var written = writer.submit(() -> {
                for (var made = come(walker, 0); !over.get(); made = come(walker, number.getAndIncrement())) {
                    go(walker, made);
                }
            });
            try {
                while (number.get() < 40 && !written.isDone()) {
                    holds(before, Set.of(), pages.there());
                    holds(before, Set.of(), pages.back());
                }
            } finally {
                over.set(true);
            }
            written.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static void holds(List<String> before, Set<String> gone, List<String> walked) {
        assertEquals(walked.size(), Set.copyOf(walked).size(), () -> "some came twice: " + walked);
        assertEquals(
                before.stream().filter(id -> !gone.contains(id)).toList(),
                walked.stream()
                        .filter(id -> before.contains(id) && !gone.contains(id))
                        .toList());
    }

    /** Titles and times repeat, and some have no time. */
    private static String come(String walker, int number) {
        var post = new HashMap<String, Object>(Map.of("title", "Same " + number % 3, "body", "Some words."));
        if (number % 5 != 4) {
            post.put("publishedAt", "2026-01-0" + (1 + number % 4));
        }
        var answer = Client.as(walker, Role.AUTHOR).send("POST", "/posts", post);
        assertEquals(201, answer.statusCode(), answer::body);
        return Client.json(answer).path("id").asText();
    }

    private static void go(String walker, String post) {
        assertEquals(
                204,
                Client.as(walker, Role.AUTHOR)
                        .send("DELETE", "/posts/" + post, null)
                        .statusCode());
    }
}
