package dev.octavo.http;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.visitor;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octavo.account.AccountFilter;
import dev.octavo.account.Role;
import dev.octavo.comment.CommentFilter;
import dev.octavo.event.EventFilter;
import dev.octavo.post.AuthorFilter;
import dev.octavo.post.PostFilter;
import dev.octavo.support.Client;
import dev.octavo.support.Octavo;
import dev.octavo.support.Sample;
import dev.octavo.tag.TagFilter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operator on every field that is declared, held against what it means, computed from the rows without a filter. */
@QuarkusTest
class FilterTest {
    /** The lists, who may ask each for all that it has, and how its rows are told from those of other tests. */
    enum Asked {
        POSTS(
                PostFilter.class,
                "id",
                Sample.ADA,
                "status=any&author=" + Sample.ADA,
                Map.of(
                        "author", row -> texts(row.path("authors"), "username"),
                        "tag", row -> texts(row.path("tags"), "slug"),
                        "category",
                                row -> texts(row.path("categories"), "slug").stream()
                                        .flatMap(slug -> slug.endsWith("-below")
                                                ? Stream.of(slug, Sample.WORD + "-top")
                                                : Stream.of(slug))
                                        .toList())),
        COMMENTS(
                CommentFilter.class,
                "id",
                Sample.ADA,
                "status=any",
                Map.of("author", row -> texts(List.of(row.path("author")), "username"))),
        TAGS(TagFilter.class, "slug", null, "slug=startsWith:" + Sample.WORD, Map.of()),
        AUTHORS(AuthorFilter.class, "username", null, "username=startsWith:" + Sample.WORD, Map.of()),
        ACCOUNTS(AccountFilter.class, "id", "admin", "username=startsWith:" + Sample.WORD, Map.of()),
        EVENTS(
                EventFilter.class,
                "id",
                "admin",
                Sample.TIMES.stream().map(Instant::toString).collect(Collectors.joining(",", "occurredAt=in:", "")),
                Map.of());

        private final Fields fields;
        private final String key;
        private final String asker;
        private final String scope;

        /** What a row has of a field, unless it is the property of that name. */
        private final Map<String, Function<JsonNode, List<String>>> elsewhere;

        Asked(
                Class<?> parameters,
                String key,
                String asker,
                String scope,
                Map<String, Function<JsonNode, List<String>>> elsewhere) {
            this.fields = Fields.of(parameters);
            this.key = key;
            this.asker = asker;
            this.scope = scope;
            this.elsewhere = elsewhere;
        }

        JsonNode rows(String... conditions) {
            return page(100, conditions).path("items");
        }

        JsonNode page(int limit, String... conditions) {
            Sample.posts();
            return (asker == null ? Client.VISITOR : Client.as(asker, Role.AUTHOR))
                    .read("/" + name().toLowerCase(Locale.ROOT) + "?" + scope + "&limit=" + limit, conditions);
        }

        /** What identifies the rows that pass. */
        List<String> found(Field<?> field, String condition) {
            return texts(rows("fields", key, field.name(), condition), key);
        }

        /** Nothing, where it has none. */
        List<String> values(JsonNode row, Field<?> field) {
            return elsewhere.containsKey(field.name())
                    ? elsewhere.get(field.name()).apply(row)
                    : texts(List.of(row), field.name());
        }

