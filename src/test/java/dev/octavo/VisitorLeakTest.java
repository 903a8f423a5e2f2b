package dev.octavo;

import static dev.octavo.support.Octavo.PASSWORD;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.write;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Octavo;
import dev.octavo.support.Operations;
import dev.octavo.support.Operations.Call;
import dev.octavo.support.Operations.Operation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever may not see a thing learns nothing of it by asking for it either: a secret in a path, a parameter or a body is answered like
 * any other value. The requests are made from the OpenAPI document, so that what is added to the API is tried as well. What is
 * not asked for by name is for {@link HiddenTest}.
 */
@QuarkusTest
class VisitorLeakTest {
    private static final String NOBODY = UUID.randomUUID().toString();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MARK = Pattern.compile("zq[0-9a-f]{12}");
    private static final Pattern CURSOR = Pattern.compile("cursor=([A-Za-z0-9_%-]+)");
    private static final Pattern NUMBER = Pattern.compile("(\"slug\":\"[^\"]*?)-\\d+(?=\")");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    /** What differs from one answer to the next, or with the length of what was sent, and tells nothing. */
    private static final Set<String> HEADERS_OF_THE_MOMENT =
            Set.of("date", "content-length", "ratelimit", "retry-after", "x-request-id", "traceparent");

    /** What is told on purpose: of which operation, by what, and why. */
    private static final Map<String, String> TOLD = Map.of(
            "createPost /slug", "409 slug-taken or slug-redirects, because a slug can be given once",
            "createPost /title", "the slug made from it is another when that of a hidden post is in the way",
            "createPost /tags/0", "the tags of a site are spelled as they were first, whoever shows them",
            "replacePost /slug", "as createPost /slug",
            "replacePost /tags/0", "as createPost /tags/0",
            "replacePost path", "as createPost /slug: 409 in place of 201",
            "createComment /parent", "409 parent-not-approved: whoever answers a comment has seen it before",
            "updateMe /email",
                    "409 account-exists: an address belongs to one account, and who has one can ask for any");

    @Inject
    EntityManager entities;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> marks = new ArrayList<>();
    private final Map<String, String> leaks = Collections.synchronizedMap(new LinkedHashMap<>());
    private Operations operations;

    @BeforeEach
    void readTheDocument() {
        operations = new Operations(given().get("/openapi?format=JSON").asString());
    }

    private record Answer(int status, Map<String, List<String>> headers, String body) {}

    /** A post that all may see, with comments, and its author. */
    private record Shown(
            String author, String id, String slug, String tag, String comment, String held, String revision) {
        Map<String, List<String>> places() {
            return Map.ofEntries(
                    Map.entry("posts/{post}", List.of(id, slug)),
                    Map.entry("comments/{id}", List.of(comment)),
                    Map.entry("revisions/{revision}", List.of(revision)),
                    Map.entry("previews/{preview}", List.of(NOBODY)),
                    Map.entry("previews/{secret}", List.of(NOBODY)),
                    Map.entry("authors/{author}", List.of(author)),
                    Map.entry("tags/{tag}", List.of(tag)),
                    Map.entry("categories/{category}", List.of(tag)),
                    Map.entry("sitemap-{file}", List.of("posts-1", "tags-1", "authors-1")),
                    Map.entry("accounts/{account}", List.of(author)),
                    Map.entry("tokens/{id}", List.of(NOBODY)),
                    Map.entry("schedules/{schedule}", List.of(NOBODY)),
                    Map.entry("problems/{type}", List.of("not-found")));
        }
    }

    /** What only some may see: where it stands, and the words by which it could be found. */
    private record Hidden(Map<String, List<String>> places, List<String> words) {}

    @Test
    void a_secret_in_a_request_is_answered_like_any_other_value() {
        Octavo.at(now(), () -> {
            var shown = show();
            var hidden = hide(shown);
            var secrets = secrets();
            var askers = askers();
            for (var operation : operations.all()) {
                for (var call : operation.isRead() ? calls(operation, shown) : List.<Call>of()) {
                    atOnce(askers, (asker, token) -> tellsNothing(asker, call, send(token, call), secrets, ""));
                }
            }
            // Later, because what is sent from here on is shown, secrets or not.
            for (var operation : operations.all()) {
                var refused = ConcurrentHashMap.<String>newKeySet();
                for (var probe : probes(operation, shown, hidden)) {
                    var told = TOLD.containsKey(operation.id() + " " + probe.place());
                    var all = askersOf(operation, askers);
                    BiConsumer<String, String> ask = (asker, token) -> {
                        if (!probe.isInPath() && refused.contains(asker + probe.place())) {
                            return;
                        }
                        var answer = send(token, probe.call());
                        if (!probe.isInPath() && (answer.status() == 401 || answer.status() == 403)) {
                            // Whatever stands there.
                            refused.add(asker + probe.place());
                        }
                        tellsNothing(asker, probe.call(), answer, secrets, probe.value());
                        var other = send(token, probe.withAnotherValue());
                        if (!told) {
                            tellsTheSame(
                                    asker + " by " + probe.place(),
                                    probe.call(),
                                    plain(answer, probe.value()),
                                    plain(other, probe.other()));
                        }
                    };
                    if (operation.isRead()) {
                        atOnce(all, ask);
                    } else {
                        all.forEach(ask);
                    }
                }
            }
        });
        assertNoLeaks();
    }

