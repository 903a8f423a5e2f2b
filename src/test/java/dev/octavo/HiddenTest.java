package dev.octavo;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octavo.account.Role;
import dev.octavo.support.Octavo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Asks for all that the document knows: each place that can be read, in each order, by each filter, and by fields that are no
 * filters. What some hide must not change a byte of what others are answered, so that nothing can be concluded either.
 */
@QuarkusTest
class HiddenTest {
    /** In all that is hidden; in a URL its blank is not one. */
    private static final String UNSEEN = "Unseen words";

    private static final String EMAIL = "unseen-keeper@example.org";

    /** What hashes, tokens and e-mails look like. */
    private static final Pattern SECRET = Pattern.compile("argon2|oct_[A-Za-z0-9_-]{43}|" + UNSEEN + "|" + EMAIL);

    /** One of each answer's own. */
    private static final Pattern TRACE = Pattern.compile("\"traceId\":\"[^\"]*\"");

    private static final Pattern NAMED = Pattern.compile("`-?(\\w+)`");

    /** By which a parameter is known to be a filter: its operators follow. */
    private static final String FILTER = "with a colon before it: ";

    private static final String COMMENT = "{\"body\": \"Said.\", \"author\": {\"name\": \"Grace\"}}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String keeper = name("keeper");
    private final String ghost = name("ghost");
    private final String slug = name("hidden");
    private final String former = name("former");
    private final String unlisted = name("unlisted");
    private final String tag = name("tag");
    private JsonNode document;
    private String revision;
    private String shownPost;
    private String shownComment;

    @Test
    void what_is_hidden_changes_no_answer_to_others() throws IOException {
        document = new ObjectMapper()
                .readTree(RestAssured.given().get("/openapi?format=json").asString());
        // One moment, so that nothing changes by itself.
        at(Instant.now().truncatedTo(ChronoUnit.MICROS), () -> {
            author().get("/me").then().statusCode(200);
            var token = signIn("author", Octavo.PASSWORD);
            String post = write(keeper(), Map.of("publishedAt", "2026-01-02T03:04:05Z"))
                    .extract()
                    .path("id");
            String shown = Octavo.comment(post, null);
            revision = keeper().get("/posts/{post}/revisions", post).path("items[0].id");
            shownPost = post;
            shownComment = shown;
            var urls = urls(post, shown);
            var asVisitor = answers(urls, null);
            // What is refused is refused to all.
            var taken = urls.stream()
                    .filter(url -> !asVisitor.get(url).startsWith("400"))
                    .toList();
            var asAuthor = answers(taken, token);
            assertTrue(asVisitor.values().stream()
                            .filter(answer -> answer.startsWith("200"))
                            .count()
                    > 30);

            var hidden = hide(post);
            unchanged(asVisitor, answers(urls, null));
            unchanged(asAuthor, answers(taken, token));
            for (var others : new String[] {null, token}) {
                hidden.forEach(place -> looksLikeNothing(place, others));
            }
        });
    }

    private void unchanged(Map<String, String> before, Map<String, String> after) {
        after.forEach((url, answer) -> {
            assertEquals(before.get(url), answer, url);
            assertFalse(answer.startsWith("5"), () -> url + " answers " + answer);
            assertFalse(SECRET.matcher(answer).find(), () -> url + " shows " + answer);
        });
    }

    /** Read, changed and commented on, it is answered as an id that nobody has. */
    private void looksLikeNothing(String place, String token) {
        var id = place.substring(place.lastIndexOf('/') + 1);
        var nobody = UUID.randomUUID().toString();
        for (var request : List.of(
                "GET ",
                "DELETE ",
                "GET  /comments",
                "POST  /comments",
                "DELETE  /publication",
                "PUT  /approval",
                "GET  /revisions",
                "GET  /schedules",
                "GET  /revisions/" + revision,
                "GET  /previews",
                "DELETE  /working-copy",
                "PUT  /working-copy")) {
            var method = request.split(" +")[0];
            var url = place + request.replaceAll("^[A-Z]+ *", "");
            assertEquals(
                    answer(method, url.replace(id, nobody), token).replace(nobody, id),
                    answer(method, url, token),
                    method + " " + url);
        }
    }

