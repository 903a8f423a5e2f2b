package dev.octavo.post;

import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test has an author of its own, and finds among the posts of that author. */
@QuarkusTest
class SearchTest {
    private static final String PAST = "2026-01-02T03:04:05Z";

    private final String username = unique("searcher").replace(' ', '-');

    @Inject
    EntityManager entities;

    @Test
    void all_words_have_to_be_there_in_any_form_with_or_without_accents() {
        post("Crème brûlée", "The kitchen was *running* out of eggs.");
        post("Pancakes", "He runs to the kitchen.");
        post("Naïve", "Nothing else.");
        assertFinds("creme brulee", "Crème brûlée");
        assertFinds("CRÈME", "Crème brûlée");
        assertFinds("runs kitchens", "Crème brûlée", "Pancakes");
        assertFinds("run eggs", "Crème brûlée");
        assertFinds("the naive", "Naïve");
        assertFinds("kitchen nothing");
    }

    @Test
    void a_post_is_in_the_language_that_its_meta_says_or_in_the_sites() {
        post("Wien", "Viele Häuser und Bücher.", Map.of("meta", Map.of("lang", "de-AT")));
        post("Paris", "Les maisons.", Map.of("meta", Map.of("language", "fr_FR")));
        post("Typo", "Many houses.", Map.of("meta", Map.of("lang", "Klingon (Empire)")));
        post("London", "Many houses, and the.", Map.of("meta", Map.of("lang", 7)));
        author().contentType("text/markdown")
                .body("---\ntitle: Graz\ndate: 2026-01-02\nlang: de\n---\nEin Haus am Fluss.\n")
                .post("/posts")
                .then()
                .statusCode(201);
        assertFinds("haus", "Graz", "Wien");
        assertFinds("bucher", "Wien");
        assertFinds("maison", "Paris");
        assertFinds("house", "London", "Typo");
        assertFinds("und");
        String wien = visitor().get("/posts?author={author}&q=wien", username).path("items[0].id");
        author().body(Map.of("meta", Map.of("lang", "en")))
                .patch("/posts/{post}?publish=true", wien)
                .then()
                .statusCode(200);
        assertFinds("\"haus\"", "Graz");
        assertFinds("\"häuser\"", "Graz", "Wien");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "green apple"           | Green apples
            apple green             | Apples, green; Green apples
            apple -green            | Red apples
            -green apple            | Red apples
            apple -"green apple"    | Apples, green; Red apples
            red or "green apple"    | Green apples; Red apples
            pear or -apple          | Pears
            -apple                  |
            pear OR red             | Pears; Red apples
            pear or red apple       | Pears; Red apples
            or red or               | Red apples
            -or red                 | Red apples
            "green                  | Apples, green; Green apples
            """)
    void a_query_is_written_as_on_the_web(String q, String titles) {
        post("Green apples", "Fruit.");
        post("Apples, green", "Fruit.");
        post("Red apples", "Fruit.");
        post("Pears", "Fruit.");
        assertFinds(q, titles == null ? new String[0] : titles.split("; "));
    }

    @Test
    void the_last_word_may_be_unfinished() {
        post("Categories", "Of things.");
        post("A cat", "And its things.");
        assertFinds("categ", "Categories");
        assertFinds("things categ", "Categories");
        assertFinds("cat", "A cat", "Categories");
        assertFinds("cats", "A cat");
        for (var whole : List.of("categ things", "\"categ\"", "things -categ or categ-", "categ or", "thi-categ")) {
            assertEquals(whole.contains("-categ or") ? List.of("A cat", "Categories") : List.of(), found(whole), whole);
        }
        // Too many words begin like this.
        assertFinds("ca");
        assertFinds("o");
    }

    @Test
    void what_stands_between_signs_is_a_word() {
        post(
                "Wire",
                "<p>TCP/IP since 2026-11-22, with node.js&nbsp;at me@example.org and C# — „zitiert“👍ok, don’t; AT&amp;T ½</p>");
        for (var q : List.of(
                "tcp",
                "ip",
                "\"tcp ip\"",
                "TCP/IP",
                "11",
                "2026-11-22",
                "node",
                "js",
                "node.js",
                "example.org",
                "c#",
                "zitiert",
                "ok",
                "“node js”",
                "me@example.org",
                "dont or ok")) {
            assertEquals(List.of("Wire"), found(q), q);
        }
        for (var q : List.of("nbsp", "p", "amp", "ip/tcp", "don’t", "½-x")) {
            assertEquals(List.of(), found(q), q);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "\"",
                "\"\"",
                ":",
                "&",
                "|",
                "!",
                "(",
                ")",
                "*",
                "\\",
                "<",
                ">",
                "%",
                "_",
                "-",
                "--",
                "- -",
                "or",
                "the",
                "the of and",
                "'; drop table post; --",
                "x:*",
                "a & b",
                "!x",
                "<->",
                "fruit <-> pear",
                "'fruit' & 'pear'",
                "fruit:A",
                "\\'",
                "$$",
                "{}",
                "👍",
                "\u00a0",
                ":*",
                "or or",
                "-\"",
                "\"-\"",
                "&#39;",
                "&lt;b&gt;",
                "%27"
            })
    void signs_are_no_syntax_and_what_holds_no_word_finds_nothing(String q) {
        post("Pear", "Nothing.");
        assertEquals(List.of(), found(q));
        visitor()
                .queryParam("q", q)
                .get("/posts?count=exact&author={author}&sort=title&include=highlight", username)
                .then()
                .statusCode(200)
                .body("total", equalTo(0));
        visitor().queryParam("q", q).get("/comments?include=highlight").then().statusCode(200);
    }

    @Test
    void what_is_looked_for_has_a_length() {
        var longest = "x".repeat(200);
        visitor().get("/posts?q={q}", longest).then().statusCode(200);
        for (var list : List.of("/posts", "/comments")) {
            visitor()
                    .get(list + "?q={q}", longest + "x")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("q"));
            visitor().get(list + "?q=").then().statusCode(400).body("errors[0].parameter", equalTo("q"));
        }
    }

    @Test
    void titles_count_most_then_excerpts_and_equals_are_ordered_by_age() {
        post("Once", "Zebra.");
        post("Excerpt", "Nothing.", Map.of("excerpt", "A zebra"));
        post("Often", "Zebra! ".repeat(50));
        post("Zebra", "Nothing.");
        post("Once again", "Zebra.");
        assertEquals(List.of("Zebra", "Excerpt", "Often", "Once again", "Once"), found("zebra"));
        assertEquals(found("zebra"), found("zebra", "&sort=relevance"));
        assertEquals(found("zebra").reversed(), found("zebra", "&sort=-relevance"));
        assertEquals(List.of("Excerpt", "Often", "Once", "Once again", "Zebra"), found("zebra", "&sort=title"));
        assertEquals(
                List.of("Zebra", "Excerpt", "Often", "Once", "Once again"), found("zebra", "&sort=relevance,title"));
    }

    @Test
    void of_very_many_matches_the_newest_are_weighed() {
        for (var title : List.of("Once", "Zebu", "Twice", "Often")) {
            post(title, "A zebu.");
        }
        var ranks = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select rank > 0 from post_matches('zebu', 2) order by id", Boolean.class)
                        .getResultList());
        assertEquals(List.of(false, false, true, true), ranks);
    }

    @Test
    void relevance_is_an_order_of_what_was_looked_for_only() {
        for (var list : List.of("/posts", "/comments")) {
            visitor().get(list + "?sort=relevance").then().statusCode(400).body("errors[0].parameter", equalTo("sort"));
            visitor()
                    .get(list + "?include=highlight")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("include"));
            visitor()
                    .get(list + "?fields=id,highlight")
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo("fields"));
        }
        visitor().get("/posts?relevance=1&q=x").then().statusCode(400);
        visitor().get("/posts/x?include=highlight").then().statusCode(400);
    }

    @Test
    void a_walk_shows_each_match_once_and_as_many_as_are_counted() {
        for (int number = 0; number < 23; number++) {
            post("Walk " + number % 3, "Lion ".repeat(number % 4) + ("lion tiger ".repeat(number % 5)) + "lion.");
        }
        post("Walk", "Nothing.");
        for (var sort : List.of("", "&sort=relevance", "&sort=-relevance", "&sort=title", "&sort=title,-relevance")) {
            var path = "/api/v1/posts?author=" + username + "&q=lions&count=exact" + sort;
            var whole = page(path + "&limit=100").<String>getList("items.id");
            assertEquals(23, whole.size());
            var forwards = new ArrayList<List<String>>();
            JsonPath page = null;
            for (String next = path + "&limit=4"; next != null; next = page.getString("links.next")) {
                page = page(next);
                assertEquals(23, page.getInt("total"));
                forwards.add(page.getList("items.id"));
                assertTrue(forwards.size() < 10, "pages without end");
            }
            assertEquals(whole, forwards.stream().flatMap(List::stream).toList(), sort);
            var backwards = new ArrayList<>(List.of(page.<String>getList("items.id")));
            while (page.getString("links.previous") != null) {
                page = page(page.getString("links.previous"));
                backwards.addFirst(page.getList("items.id"));
            }
            assertEquals(forwards, backwards, sort);
            visitor()
                    .basePath("")
                    .get(path.replace("q=lions", "q=tigers") + "&limit=4&cursor="
                            + page(path + "&limit=4").getString("links.next").replaceFirst(".*cursor=([^&]*).*", "$1"))
                    .then()
                    .statusCode(400);
        }
        assertEquals(
                23,
                page("/api/v1/posts?limit=1&count=estimated&q=lion&author=" + username)
                        .getInt("total"));
    }

    @Test
    void what_is_found_is_counted_and_not_estimated() {
        var word = username.replace("-", "");
        sql("""
                insert into post (id, version, slug, created_at, updated_at, published_at, title, body, format, meta, html,
                    derived_excerpt, toc, reading_minutes, renderer, comments_open)
                select gen_random_uuid(), 0, '%1$s-' || n, now(), now(), '2020-01-01', '%1$s', '', 'HTML', '{}', '', '', '[]', 1, 1, true
                from generate_series(1, 10002) n""".formatted(word));
        try {
            visitor().get("/posts?limit=1&count=estimated&q=" + word).then().body("total", equalTo(10_002));
            // Now the planner would read all of it.
            sql("analyze post_search");
            assertEquals(0, readWhole("select count(*) from post_matches('%s', 0)".formatted(word)));
        } finally {
            sql("delete from post where title = '%s'".formatted(word));
        }
    }

    @Test
    void other_filters_narrow_what_is_found() {
        post("Old wolf", "Text.", Map.of("publishedAt", "2024-01-02T00:00:00Z", "tags", List.of("Wolves")));
        post("New wolf", "Text.", Map.of("tags", List.of("Wolves")));
        post("Lone wolf", "Text.");
        assertEquals(List.of("New wolf", "Old wolf"), found("wolf", "&tag=wolves"));
        assertEquals(List.of("Old wolf"), found("wolf", "&publishedAt=lt:2025-01-01"));
        assertEquals(List.of("Lone wolf"), found("wolf", "&title=startsWith:Lone"));
    }

    @Test
    void nobody_finds_what_he_may_not_read() {
        post("Gorilla seen", "Text.");
        String draft = post("Gorilla drafted", "Text.", null, Map.of());
        post("Gorilla to come", "Text.", "2999-01-01T00:00:00Z", Map.of());
        post("Gorilla unlisted", "Text.", Map.of("unlisted", true));
        String trash = post("Gorilla thrown away", "Text.");
        author().delete("/posts/{post}", trash).then().statusCode(204);
        for (Supplier<RequestSpecification> asker : List.<Supplier<RequestSpecification>>of(
                () -> visitor(), () -> member(), this::author, () -> editor())) {
            assertEquals(List.of("Gorilla seen"), found(asker.get(), "gorilla", ""));
        }
        assertEquals(List.of("Gorilla drafted"), found(author(), "gorilla", "&status=draft"));
        assertEquals(List.of("Gorilla to come"), found(editor(), "gorilla", "&status=scheduled"));
        assertEquals(List.of("Gorilla thrown away"), found(editor(), "gorilla", "&status=trash"));
        assertEquals(List.of("Gorilla unlisted"), found(author(), "gorilla", "&unlisted=true"));
        assertEquals(4, found(author(), "gorilla", "&status=any").size());
        for (var status : List.of("draft", "scheduled", "trash")) {
            assertEquals(List.of(), found(as("stranger-to-" + username, Role.AUTHOR), "gorilla", "&status=" + status));
            visitor().get("/posts?q=gorilla&status=" + status).then().statusCode(401);
        }
        author().put("/posts/{post}/publication", draft).then().statusCode(200);
        assertFinds("gorilla drafted", "Gorilla drafted");
    }

    @Test
    void many_posts_are_changed_that_are_found() {
        post("Moose", "Text.");
        post("Elk", "Text.");
        author().body(Map.of("patch", Map.of("featured", true)))
                .patch("/posts?q=moose&author={author}", username)
                .then()
                .statusCode(200);
        assertEquals(List.of("Moose"), found("text", "&featured=true"));
    }

    @Test
    void a_working_copy_is_not_found_until_it_is_published() {
        String post = post("Otter", "Text.");
        author().body(Map.of("title", "Beaver", "excerpt", "Dam", "body", "Lodge"))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        for (var asker : List.of(visitor(), author(), editor())) {
            assertEquals(List.of(), found(asker, "beaver or dam or lodge", ""));
        }
        assertFinds("otter", "Otter");
        author().put("/posts/{post}/publication", post).then().statusCode(200);
        assertFinds("otter");
        assertFinds("beaver dam lodge", "Beaver");
    }

    @Test
    void a_highlight_shows_where_it_matches() {
        post(
                "Badger & friends",
                "One\n\n" + "word ".repeat(100) + "a *bad*ger, TCP/IP **badgers** of old. " + "word ".repeat(100));
        var highlight = highlight("badger tcp");
        assertEquals("<mark>Badger</mark> &amp; friends", highlight.get("title"));
        assertTrue(
                highlight
                        .get("text")
                        .contains("a <mark>badger</mark>, <mark>TCP</mark>/IP <mark>badgers</mark> of old."),
                highlight.get("text"));
        assertTrue(highlight.get("text").length() < 600, highlight.get("text"));
        assertEquals("Badger &amp; <mark>friends</mark>", highlight("friends").get("title"));
        assertTrue(highlight("friends").get("text").startsWith("One word word"));
        visitor().get("/posts?author={author}&q=badger", username).then().body("items[0]", not(hasKey("highlight")));
        visitor()
                .get("/posts?author={author}&q=badger&fields=id,highlight.title", username)
                .then()
                .body("items[0].keySet()", equalTo(new TreeSet<>(List.of("highlight", "id"))))
                .body("items[0].highlight.keySet()", hasSize(1));
    }

    @Test
    void a_highlight_is_as_the_documentation_shows_it() {
        post("Crème brûlée", "Caramel on cream: *crème* means cream.");
        assertEquals(
                Map.of(
                        "title", "<mark>Crème</mark> <mark>brûlée</mark>",
                        "text", "Caramel on cream: <mark>crème</mark> means cream."),
                highlight("creme brulee -vegan"));
    }

    @Test
    void a_highlight_is_safe() {
        post(
                "<script>alert('fox')</script> \"fox\" & &lt;fox&gt; \u0001",
                "`<script>alert(\"fox\")</script>` &lt;img src=x onerror=fox&gt; &amp;lt;fox&amp;gt; a &#1; fox &#2; <mark>fox</mark>\n\n"
                        + "    <b>fox</b> é € 👍");
        var highlight = highlight("fox");
        assertEquals(
                "&lt;script&gt;alert(&#39;<mark>fox</mark>&#39;)&lt;/script&gt; &quot;<mark>fox</mark>&quot; &amp; &amp;lt;<mark>fox</mark>&amp;gt;",
                highlight.get("title").strip());
        var text = highlight.get("text");
        assertEquals("", text.replaceAll("</?mark>|[^<>\"']+", ""));
        assertTrue(
                text.contains(
                        "script&gt;alert(&quot;<mark>fox</mark>&quot;)&lt;/script&gt; &lt;img src=x onerror=<mark>fox</mark>&gt; &amp;lt;<mark>fox</mark>&amp;gt;"),
                text);
        assertTrue(text.contains("&lt;b&gt;<mark>fox</mark>&lt;/b"), text);
    }

    @Test
    void a_search_costs_what_a_list_does_and_its_highlights_one_statement() {
        for (int number = 0; number < 5; number++) {
            post("Heron", "Text.");
        }
        var path = "/posts?author=" + username;
        var list = Statements.during(() -> visitor().get(path).then().body("items", hasSize(5)));
        assertEquals(
                list,
                Statements.during(() -> visitor().get(path + "&q=heron").then().body("items", hasSize(5))));
        assertEquals(
                list + 1,
                Statements.during(() -> visitor()
                        .get(path + "&q=heron&include=highlight")
                        .then()
                        .body("items.highlight", hasSize(5))));
        // The author who is asked for, and the ids.
        assertEquals(
                2,
                Statements.during(
                        () -> visitor().get(path + "&q=heron&fields=id").then().body("items", hasSize(5))));
    }

    @Test
    void whatever_a_post_says_it_can_be_found() {
        post("Endless", "distinct" + numbers(120_000));
        post("Giant", "x".repeat(300_000) + " giraffe");
        post("Signs", "-/".repeat(100_000) + " <" + " okapi");
        post("Wide", wide());
        assertFinds("distinct n77", "Endless");
        assertFinds("giraffe", "Giant");
        assertFinds("okapi", "Signs");
        assertFinds("wide", "Wide");
        for (var q : List.of("distinct", "giraffe", "okapi", "wide")) {
            highlight(q);
        }
    }

    @Test
    void to_find_what_matches_no_table_is_read_as_a_whole() {
        post("Heron", "Text.");
        for (var matches : List.of("post_matches", "comment_matches")) {
            for (var q : List.of("heron", "-heron", "text or -heron", "the")) {
                assertEquals(0, readWhole("select count(*) from %s('%s', 100)".formatted(matches, q)), q);
            }
        }
        assertEquals(1, readWhole("select count(*) from post_search where config = 'none'"));
    }

    @Test
    void comments_are_found_where_they_are_seen() {
        String post = post("Parliament", "Text.");
        String german = post("Landtag", "Text.", Map.of("meta", Map.of("lang", "de")));
        String once = comment(post, "An *owl*, says <b>node.js</b>.");
        String often = comment(post, "Owls, owls and owls; l’été.");
        String held = comment(post, "A held owl.");
        editor().delete("/comments/{id}/approval", held).then().statusCode(204);
        String other = comment(german, "Viele Häuser.");
        String hidden = comment(post("Hidden", "Text.", Map.of("unlisted", true)), "A hidden owl.");
        assertEquals(List.of(often, once), comments(visitor(), "owl", post));
        assertEquals(List.of(once, often), comments(visitor(), "owl&sort=createdAt", post));
        assertEquals(
                List.of(once),
                comments(visitor(), "owl -owls -ete or node.j", post).isEmpty()
                        ? List.of(once)
                        : comments(visitor(), "node.js", post));
        assertEquals(List.of(often), comments(visitor(), "ETE", post));
        assertEquals(List.of(other), comments(visitor(), "haus", german));
        assertEquals(List.of(held), comments(author(), "owl&status=pending", post));
        assertEquals(3, comments(editor(), "owl&status=any", post).size());
        var all = visitor().get("/comments?limit=100&q=owl").jsonPath().<String>getList("items.id");
        assertTrue(all.contains(once) && !all.contains(held) && !all.contains(hidden));
        visitor()
                .get("/comments?q=owls&include=highlight&post={post}&count=exact", post)
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items[1].highlight.text", equalTo("An <mark>owl</mark>, says node.js"))
                .body("items[1].highlight", not(hasKey("title")));
        editor().get("/comments?q=held&status=pending&include=highlight&post={post}", post)
                .then()
                .body("items[0].highlight.text", equalTo("A <mark>held</mark> owl"));
        visitor().get("/comments?post={post}", post).then().body("items[0]", not(hasKey("highlight")));
        editor().body(Map.of("body", "A raven."))
                .patch("/comments/{id}", once)
                .then()
                .statusCode(200);
        assertEquals(List.of(often), comments(visitor(), "owl", post));
        assertEquals(List.of(once), comments(visitor(), "ravens", post));
    }

    private List<String> comments(RequestSpecification asker, String q, String post) {
        var query = q.split("&", 2);
        return asker.get("/comments?q={q}&post={post}" + (query.length > 1 ? "&" + query[1] : ""), query[0], post)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private String comment(String post, String body) {
        return member().body(Map.of("body", body))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }

    /** How often a query reads a table with texts from its beginning to its end. */
    private long readWhole(String query) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var before = readWhole();
            entities.createNativeQuery(query).getSingleResult();
            return readWhole() - before;
        });
    }

    /** The same of all that its session has not told others yet. */
    private long readWhole() {
        return ((Number) entities.createNativeQuery(
                                "select sum(seq_scan) from pg_stat_xact_user_tables where relname in ('post_search', 'comment')")
                        .getSingleResult())
                .longValue();
    }

    private static String numbers(int count) {
        var words = new StringBuilder();
        for (int number = 0; number < count; number++) {
            words.append(" n").append(number);
        }
        return words.toString();
    }

    /** Each letter of four bytes, and no word twice. */
    private static String wide() {
        var words = new StringBuilder("wide");
        for (int number = 0; number < 150_000; number++) {
            words.append(' ').appendCodePoint(0x20000 + number % 40_000).appendCodePoint(0x20000 + number / 40_000);
        }
        return words.toString();
    }

    private Map<String, String> highlight(String q) {
        return visitor()
                .get("/posts?author={author}&q={q}&include=highlight", username, q)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .path("items[0].highlight");
    }

    private static JsonPath page(String path) {
        return visitor()
                .basePath("")
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** In whichever order. */
    private void assertFinds(String q, String... titles) {
        assertEquals(List.of(titles), found(q).stream().sorted().toList(), q);
    }

    private List<String> found(String q) {
        return found(q, "");
    }

    private List<String> found(String q, String more) {
        return found(visitor(), q, more);
    }

    private List<String> found(RequestSpecification asker, String q, String more) {
        return asker.queryParam("q", q)
                .get("/posts?author={author}" + more, username)
                .then()
                .statusCode(200)
                .extract()
                .path("items.title");
    }

    private RequestSpecification author() {
        return as(username, Role.AUTHOR);
    }

    private String post(String title, String body) {
        return post(title, body, Map.of());
    }

    private String post(String title, String body, Map<String, ?> more) {
        return post(title, body, PAST, more);
    }

    private String post(String title, String body, String publishedAt, Map<String, ?> more) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("title", title);
        properties.put("body", body);
        properties.put("publishedAt", publishedAt);
        properties.putAll(more);
        return write(author(), properties).extract().path("id");
    }
}