    @Test
    void a_cursor_of_somebody_who_may_see_more_shows_nothing_to_others() {
        Octavo.at(now(), () -> {
            var shown = show();
            hide(shown);
            var secrets = secrets();
            var askers = askers();
            var all = token(Octavo.admin());
            var cursors = 0;
            for (var operation : operations.all()) {
                if (!operations.parameters(operation, "query").contains("cursor")) {
                    continue;
                }
                for (var call : calls(operation, shown)) {
                    for (var cursor : CURSOR.matcher(
                                    send(all, call.with("limit", "1")).body())
                            .results()
                            .map(found -> found.group(1))
                            .toList()) {
                        cursors++;
                        for (var repeated : List.of(call, operation.to(call.path()))) {
                            var page = repeated.with("limit", "1").with("cursor", cursor);
                            atOnce(
                                    askers,
                                    (asker, token) -> tellsNothing(
                                            asker, repeated, send(token, page), secrets, cursor + decoded(cursor)));
                        }
                    }
                }
            }
            assertTrue(cursors > 10, "only " + cursors + " cursors");
        });
        assertNoLeaks();
    }

    @Test
    void a_list_is_sorted_by_nothing_that_it_does_not_name() {
        Octavo.at(now(), () -> {
            var shown = show();
            var all = token(Octavo.admin());
            for (var operation : operations.all()) {
                if (!operation.isRead()
                        || !operations.parameters(operation, "query").contains("sort")) {
                    continue;
                }
                var named = operations.values(operation, "sort");
                var secret = Stream.concat(
                                operations.properties(operation).stream(),
                                Stream.of(
                                        "email",
                                        "authorEmail",
                                        "author.email",
                                        "author.passwordHash",
                                        "account.email",
                                        "account.passwordHash",
                                        "passwordHash",
                                        "body"))
                        .filter(name -> !named.contains(name) && !named.contains("-" + name));
                for (var name : secret.toList()) {
                    var path = operations.paths(operation, shown.places()).getFirst();
                    var answer = send(all, operation.to(path).with("sort", name));
                    assertEquals(400, answer.status(), operation.id() + " is sorted by " + name);
                }
            }
        });
    }

    // What there is

    private Shown show() {
        var name = mark("known");
        var tag = mark("shown");
        marks.clear();
        var author = as(name, Role.AUTHOR);
        Octavo.editor().body(Map.of("name", tag)).post("/categories").then().statusCode(201);
        var post = write(author, Map.of("publishedAt", "2026-01-02", "tags", List.of(tag)))
                .extract();
        String id = post.path("id");
        var approved = comment(id, null);
        var answered = comment(id, null);
        comment(id, answered);
        var guest = Octavo.guest("Grace");
        guest.put("author", Map.of("name", "Grace", "email", mark("mail") + "@example.org"));
        String guests = Octavo.visitor()
                .body(guest)
                .post("/posts/{post}/comments", id)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        as(name, Role.AUTHOR).put("/comments/{id}/approval", guests).then().statusCode(200);
        var held = mark("held");
        var tombstone =
                as("leak-" + held, Role.MEMBER).body(Map.of("body", held)).post("/posts/{post}/comments", id);
        String gone = tombstone.path("id");
        comment(id, gone);
        as(name, Role.AUTHOR).delete("/comments/{id}/approval", gone).then().statusCode(204);
        return new Shown(name, id, post.path("slug"), tag, approved, gone, revision(name, id));
    }

    /** The one that was saved last. */
    private static String revision(String author, String post) {
        return as(author, Role.AUTHOR).get("/posts/{post}/revisions", post).path("items[0].id");
    }

