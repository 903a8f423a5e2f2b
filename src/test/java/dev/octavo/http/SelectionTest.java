package dev.octavo.http;

import static dev.octavo.support.Octavo.visitor;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.account.Role;
import dev.octavo.support.Client;
import dev.octavo.support.Sample;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code fields} and {@code include} leave of answers, and of what is read for them. */
@QuarkusTest
class SelectionTest {
    /** Shown by posts only if somebody asks. */
    private static final Set<String> ONLY_NAMED =
            Set.of("body", "format", "html", "toc", "seo", "head", "meta", "comments");

    /** Refused where nothing is looked for. */
    private static final String OF_SEARCHES = "highlight";

    @Inject
    EntityManager entities;

    private JsonNode document;

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    visitor | PostSummary         | /posts?author={ada}
                    author  | PostSummary         | /posts?author={ada}&status=any
                    editor  | PostSummary         | /posts?author={ada}&status=any
                    visitor | PostView            | /posts/{post}?version=published
                    author  | PostView            | /posts/{post}?version=published
                    author  | PostView            | /posts/{draft}?version=published
                    editor  | PostView            | /posts/{draft}?version=published
                    visitor | CommentView         | /comments?createdAt={time}
                    author  | CommentForModerator | /comments?createdAt={time}&status=any
                    editor  | CommentForModerator | /comments?createdAt={time}&status=any
                    visitor | CommentView         | /posts/{post}/comments?limit=50
                    visitor | TagView             | /tags?slug=startsWith:{word}
                    editor  | TagView             | /tags?slug=startsWith:{word}&sort=-postCount
                    visitor | CategoryView        | /categories?limit=50
                    visitor | AuthorProfile       | /authors?username=startsWith:{word}
                    admin   | Account             | /accounts?username=startsWith:{word}
                    admin   | Event               | /events?occurredAt={time}""")
    void each_property_can_be_had_by_itself_and_is_what_it_is_among_the_others(String asker, String view, String url)
            throws JsonProcessingException {
        var client = client(asker);
        var filled = filled(url);
        document = new ObjectMapper()
                .readTree(RestAssured.given().get("/openapi?format=json").asString());
        var all = String.join(
                ",",
                document.at("/components/schemas/" + view + "/properties")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.equals(OF_SEARCHES))
                        .toList());
        var whole = items(client.read(filled + "&fields=" + all));
        assertFalse(whole.isEmpty());
        var usual = items(client.read(filled));
        for (int i = 0; i < whole.size(); i++) {
            var more = (ObjectNode) whole.get(i).deepCopy();
            if (view.equals("PostSummary")) {
                more.remove(ONLY_NAMED);
            } else {
                more.remove("comments");
            }
            assertEquals(more, usual.get(i), filled);
        }

        var paths = new LinkedHashSet<String>();
        paths(document.at("/components/schemas/" + view), "", paths);
        assertTrue(paths.size() > 5);
        for (var path : paths) {
            assertEquals(
                    whole.stream().map(item -> only(item, path.split("[.]"), 0)).toList(),
                    items(client.read(filled + "&fields=" + path)),
                    () -> asker + " asks for " + path + " of " + filled);
        }
    }

    /** What is named more than once or as a part of what is named as well is shown once, and whole. */
    @Test
    void several_make_one_answer() {
        var url = "/posts?limit=5&author=" + filled("{ada}") + "&fields=";
        var client = Client.VISITOR;
        var items = items(client.read(url + "tags.slug,id,author.name,links.self,id"));
        assertEquals(5, items.size());
        items.forEach(item -> {
            assertEquals(Set.of("tags", "id", "author", "links"), names(item));
            assertEquals(Set.of("name"), names(item.path("author")));
            assertEquals(Set.of("self"), names(item.path("links")));
            item.path("tags").forEach(tag -> assertEquals(Set.of("slug"), names(tag)));
        });
        var whole = items(client.read(url + "author"));
        assertEquals(whole, items(client.read(url + "author,author.name")));
        assertEquals(whole, items(client.read(url + "author.name,author")));
        assertEquals(
                items(client.read(url + "id,author,comments,tags")),
                items(client.read(url + "id&include=author,comments,tags")));
        assertEquals(items(client.read(url + "id,comments")), items(client.read(url + "id&include=comments")));
        var three = items(client.read(url.replace("limit=5", "limit=20") + "comments"));
        assertEquals(
                3,
                three.stream()
                        .mapToInt(item -> item.path("comments").size())
                        .max()
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
                    /posts?fields=titel                     | fields  | titel; there are | did you mean title?
                    /posts?fields=id,autor.name             | fields  | autor            | did you mean author?
                    /posts?fields=author.nam                | fields  | author.nam       | did you mean name?
                    /posts?fields=title.x                   | fields  | title.x          | nothing below it
                    /posts?fields=meta.mood                 | fields  | meta.mood        | nothing below it
                    /posts?fields=comments.author.nam       | fields  | author.nam       | did you mean name?
                    /posts?fields=comments.author.name.x    | fields  | author.name.x    | nothing below it
                    /posts?fields=author.email              | fields  | author.email     | there are username, name
                    /posts?fields=id,,title                 | fields  | names            | there are
                    /posts?fields=id,                       | fields  | names            | there are
                    /posts?fields=.                         | fields  | names            | there are
                    /posts?fields=authors.name.x.y.z.a.b.c  | fields  | authors.name.x   | nothing below it
                    /posts?fields=                          | fields  | must have        | a value
                    /posts?fields=entityVersion             | fields  | entityVersion    | there are
                    /posts?include=autor                    | include | autor            | did you mean author?
                    /posts?include=author,                  | include | names            | there are
                    /posts?include=body                     | include | body             | there are
                    /posts/{post}?fields=titel              | fields  | titel            | did you mean title?
                    /posts/{post}?include=revisions         | include | revisions        | there are
                    /comments?fields=email                  | fields  | email            | there are
                    /comments?fields=author.username.x      | fields  | author.username  | nothing below it
                    /posts/{post}/comments?fields=bodies    | fields  | bodies           | there are id
                    /tags?fields=count                      | fields  | count            | postCount
                    /categories?fields=pat                  | fields  | pat              | did you mean path?
                    /authors?fields=email                   | fields  | email            | there are""")
    void what_there_is_not_is_refused_by_name_with_what_there_is(
            String url, String parameter, String words, String hint) {
        visitor()
                .urlEncodingEnabled(false)
                .get(filled(url))
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo(parameter))
                .body("errors[0].detail", containsString(words))
                .body("errors[0].detail", containsString(hint));
    }

    @Test
    void a_part_of_a_post_is_tagged_with_its_version() {
        var url = "/posts/" + Sample.posts().getFirst();
        var client = client("author");
        var whole = client.get(url).headers().firstValue("ETag").orElseThrow();
        var part =
                client.get(url + "?fields=title").headers().firstValue("ETag").orElseThrow();
        assertNotEquals(whole, part);
        assertEquals(whole.split("-")[0], part.split("-")[0]);
        visitor()
                .header("If-None-Match", part)
                .get(url + "?fields=title")
                .then()
                .statusCode(304);
        visitor()
                .header("If-None-Match", whole)
                .get(url + "?fields=title")
                .then()
                .statusCode(200);
        // It is good for a change of the whole.
        var known = Sample.ada().header("If-Match", part).body(Map.of("featured", true));
        known.patch(url).then().statusCode(200);
    }

    @Test
    void an_id_and_a_title_are_a_tenth_of_what_is_read_of_a_post_or_less() {
        var author = "byte-counter";
        var client = Client.as(author, Role.AUTHOR);
        for (int number = 0; number < 20; number++) {
            var post = Map.of(
                    "title", "A title of some length",
                    "body", "Some *words* of a text. ".repeat(170),
                    "publishedAt", "2026-01-01");
            assertEquals(201, client.send("POST", "/posts", post).statusCode());
        }
        var few = bytes(author, "&fields=id,title");
        var usual = bytes(author, "");
        var full = bytes(author, "&fields=id,title,body,html,toc,meta,excerpt,author,tags,publishedAt,updatedAt,links");
        System.out.printf(
                "20 posts of 4 KB: id and title are %,d bytes, a list %,d, with texts %,d: %d and %d times%n",
                few, usual, full, usual / few, full / few);
        assertTrue(full >= 10 * few, full + " is not ten times " + few);
        assertTrue(usual < full / 5, "a list reads texts: " + usual);
    }

    /** Of the rows that a list reads, the columns that its statement names, as text. What is read besides is left out. */
    private long bytes(String author, String fields) {
        var statements = new ArrayList<String>();
        var log = Logger.getLogger("org.hibernate.SQL");
        var before = log.getLevel();
        var listener = new Handler() {
            @Override
            public void publish(LogRecord said) {
                statements.add(said.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.setLevel(Level.FINE);
        log.addHandler(listener);
        List<UUID> posts;
        try {
            posts = Client.VISITOR
                    .read("/posts?author=" + author + fields)
                    .path("items")
                    .valueStream()
                    .map(post -> UUID.fromString(post.path("id").asText()))
                    .toList();
        } finally {
            log.removeHandler(listener);
            log.setLevel(before);
        }
        assertEquals(20, posts.size());
        var columns = statements.stream()
                .flatMap(statement -> Pattern.compile("(?s)^\\s*select\\s+(p1_0\\..*?)\\s+from\\s+post p1_0")
                        .matcher(statement)
                        .results())
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(statements));
        var each = Arrays.stream(columns.split(","))
                .map(column -> "coalesce(octet_length(cast(" + column + " as text)), 0)")
                .toList();
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery("select sum(" + String.join(" + ", each)
                                        + ") from post p1_0 where id = any(?1)")
                                .setParameter(1, posts.toArray(UUID[]::new))
                                .getSingleResult())
                        .longValue());
    }

    /** Of this one property or a part of it. */
    private static JsonNode only(JsonNode node, String[] path, int at) {
        if (at == path.length || node.isValueNode()) {
            return node;
        }
        if (node.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(only(item, path, at)));
            return items;
        }
        var part = JsonNodeFactory.instance.objectNode();
        if (node.has(path[at])) {
            part.set(path[at], only(node.path(path[at]), path, at + 1));
        }
        return part;
    }

    /** All that a schema names, as deep as can be asked. */
    private void paths(JsonNode schema, String above, Set<String> paths) {
        if (schema.has("$ref")) {
            paths(document.at(schema.path("$ref").asText().substring(1)), above, paths);
        }
        schema.path("allOf").forEach(part -> paths(part, above, paths));
        schema.path("anyOf").forEach(part -> paths(part, above, paths));
        if (schema.has("items")) {
            paths(schema.path("items"), above, paths);
        }
        schema.path("properties").properties().forEach(property -> {
            var path = above + property.getKey();
            if (path.split("[.]").length <= 3 && !path.equals(OF_SEARCHES)) {
                paths.add(path);
                paths(property.getValue(), path + ".", paths);
            }
        });
    }

    private static List<JsonNode> items(JsonNode answer) {
        return answer.has("items") && answer.path("items").isArray()
                ? answer.path("items").valueStream().toList()
                : List.of(answer);
    }

    private static Set<String> names(JsonNode object) {
        return Set.copyOf(object.propertyStream().map(Map.Entry::getKey).toList());
    }

    private static Client client(String asker) {
        return switch (asker) {
            case "visitor" -> Client.VISITOR;
            case "author" -> Client.as(Sample.ADA, Role.AUTHOR);
            case "editor" -> Client.as("editor", Role.EDITOR);
            default -> Client.as("admin", Role.ADMIN);
        };
    }

    private static String filled(String url) {
        return url.replace("{post}", Sample.posts().getFirst())
                .replace("{draft}", Sample.posts().get(4))
                .replace("{ada}", Sample.ADA)
                .replace("{word}", Sample.WORD)
                .replace(
                        "{time}",
                        Sample.TIMES.get(url.startsWith("/events") ? 0 : 2).toString());
    }
}