    /** All that some may not see, under one post that they do; and where each of it would stand. */
    private List<String> hide(String post) {
        keeper().body(Map.of("email", EMAIL)).patch("/me").then().statusCode(200);
        var words = Map.of("title", UNSEEN, "body", UNSEEN, "excerpt", UNSEEN, "tags", List.of(tag, UNSEEN));
        keeper().body(words).patch("/posts/{post}", post).then().statusCode(200);
        for (var action : List.of("update", "unpublish")) {
            keeper().body(Map.of(
                            "action",
                            action,
                            "at",
                            action.equals("update") ? "2998-01-01" : "2999-01-01",
                            "zone",
                            "UTC"))
                    .post("/posts/{post}/schedules", post)
                    .then()
                    .statusCode(201);
        }
        var draft = written(words, Map.of("slug", slug, "meta", Map.of("note", UNSEEN)));
        var scheduled = written(words, Map.of("publishedAt", "2999-01-01T00:00:00Z"));
        var taken = written(words, Map.of("publishedAt", "2026-01-02T03:04:05Z"));
        var under = approved(said(taken));
        for (var renamed : List.of(former, former + "-b")) {
            keeper().body(Map.of("slug", renamed))
                    .patch("/posts/{post}", taken)
                    .then()
                    .statusCode(200);
        }
        keeper().delete("/posts/{post}/publication", taken).then().statusCode(204);
        var trashed = written(words, Map.of("publishedAt", "2026-01-02T03:04:05Z"));
        var underTrash = approved(said(trashed));
        keeper().delete("/posts/{post}", trashed).then().statusCode(204);
        var atItsAddress = written(
                words,
                Map.of("publishedAt", "2026-01-02T03:04:05Z", "slug", unlisted, "unlisted", true, "featured", true));
        approved(said(atItsAddress));
        var held = said(post);
        var spam = said(post);
        editor().body(Map.of("status", "spam"))
                .patch("/comments/{id}", spam)
                .then()
                .statusCode(200);
        admin().body(Map.of("username", ghost, "name", UNSEEN, "email", "ghost." + EMAIL, "role", "author"))
                .post("/accounts")
                .then()
                .statusCode(201);
        admin().post("/accounts/{account}/invitation", ghost).then().statusCode(201);
        return Stream.concat(
                        Stream.of(draft, scheduled, taken, trashed, former).map(id -> "/api/v1/posts/" + id),
                        Stream.of(under, underTrash, held, spam).map(id -> "/api/v1/comments/" + id))
                .toList();
    }

    private String written(Map<String, ?> words, Map<String, ?> more) {
        var properties = new LinkedHashMap<String, Object>(words);
        properties.putAll(more);
        return write(keeper(), properties).extract().path("id");
    }

    private String approved(String comment) {
        keeper().put("/comments/{id}/approval", comment).then().statusCode(200);
        return comment;
    }