    /** Everything that not everybody may see, each with a word of its own. */
    private Hidden hide(Shown shown) {
        var hiddenTag = mark("tag");
        var hiddenSlug = mark("slug");
        String draft =
                write(author(shown), post(hiddenSlug, hiddenTag)).extract().path("id");
        var dated = new HashMap<>(post(mark("slug"), mark("tag")));
        dated.put("publishedAt", "2999-01-01");
        String scheduled = write(author(shown), dated).extract().path("id");
        String trash =
                write(author(shown), post(mark("slug"), mark("tag"))).extract().path("id");
        author(shown).delete("/posts/{post}", trash).then().statusCode(204);
        var formerSlug = mark("former");
        var renamed = new HashMap<>(post(formerSlug, mark("tag")));
        renamed.put("publishedAt", "2026-01-01");
        String withdrawn = write(author(shown), renamed).extract().path("id");
        author(shown)
                .body(Map.of("slug", mark("slug")))
                .patch("/posts/{post}", withdrawn)
                .then()
                .statusCode(200);
        author(shown).delete("/posts/{post}/publication", withdrawn).then().statusCode(204);
        var unlistedTag = mark("tag");
        var unlistedSlug = mark("slug");
        var unlisted = new HashMap<>(post(unlistedSlug, unlistedTag));
        unlisted.put("publishedAt", "2026-01-01");
        unlisted.put("unlisted", true);
        String atItsAddress = write(author(shown), unlisted).extract().path("id");
        author(shown)
                .put("/comments/{id}/approval", guestComment(atItsAddress))
                .then()
                .statusCode(200);
        var working = new HashMap<>(post(null, mark("tag")));
        working.remove("slug");
        author(shown).body(working).patch("/posts/{post}", shown.id()).then().statusCode(200);
        var ghost = mark("ghost");
        var mail = mark("mail") + "@example.org";
        String account = Octavo.admin()
                .body(Map.of(
                        "username", ghost, "name", mark("name"), "email", mail, "role", "author", "password", PASSWORD))
                .post("/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        write(as(ghost, Role.AUTHOR), post(mark("slug"), mark("tag")));
        var invited = mark("invited");
        Octavo.admin()
                .body(Map.of(
                        "username", invited, "name", mark("name"), "email", mark("mail") + "@x.org", "role", "author"))
                .post("/accounts")
                .then()
                .statusCode(201);
        String invitation =
                Octavo.admin().post("/accounts/{account}/invitation", invited).path("token");
        var pending = guestComment(shown.id());
        for (var status : List.of("spam", "trash")) {
            author(shown)
                    .body(Map.of("status", status))
                    .patch("/comments/{id}", guestComment(shown.id()))
                    .then()
                    .statusCode(200);
        }
        var token = token(author(shown), mark("token"));
        var preview = author(shown)
                .post("/posts/{post}/previews", draft)
                .then()
                .statusCode(201)
                .extract();
        String url = preview.path("url");
        Stream.of(invitation, token.get("token"), url.substring(url.lastIndexOf('/') + 1))
                .map(secret -> secret.toLowerCase(Locale.ROOT))
                .forEach(marks::add);
        var revision = revision(shown.author(), draft);
        String schedule =
                author(shown).get("/posts/{post}/schedules", scheduled).path("items[0].id");
        var places = Map.ofEntries(
                Map.entry("posts/{post}", List.of(draft, scheduled, trash, hiddenSlug, formerSlug)),
                Map.entry("comments/{id}", List.of(pending, shown.held())),
                Map.entry("revisions/{revision}", List.of(revision)),
                Map.entry("previews/{preview}", List.of(preview.<String>path("id"))),
                Map.entry("previews/{secret}", List.<String>of()),
                Map.entry("authors/{author}", List.of(ghost, invited)),
                Map.entry("tags/{tag}", List.of(hiddenTag)),
                Map.entry("categories/{category}", List.<String>of()),
                Map.entry("sitemap-{file}", List.<String>of()),
                Map.entry("accounts/{account}", List.of(ghost, invited, account)),
                Map.entry("tokens/{id}", List.of(token.get("id"))),
                Map.entry("schedules/{schedule}", List.of(schedule)),
                Map.entry("problems/{type}", List.<String>of()));
        return new Hidden(
                places,
                List.of(
                        hiddenTag,
                        hiddenSlug,
                        formerSlug,
                        unlistedTag,
                        unlistedSlug,
                        ghost,
                        mail,
                        draft,
                        pending,
                        revision));
    }

    private static RequestSpecification author(Shown shown) {
        return as(shown.author(), Role.AUTHOR);
    }

    private Map<String, Object> post(String slug, String tag) {
        var post = new HashMap<String, Object>(Map.of(
                "title",
                "A " + mark("title"),
                "body",
                "# " + mark("heading") + "\n\nWords " + mark("body"),
                "tags",
                List.of(tag.toUpperCase(Locale.ROOT)),
                "excerpt",
                mark("excerpt"),
                "canonicalUrl",
                "https://example.org/" + mark("url"),
                "meta",
                Map.of(mark("key"), mark("value"))));
        post.put("slug", slug);
        return post;
    }

    private String guestComment(String post) {
        return Octavo.visitor()
                .body(Map.of(
                        "body", mark("said"), "author", Map.of("name", mark("name"), "email", mark("mail") + "@x.org")))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** A word that stands nowhere else. */
    private String mark(String ignoredKind) {
        var mark = "zq" + UUID.randomUUID().toString().replace("-", "").substring(20);
        marks.add(mark);
        return mark;
    }

    /** The words, and the newest that the database holds in each column that is named like a secret. */
    private List<String> secrets() {
        var secrets = new ArrayList<>(marks);
        QuarkusTransaction.requiringNew().run(() -> {
            for (Object column : entities.createNativeQuery("""
                            select 'select ' || case data_type when 'bytea' then 'encode(' || column_name || ', ''hex'')'
                                else column_name || '::text' end || ' from ' || table_name || ' order by ctid desc limit 40'
                            from information_schema.columns
                            where table_schema = 'public' and data_type in ('text', 'bytea', 'character varying')
                              and column_name ~ 'mail|hash|secret|password|value|address'""").getResultList()) {
                for (Object value : entities.createNativeQuery((String) column).getResultList()) {
                    if (value instanceof String text && text.length() > 15) {
                        secrets.add(text.toLowerCase(Locale.ROOT));
                    }
                }
            }
        });
        return secrets;
    }

    // What is asked

    /** Its places that all may see, plain and with each value of each parameter that is a choice. */
    private List<Call> calls(Operation operation, Shown shown) {
        var calls = new ArrayList<Call>();
        for (var path : operations.paths(operation, shown.places())) {
            var call = operation.to(path);
            calls.add(call);
            operations.parameters(operation, "query").stream()
                    .filter(parameter -> operations.isChoice(operation, parameter))
                    .forEach(parameter -> operations
                            .values(operation, parameter)
                            .forEach(value -> calls.add(call.with(parameter, value))));
        }
        return calls;
    }

    private record Probe(String place, String value, String other, Call call) {
        boolean isInPath() {
            return place.equals("path");
        }

        Call withAnotherValue() {
            return new Call(
                    call.operation(),
                    call.method(),
                    call.path().replace(value, other),
                    call.query().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    pair -> pair.getValue().replace(value, other),
                                    (one, two) -> one,
                                    TreeMap::new)),
                    call.headers().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, pair -> pair.getValue().replace(value, other))),
                    call.type(),
                    call.body() == null ? null : call.body().replace(value, other));
        }
    }

    private List<Probe> probes(Operation operation, Shown shown, Hidden hidden) {
        var probes = new ArrayList<Probe>();
        var types = operations.bodies(operation);
        for (var path :
                operation.path().contains("{") ? operations.paths(operation, hidden.places()) : List.<String>of()) {
            var value = Stream.of(path.split("/"))
                    .filter(part ->
                            ID.matcher(part).matches() || MARK.matcher(part).matches())
                    .findFirst()
                    .orElseThrow();
            var call = operation.to(path);
            for (var type : types.isEmpty() ? List.of("") : types) {
                var whole = type.isEmpty() ? call : call.withBody(type, operations.body(operation, type));
                probes.add(probe("path", value, whole));
                probes.add(probe("path", value, whole.withHeader("If-Match", "*")));
                probes.add(probe("path", value, whole.withHeader("If-None-Match", "*")));
            }
        }
        var path = operations.paths(operation, shown.places()).getFirst();
        for (var word : hidden.words()) {
            for (var parameter : operations.parameters(operation, "query")) {
                if (operations.isText(operation, parameter)) {
                    var call = operation.to(path).with(parameter, word);
                    var counts = operations.parameters(operation, "query").contains("count");
                    probes.add(probe(parameter, word, counts ? call.with("count", "exact") : call));
                }
            }
            // All forms of JSON are read by the same code.
            for (var type : types.stream().limit(1).toList()) {
                for (var place : operations.places(operation, type)) {
                    probes.add(probe(
                            place,
                            word,
                            operation.to(path).withBody(type, operations.body(operation, type, place, word))));
                }
            }
        }
        return probes;
    }

    /** The secret, beside a value of the same form that nobody has. */
    private static Probe probe(String place, String value, Call call) {
        var random = UUID.randomUUID().toString();
        var other = ID.matcher(value).matches()
                ? random
                : MARK.matcher(value).replaceAll("zq" + random.replace("-", "").substring(20));
        assertNotEquals(value, other);
        return new Probe(place, value, other, call);
    }

    // Who asks

    private Map<String, String> askers() {
        var askers = new LinkedHashMap<String, String>();
        askers.put("visitor", null);
        askers.put("member", token(as("leak-member", Role.MEMBER)));
        askers.put("another author", token(as("leak-stranger", Role.AUTHOR)));
        return askers;
    }

    /** A password takes long to check, whoever sends it. */
    private Map<String, String> askersOf(Operation operation, Map<String, String> askers) {
        var slow = operations.bodies(operation).stream()
                .flatMap(type -> operations.places(operation, type).stream())
                .anyMatch(place -> place.endsWith("assword"));
        return slow ? Collections.singletonMap("visitor", null) : askers;
    }

    private static String token(RequestSpecification account) {
        return token(account, "for leaks").get("token");
    }

    private static Map<String, String> token(RequestSpecification account, String name) {
        return account.body(Map.of("name", name))
                .post("/tokens")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getMap("");
    }

    /** All of them only read. */
    private static void atOnce(Map<String, String> askers, BiConsumer<String, String> ask) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asking : askers.entrySet().stream()
                    .map(asker -> threads.submit(() -> ask.accept(asker.getKey(), asker.getValue())))
                    .toList()) {
                asking.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Answer send(String token, Call call) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + call.target()))
                .method(
                        call.method(),
                        call.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        if (call.type() != null) {
            request.header("Content-Type", call.type());
        }
        if (token != null) {
            // Some requests end the token that they come with.
            var ends = call.method().equals("DELETE") && call.path().matches(".*/(session|tokens.*)");
            request.header("Authorization", "Bearer " + (ends ? token(Octavo.with(token)) : token));
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            var headers = new TreeMap<>(answer.headers().map());
            headers.keySet().removeIf(name -> HEADERS_OF_THE_MOMENT.contains(name.toLowerCase(Locale.ROOT)));
            return new Answer(
                    answer.statusCode(),
                    headers,
                    answer.body().replaceAll("\"traceId\":\"[^\"]*\"", "\"traceId\":\"…\""));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(key(call), e);
        }
    }

    // What is told

    private void tellsNothing(String asker, Call call, Answer answer, List<String> secrets, String sent) {
        var told = (answer.headers() + answer.body()).toLowerCase(Locale.ROOT);
        var all = told
                + CURSOR.matcher(answer.headers() + answer.body())
                        .results()
                        .map(cursor -> decoded(cursor.group(1)))
                        .collect(Collectors.joining());
        secrets.stream()
                .filter(secret -> all.contains(secret) && !sent.contains(secret))
                .findFirst()
                .ifPresent(secret -> leaks.putIfAbsent(
                        call.operation() + " tells " + asker,
                        key(call) + " holds " + secret + ": " + answer.status() + " " + answer.body()));
    }

    private void tellsTheSame(String asker, Call call, String one, String other) {
        if (!one.equals(other)) {
            leaks.putIfAbsent(
                    call.operation() + " differs for " + asker, key(call) + "\n    " + one + "\n    " + other);
        }
    }

    private void assertNoLeaks() {
        assertTrue(
                leaks.isEmpty(),
                () -> leaks.entrySet().stream()
                        .map(leak -> leak.getKey() + ": " + leak.getValue())
                        .collect(Collectors.joining("\n", "\n", "\n")));
    }

    private static String decoded(String cursor) {
        var base64 = URLDecoder.decode(cursor, StandardCharsets.UTF_8);
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notOurs) {
            return base64;
        }
    }

    /** Without what was sent, what is made anew for each answer, and what follows from them. */
    private static String plain(Answer answer, String sent) {
        var told = (answer.status() + " " + answer.headers() + " " + answer.body()).replaceAll("etag=\\[[^\\]]*]", "");
        var plain = MARK.matcher(told.replace(sent, "‹sent›")).replaceAll("‹sent›");
        plain = CURSOR.matcher(plain).replaceAll("cursor=…");
        plain = ID.matcher(plain).replaceAll("‹id›").replaceAll("oct_[A-Za-z0-9_-]+", "‹token›");
        return TIME.matcher(NUMBER.matcher(plain).replaceAll("$1")).replaceAll("‹time›");
    }

    private static String key(Call call) {
        return call.method() + " " + call.target() + (call.headers().isEmpty() ? "" : " " + call.headers())
                + (call.body() == null ? "" : " " + call.body());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
