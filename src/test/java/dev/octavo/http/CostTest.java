package dev.octavo.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Client;
import dev.octavo.support.Sample;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an answer costs the database: one statement for its rows, and one for each relation that it shows, however many rows there are.
 * Authors, tags and categories of posts are one relation in this: one statement reads them.
 */
@QuarkusTest
class CostTest {
    private static final List<String> INCLUDABLE = List.of("author", "authors", "tags", "categories", "comments");
    private static final Set<String> NAMES = Set.of("author", "authors", "tags", "categories");

    /** What tells an author what more may be done with a post: for it one has to know whose it is. */
    private static final Set<String> OF_OWN = Set.of("links", "modified");

    enum Asker {
        VISITOR,
        AUTHOR,
        EDITOR;

        Client reader() {
            return switch (this) {
                case VISITOR -> Client.VISITOR;
                case AUTHOR -> Client.as(Sample.ADA, Role.AUTHOR);
                case EDITOR -> Client.as("editor", Role.EDITOR);
            };
        }
    }

    @BeforeEach
    void warm() {
        // The first cursor fetches the key that signs it.
        Client.VISITOR.read("/posts?limit=1&author=" + Sample.ADA);
        Sample.posts();
    }

    /** 1 for the author whose posts are asked for + 1 + (1 if an author, a tag or a category is shown, or whose a post is decides what is) + (1 if comments are). */
    @ParameterizedTest
    @EnumSource
    void posts_cost_one_statement_and_one_for_each_relation(Asker asker) {
        var reader = asker.reader();
        var identified = costOfAsking(reader);
        for (var include : subsets()) {
            for (var fields : List.of("", "id", "title,links.self").subList(0, include.isEmpty() ? 3 : 2)) {
                var shown = new HashSet<>(include);
                if (!fields.isEmpty()) {
                    Stream.of(fields.split(","))
                            .map(path -> path.split("\\.")[0])
                            .forEach(shown::add);
                }
                var whose = asker == Asker.AUTHOR && (fields.isEmpty() || !Collections.disjoint(shown, OF_OWN));
                var names = fields.isEmpty() || whose || !Collections.disjoint(shown, NAMES);
                var comments = include.contains("comments");
                var asked = query(include, fields);

                assertEquals(
                        2 + (names ? 1 : 0) + (comments ? 1 : 0),
                        cost(reader, "/posts?limit=10&author=" + Sample.ADA + asked) - identified,
                        () -> asker + " asks for posts" + asked);
                // One post is shown to some and not to others: so it is asked whose it is, unless nobody in particular
                // asks.
                assertEquals(
                        1 + (names || asker != Asker.VISITOR ? 1 : 0) + (comments ? 1 : 0),
                        cost(reader, "/posts/" + Sample.posts().getFirst() + "?version=published" + asked) - identified,
                        () -> asker + " asks for a post" + asked);
            }
        }
    }

    /** 1 + one for each of these that is shown; by its URL, the post of a thread is read besides. */
    @ParameterizedTest
    @CsvSource(delimiterString = " | ", nullValues = "none", textBlock = """
                    listComments   | none          | 1
                    listThread     | none          | 2
                    listTags       | postCount url | 1
                    listCategories | postCount     | 1
                    listAuthors    | postCount     | 1
                    listAccounts   | none          | 1
                    listEvents     | none          | 1""")
    void other_lists_cost_one_statement_and_one_for_what_is_computed(String list, String computed, int least) {
        var reader = Client.as("admin", Role.ADMIN);
        var identified = costOfAsking(reader);
        var rows = Sample.rows(list);
        var dear = computed == null ? List.<String>of() : List.of(computed.split(" "));
        var items = reader.read(rows.url()).path("items");
        assertTrue(items.size() > 1);
        assertEquals(least + dear.size(), cost(reader, rows.url()) - identified, list);
        items.path(0)
                .fieldNames()
                .forEachRemaining(property -> assertEquals(
                        least + (dear.contains(property) ? 1 : 0),
                        cost(reader, rows.url() + "&fields=" + property) - identified,
                        () -> list + " shows " + property));
    }

    /** What is refused before anything is read. */
    private static long costOfAsking(Client reader) {
        // Now and then it is noted that a token was used.
        reader.get("/posts?fields=nothing");
        return Statements.during(
                () -> assertEquals(400, reader.get("/posts?fields=nothing").statusCode()));
    }

    private static long cost(Client reader, String url) {
        return Statements.during(() -> reader.read(url));
    }

    private static String query(Set<String> include, String fields) {
        return (include.isEmpty() ? "" : "&include=" + String.join(",", include))
                + (fields.isEmpty() ? "" : "&fields=" + fields);
    }

    private static List<Set<String>> subsets() {
        return IntStream.range(0, 1 << INCLUDABLE.size())
                .mapToObj(chosen -> IntStream.range(0, INCLUDABLE.size())
                        .filter(number -> (chosen >> number & 1) == 1)
                        .mapToObj(INCLUDABLE::get)
                        .collect(Collectors.toSet()))
                .toList();
    }
}