    /** By a guest, so that it waits. */
    private String said(String post) {
        return visitor()
                .body(Map.of("body", UNSEEN, "author", Map.of("name", UNSEEN, "email", "guest." + EMAIL)))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Every place that can be read, and every question that can be asked there, and some that cannot. */
    private List<String> urls(String post, String comment) {
        var urls = new TreeSet<String>();
        document.path("paths").properties().forEach(path -> {
            var get = path.getValue().path("get");
            if (get.isMissingNode()) {
                return;
            }
            for (var name : List.of(post, slug, former)) {
                var hidden = !name.equals(post);
                var url = path.getKey()
                        .replace("{post}", name)
                        .replace("{id}", comment)
                        .replace("{revision}", revision)
                        .replace("{tag}", hidden ? tag : "shown")
                        .replace("{file}", "posts-1")
                        .replaceAll("\\{(account|author)}", hidden ? ghost : keeper)
                        .replaceAll("\\{[^}]+}", "nothing");
                urls.add(url);
                get.path("parameters")
                        .forEach(parameter -> values(parameter).forEach(value -> {
                            var asked =
                                    url + "?" + parameter.path("name").asText() + "=" + URLEncoder.encode(value, UTF_8);
                            if (!isFilter(parameter)) {
                                urls.add(asked);
                            } else {
                                urls.add(asked + "&count=exact");
                                if (get.path("parameters")
                                        .findValuesAsText("name")
                                        .contains("status")) {
                                    urls.add(asked + "&status=any&count=exact&limit=1");
                                }
                            }
                        }));
            }
        });
        var fields = fields();
        for (var list : List.of("posts", "comments", "authors", "tags")) {
            fields.forEach(field -> urls.add("/api/v1/" + list + "?" + field + "=" + tag));
            urls.add("/api/v1/" + list + "?count=exact&limit=100");
        }
        return List.copyOf(urls);
    }

    private static boolean isFilter(JsonNode parameter) {
        return parameter.path("description").asText().contains(FILTER);
    }

    private Stream<String> values(JsonNode parameter) {
        if (!parameter.path("in").asText().equals("query")) {
            return Stream.of();
        }
        var schema = parameter.path("schema");
        var known =
                schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
        if (known.has("enum")) {
            return known.path("enum").valueStream().map(JsonNode::asText);
        }
        if (known.path("type").toString().contains("boolean")) {
            return Stream.of("true", "false");
        }
        if (isFilter(parameter)) {
            return conditions(parameter);
        }
        return switch (parameter.path("name").asText()) {
            // By what else is for VisitorLeakTest.
            case "sort" ->
                NAMED.matcher(parameter.path("description").asText())
                        .results()
                        .flatMap(name -> Stream.of(name.group(1), "-" + name.group(1)));
            case "version", "against" -> Stream.of("published", "working", revision);
            case "limit" -> Stream.of("100");
            case "include" -> Stream.of("comments", "author,authors,tags,categories,comments");
            case "fields" ->
                Stream.of(
                        "id,title,body,html,toc,meta,seo,head,comments,tags,modified",
                        "id,title,body,html,toc,meta,seo,head,comments,tags",
                        "id,author,body,html,email",
                        "id,author,body,html",
                        "slug,name,postCount",
                        "username,name,postCount");
            default -> Stream.of("1");
        };
    }

    /** What finds, leaves out or counts what is hidden, by each operator that a field takes. */
    private Stream<String> conditions(JsonNode parameter) {
        var field = parameter.path("name").asText();
        var operators =
                Set.of(parameter.path("description").asText().split(FILTER)[1].split(", "));
        var values = switch (field) {
            case "author", "username" -> List.of(keeper, ghost);
            case "slug" -> List.of(slug, former, unlisted, "unseen-words");
            case "tag", "category" -> List.of(tag, "unseen-words");
            case "email" -> List.of("guest." + EMAIL);
            case "id", "post", "parent" -> List.of(shownPost, shownComment);
            default ->
                operators.contains("contains")
                        ? List.of(UNSEEN)
                        : !operators.contains("exists")
                                ? List.of("true", "false")
                                : field.endsWith("At")
                                        ? List.of("2026-01-02T03:04:05Z", "2998-01-01")
                                        : List.of("0", "1");
        };
        return Stream.of(
                        values.stream(),
                        values.stream()
                                .flatMap(value -> Stream.of("ne", "lt", "gte", "contains", "startsWith")
                                        .filter(operators::contains)
                                        .map(operator -> operator + ":" + value)),
                        Stream.of("in:" + String.join(",", values)),
                        Stream.of("true", "false")
                                .filter(some -> operators.contains("exists"))
                                .map(some -> "exists:" + some))
                .flatMap(some -> some);
    }

    /** Of what holds something hidden, and what might be kept beside it. */
    private TreeSet<String> fields() {
        var fields = new TreeSet<>(
                List.of("passwordHash", "hash", "author.email", "authorEmail", "account.email", "deletedAt"));
        Stream.of("PostView", "CommentForModerator", "Account", "TagView")
                .map(schema -> document.at("/components/schemas/" + schema + "/properties"))
                .forEach(properties -> properties.fieldNames().forEachRemaining(fields::add));
        return fields;
    }

    private Map<String, String> answers(List<String> urls, String token) {
        var answers = new LinkedHashMap<String, String>();
        try (var readers = Executors.newFixedThreadPool(4)) {
            var asked = urls.stream()
                    .map(url -> CompletableFuture.supplyAsync(() -> answer("GET", url, token), readers))
                    .toList();
            for (var number = 0; number < urls.size(); number++) {
                answers.put(urls.get(number), asked.get(number).join());
            }
        }
        return answers;
    }

    private String answer(String method, String url, String token) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + url))
                    .header("Content-Type", "application/json")
                    .method(method, method.equals("POST") ? BodyPublishers.ofString(COMMENT) : BodyPublishers.noBody());
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() + " "
                    + answer.headers().firstValue("ETag").orElse("") + " "
                    + TRACE.matcher(answer.body()).replaceAll("");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private RequestSpecification keeper() {
        return as(keeper, Role.AUTHOR);
    }

    private static String name(String word) {
        return unique(word).replace(' ', '-');
    }
}