        private static List<String> texts(Iterable<JsonNode> items, String name) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(item -> item.path(name))
                    .filter(JsonNode::isValueNode)
                    .filter(value -> !value.isNull())
                    .map(JsonNode::asText)
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_operator_finds_on_every_field_what_it_says(Asked list) {
        var all = list.rows();
        for (var field : list.fields.filtered()) {
            var values = new TreeSet<String>();
            all.forEach(row -> values.addAll(list.values(row, field)));
            assertFalse(values.isEmpty(), () -> list + ": no row has " + field.name());
            var found = EnumSet.noneOf(Operator.class);
            for (var operator : field.type().operators()) {
                for (var asked : asked(operator, field.type(), List.copyOf(values))) {
                    var wanted = all.valueStream()
                            .filter(row -> passes(field.type(), list.values(row, field), operator, asked))
                            .map(row -> row.path(list.key).asText())
                            .toList();
                    assertEquals(
                            wanted,
                            list.found(field, operator + ":" + asked),
                            () -> list + " " + field.name() + "=" + operator + ":" + asked);
                    if (!wanted.isEmpty()) {
                        found.add(operator);
                    }
                }
            }
            // Where all rows have the same there is nothing else.
            assertTrue(
                    values.size() == 1 || found.containsAll(field.type().operators()),
                    () -> list + " " + field.name() + " was found by " + found + " only");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_counted_is_what_is_found(Asked list) {
        var all = list.rows().size();
        for (var count : List.of("exact", "estimated")) {
            assertEquals(all, list.page(1, "count", count).path("total").asInt(), count);
            assertEquals(all, list.page(100, "count", count).path("total").asInt(), count);
        }
        assertTrue(list.page(1, "count", "none").path("total").isMissingNode());
    }

    /** Values that rows have and one that none has; of texts their parts, in other letters. */
    private static List<String> asked(Operator operator, Type<?> type, List<String> values) {
        var other = type.equals(Type.INTEGER)
                ? "2147483647"
                : type.equals(Type.INSTANT)
                        ? "2026-01-01T12:00:00Z"
                        : type.equals(Type.ID)
                                ? "01999999-9999-7000-8000-00000000dead"
                                : type.rule().startsWith("must be a ")
                                        ? "nobody's"
                                        : type.rule().replaceAll(".* ", "");
        var last = values.getLast();
        return switch (operator) {
            case EXISTS -> List.of("true", "false");
            case CONTAINS ->
                List.of(
                        last.substring(last.length() / 2 - 2, last.length() / 2 + 2)
                                .toUpperCase(Locale.ROOT),
                        other);
            case STARTS_WITH -> List.of(last.substring(0, 4).toUpperCase(Locale.ROOT), other);
            case IN, NIN -> {
                var single =
                        values.stream().filter(value -> !value.contains(",")).toList();
                yield List.of(single.getFirst() + "," + other, single.getLast() + "," + other);
            }
            default -> List.of(values.getFirst(), last, other);
        };
    }

    private static boolean passes(Type<?> type, Collection<String> values, Operator operator, String asked) {
        return switch (operator) {
            case EQ -> values.contains(asked);
            case NE -> !values.contains(asked);
            case IN -> Stream.of(asked.split(",")).anyMatch(values::contains);
            case NIN -> Stream.of(asked.split(",")).noneMatch(values::contains);
            case LT -> values.stream().anyMatch(value -> compare(type, value, asked) < 0);
            case LTE -> values.stream().anyMatch(value -> compare(type, value, asked) <= 0);
            case GT -> values.stream().anyMatch(value -> compare(type, value, asked) > 0);
            case GTE -> values.stream().anyMatch(value -> compare(type, value, asked) >= 0);
            case CONTAINS -> values.stream().anyMatch(value -> lower(value).contains(lower(asked)));
            case STARTS_WITH -> values.stream().anyMatch(value -> lower(value).startsWith(lower(asked)));
            case EXISTS -> values.isEmpty() != Boolean.parseBoolean(asked);
        };
    }

    private static int compare(Type<?> type, String value, String asked) {
        return type.equals(Type.TEXT)
                ? value.compareTo(asked)
                : type.equals(Type.INTEGER)
                        ? Long.valueOf(value).compareTo(Long.valueOf(asked))
                        : Instant.parse(value).compareTo(Instant.parse(asked));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    title=contains:100%       | Alpha 100% sure
                    title=contains:0% S       | Alpha 100% sure
                    title=contains:e_c        | snake_case words
                    title=startsWith:snake_   | snake_case words
                    title=contains:'s "q      | It's "quoted"
                    title=contains:back\\s    | Back\\slash
                    title=contains:g! b       | Bang! bang
                    title=contains:!!!        | nothing
                    title=contains:ÜBERMUT    | Übermut tut selten gut
                    title=in:this,that        | nothing
                    title=eq:in:this,that     | in:this,that
                    title=contains:colons     | contains:colons
                    title=eq:contains:colons  | contains:colons
                    title=' or true--         | nothing
                    title=%                   | nothing""")
    void what_means_something_elsewhere_is_text_here(String asked, String found) {
        assertEquals(
                found.equals("nothing") ? List.of() : List.of(found),
                titles(asked.substring(0, 5), asked.substring(6)));
    }

    @Test
    void before_a_colon_stands_an_operator_or_else_a_part_of_the_value() {
        var url = "https://example.org/Back_slash";
        assertEquals(List.of("Back\\slash"), titles("canonicalUrl", url));
        assertEquals(List.of("Back\\slash"), titles("canonicalUrl", "startsWith:https://example.org/back"));
        assertEquals(List.of(), titles("title", "EQ:Back\\slash"));
        assertEquals(List.of("Back\\slash"), titles("title", "Back\\slash"));
    }

    @Test
    void what_is_asked_twice_has_to_hold_twice() {
        assertEquals(
                List.of("alpha 100x sure", "Alpha 100% sure"),
                titles("title", "contains:sure", "title", "startsWith:alpha", "sort", "-title"));
        assertEquals(List.of("Alpha 100% sure"), titles("title", "contains:sure", "title", "ne:alpha 100x sure"));
        var one = Sample.WORD + "-java";
        var other = Sample.WORD + "-100-percent-pure";
        var both = Asked.POSTS.rows("tag", one, "tag", other);
        assertEquals(1, both.size());
        assertEquals(Set.of(one, other), Set.copyOf(Asked.texts(both.path(0).path("tags"), "slug")));
        assertEquals(List.of(), titles("publishedAt", "gte:2026-01-03", "publishedAt", "lt:2026-01-03"));
    }

    @Test
    void relative_instants_are_reckoned_from_now() {
        assertEquals(List.of("Scheduled"), titles("publishedAt", "gt:now"));
        assertEquals(List.of("Scheduled"), titles("publishedAt", "gt:now+10w"));
        var before = titles("createdAt", "lt:now-23h");
        assertEquals(titles("createdAt", "lte:" + Sample.TIMES.get(1)), before);
        for (var same : List.of("1380m", "82800s")) {
            assertEquals(before, titles("createdAt", "lt:now-" + same), same);
        }
        assertEquals(titles(), titles("createdAt", "gt:now-2d"));
        assertEquals(titles(), titles("createdAt", "gt:now-1w"));
        assertEquals(List.of(), titles("createdAt", "lt:now-999999s"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    posts    | titel=x                     | titel        | did you mean title?
                    posts    | author.username=x           | author.username | known are
                    posts    | featured=gt:true            | featured     | takes eq, ne, not gt
                    posts    | featured=exists:true        | featured     | takes eq, ne, not exists
                    posts    | featured=yes                | featured     | true or false
                    posts    | commentCount=few            | commentCount | whole number
                    posts    | commentCount=1.5            | commentCount | whole number
                    posts    | commentCount=gt:9999999999  | commentCount | whole number
                    posts    | commentCount=in:1,,2        | commentCount | whole number
                    posts    | commentCount=contains:123   | commentCount | not contains
                    posts    | id=hello                    | id           | must be an id
                    posts    | tag=contains:java           | tag          | takes eq, ne, in, nin, exists, not contains
                    posts    | title=exists:maybe          | title        | true or false
                    posts    | title=contains:ab           | title        | three letters
                    posts    | title=contains:             | title        | must be a text
                    posts    | title=startsWith:           | title        | must be a text
                    posts    | title=eq:                   | title        | must be a text
                    posts    | title=in:a,                 | title        | must be a text
                    posts    | publishedAt=gt:yesterday    | publishedAt  | such as 2026-11-22
                    posts    | publishedAt=gt:now-1y       | publishedAt  | now-30d
                    posts    | publishedAt=gt:now-9999999d | publishedAt  | now-30d
                    posts    | publishedAt=gt:now%2B999999w | publishedAt | now-30d
                    posts    | publishedAt=2026-02-30      | publishedAt  | such as
                    comments | post=hello                  | post         | must be an id
                    tags     | id=x                        | id           | known are
                    authors  | email=x                     | email        | known are
                    accounts | role=boss                   | role         | must be one of member, author, editor, admin
                    events   | type=post.publishd          | type         | post.published
                    events   | visibility=gt:public        | visibility   | takes""")
    void what_cannot_be_asked_is_refused_by_name_with_what_can(
            String list, String asked, String parameter, String words) {
        var request = list.equals("accounts") || list.equals("events") ? admin() : visitor();
        refused(request.urlEncodingEnabled(false).get("/" + list + "?" + asked).then(), parameter, words);
    }

    @Test
    void there_is_an_end_to_what_one_list_can_be_asked() {
        var fifty = IntStream.range(0, 50).mapToObj(number -> "ne:" + number).toList();
        visitor().queryParam("title", fifty).get("/posts").then().statusCode(200);
        refused(
                visitor()
                        .queryParam("title", fifty)
                        .queryParam("slug", "x")
                        .get("/posts")
                        .then(),
                // Fields are taken in the order in which they are declared.
                "title",
                "a list takes 50");
        var many = IntStream.range(0, 200).mapToObj(Integer::toString).collect(Collectors.joining(","));
        for (var operator : List.of("in:", "nin:")) {
            visitor().get("/posts?title=" + operator + many).then().statusCode(200);
            refused(visitor().get("/posts?title=" + operator + many + ",x").then(), "title", "more than 200 values");
        }
    }

    @Test
    void me_is_whoever_asks() {
        assertEquals(Asked.POSTS.rows("fields", "id"), Asked.POSTS.rows("fields", "id", "author", "me"));
        assertEquals(List.of(), titles("author", "ne:me"));
        Octavo.as(Sample.CYD, Role.MEMBER)
                .get("/comments?limit=100&author=me")
                .then()
                .body("items.size()", equalTo(5))
                .body("items.author.username.unique()", equalTo(List.of(Sample.CYD)));
        for (var list : List.of("posts", "comments")) {
            visitor().get("/" + list + "?author=me").then().statusCode(401);
            visitor().get("/" + list + "?author=nin:x,me").then().statusCode(401);
        }
    }

    @Test
    void what_has_been_renamed_is_found_by_the_name_that_it_had() {
        var before = Octavo.unique("renamed").replace(' ', '-');
        var after = before + "-since";
        String post = Octavo.write(
                        Octavo.author(), Map.of("slug", before, "tags", List.of(before), "publishedAt", "2026-01-01"))
                .extract()
                .path("id");
        editor().body(Map.of("name", before, "slug", before))
                .post("/categories")
                .then()
                .statusCode(201);
        editor().body(Map.of("categories", List.of(before), "slug", after))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        for (var term : List.of("tags", "categories")) {
            editor().body(Map.of("slug", after))
                    .patch("/" + term + "/" + before)
                    .then()
                    .statusCode(200);
        }
        for (var field : List.of("slug", "tag", "category")) {
            for (var asked : List.of(before, after, "in:nothing," + before)) {
                visitor().get("/posts?" + field + "=" + asked).then().body("items.id", equalTo(List.of(post)));
            }
            visitor()
                    .get("/posts?id=" + post + "&" + field + "=ne:" + before)
                    .then()
                    .body("items.size()", equalTo(0));
        }
    }

    @Test
    void addresses_of_guests_are_known_to_moderators_alone() {
        Sample.posts();
        var address = "Grace-" + Sample.WORD + "@example.org";
        for (var asked : List.of(address, "exists:true", "ne:x@example.org")) {
            visitor().get("/comments?email=" + asked).then().statusCode(401);
            Octavo.member().get("/comments?email=" + asked).then().statusCode(403);
            Sample.ada().get("/comments?email=" + asked).then().statusCode(403);
            visitor().get("/comments?status=any&email=" + asked).then().statusCode(401);
            Octavo.member().get("/comments?status=any&email=" + asked).then().statusCode(403);
        }
        var found =
                Sample.ada().get("/comments?status=any&email=" + address).then().statusCode(200);
        found.body("items.size()", equalTo(4))
                .body("items.email.unique()", equalTo(List.of(address.toLowerCase(Locale.ROOT))));
        // Under posts of others, an author is no moderator.
        Octavo.author().get("/comments?status=any&email=" + address).then().body("items.size()", equalTo(0));
    }

    @Test
    void addresses_of_accounts_are_found_in_upper_or_lower_case() {
        Sample.posts();
        for (var asked : List.of("ADA@%s.EXAMPLE", "startsWith:aDa@%s", "contains:dA@%s.eX", "in:x,Ada@%s.example")) {
            admin().queryParam("email", asked.formatted(Sample.WORD))
                    .get("/accounts")
                    .then()
                    .body("items.username", equalTo(List.of(Sample.ADA)));
        }
    }

    @Test
    void a_change_of_many_posts_is_one_of_those_that_a_list_shows() {
        var word = Octavo.unique("manifold");
        var ids = Stream.of("A " + word, word + " too", "Another")
                .map(title -> Octavo.write(Octavo.author(), Map.of("title", title))
                        .extract()
                        .<String>path("id"))
                .toList();
        Octavo.author()
                .queryParam("title", "contains:" + word.toUpperCase(Locale.ROOT))
                .queryParam("commentsOpen", "ne:false")
                .queryParam("status", "draft")
                .body(Map.of("patch", Map.of("commentsOpen", false)))
                .patch("/posts")
                .then()
                .statusCode(200)
                .body("items.id", containsInAnyOrder(ids.get(0), ids.get(1)));
        assertEquals(
                List.of(false, false, true),
                ids.stream()
                        .map(id -> Octavo.author().get("/posts/{post}", id).<Boolean>path("commentsOpen"))
                        .toList());
        refused(
                Octavo.author()
                        .body(Map.of("patch", Map.of("commentsOpen", false)))
                        .patch("/posts?title=near:by&featured=exists:true")
                        .then(),
                "featured",
                "takes eq, ne");
    }

    private static List<String> titles(String... asked) {
        var shown =
                Stream.concat(Stream.of("fields", "title"), Stream.of(asked)).toArray(String[]::new);
        return Asked.texts(Asked.POSTS.rows(shown), "title");
    }

    private static void refused(ValidatableResponse answer, String parameter, String words) {
        answer.statusCode(400)
                .body("errors[0].parameter", equalTo(parameter))
                .body("errors[0].detail", containsString(words));
    }
}
