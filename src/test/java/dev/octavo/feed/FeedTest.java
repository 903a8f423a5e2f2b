package dev.octavo.feed;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.apptasticsoftware.rssreader.Item;
import com.apptasticsoftware.rssreader.RssReader;
import dev.octavo.account.Role;
import dev.octavo.http.Slug;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds, read as any reader of feeds would, by a parser that shares nothing with what wrote them. */
@QuarkusTest
class FeedTest {
    private static final Map<String, String> PAST = Map.of("publishedAt", "2026-01-02T03:04:05Z");
    private static final String HIDDEN = "Unseen words";

    private final String tag = unique("Feed").replace(' ', '-');
    private final String slug = Slug.of(tag);

    @BeforeEach
    void the_frontend_has_addresses() {
        site(Map.of(
                "post", "https://blog.example.org/notes/{year}/{slug}?a=1&b=2",
                "tag", "https://blog.example.org/tags/{slug}",
                "author", "https://blog.example.org/by/{username}"));
    }

    @AfterEach
    void others_find_the_site_as_it_was() {
        var before = new HashMap<String, Object>(Map.of("title", "Octavo", "language", "en"));
        before.put("description", null);
        before.put("urls", null);
        admin().body(before).patch("/site").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.xml", "atom.xml"})
    void a_reader_of_feeds_finds_posts_whole_and_at_the_frontend(String file) {
        String id = tagged(Map.of(
                        "title", "Types & <letters>",
                        "body",
                                "See [this](other#there), ![that](/a.png), [here](#now) and [them](https://example.com/x).",
                        "excerpt", "About \"types\"",
                        "tags", List.of(tag, "Set in lead")))
                .extract()
                .path("id");
        var items = read("/tags/" + slug + "/" + file);
        assertEquals(1, items.size());
        var item = items.getFirst();
        assertEquals("Types & <letters>", item.getTitle().orElseThrow());
        assertEquals(
                "https://blog.example.org/notes/2026/types-and-letters" + number(item) + "?a=1&b=2",
                item.getLink().orElseThrow());
        assertEquals("urn:uuid:" + id, item.getGuid().orElseThrow());
        assertEquals("The author", item.getAuthor().orElseThrow());
        assertEquals(
                Instant.parse("2026-01-02T03:04:05Z"),
                item.getPubDateAsZonedDateTime().orElseThrow().toInstant());
        assertEquals("About \"types\"", item.getDescription().orElseThrow());
        var html = item.getContent().orElseThrow();
        for (var absolute : List.of(
                "href=\"https://blog.example.org/notes/2026/other#there\"",
                "src=\"https://blog.example.org/a.png\"",
                "?a=1&amp;b=2#now\"",
                "href=\"https://example.com/x\"")) {
            assertTrue(html.contains(absolute), html);
        }
        assertEquals("Octavo: " + tag, item.getChannel().getTitle());
        assertEquals("https://blog.example.org/tags/" + slug, item.getChannel().getLink());
    }

    /** As the specifications have them: RSS 2.0, RFC 4287 (4.1.1 and 4.1.2), JSON Feed 1.1. */
    @Test
    void each_format_has_the_elements_that_its_specification_requires() {
        admin().body(Map.of("description", "How books were made", "language", "pt-BR", "title", "Notes"))
                .patch("/site")
                .then()
                .statusCode(200);
        String id = tagged(Map.of()).extract().path("id");
        var base = "/tags/" + slug + "/";

        var rss = xml(base + "feed.xml", "application/rss+xml");
        assertEquals("2.0", rss.getString("rss.@version"));
        assertEquals("Notes: " + tag, rss.getString("rss.channel.title"));
        assertEquals("Notes: " + tag, rss.getString("rss.channel.description"));
        assertEquals("https://blog.example.org/tags/" + slug, rss.getString("rss.channel.link[0]"));
        assertEquals("pt-BR", rss.getString("rss.channel.language"));
        assertTrue(rss.getString("rss.channel.lastBuildDate")
                .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT"));
        assertEquals("Fri, 02 Jan 2026 03:04:05 GMT", rss.getString("rss.channel.item.pubDate"));
        assertEquals("false", rss.getString("rss.channel.item.guid.@isPermaLink"));
        assertEquals("", rss.getString("rss.channel.item.author.text()"), "is an e-mail in RSS");
        assertEquals(
                "How books were made", xml("/feed.xml", "application/rss+xml").getString("rss.channel.description"));

        var atom = xml(base + "atom.xml", "application/atom+xml");
        var self = "http://localhost:" + io.restassured.RestAssured.port + base + "atom.xml";
        assertEquals(self, atom.getString("feed.id"));
        assertEquals(
                List.of("Notes: " + tag, "pt-BR"),
                List.of(atom.getString("feed.title"), atom.getString("feed.@'xml:lang'")));
        assertEquals(self, atom.getString("feed.link.find { it.@rel == 'self' }.@href"));
        assertEquals(
                "https://blog.example.org/tags/" + slug,
                atom.getString("feed.link.find { it.@rel == 'alternate' }.@href"));
        assertEquals("urn:uuid:" + id, atom.getString("feed.entry.id"));
        assertEquals("2026-01-02T03:04:05Z", atom.getString("feed.entry.published"));
        var updated = Instant.parse(atom.getString("feed.entry.updated"));
        assertEquals(updated, Instant.parse(atom.getString("feed.updated")));
        assertTrue(updated.isAfter(Instant.parse("2026-01-02T03:04:05Z")));
        assertEquals("The author", atom.getString("feed.entry.author.name"));
        assertEquals("https://blog.example.org/by/author", atom.getString("feed.entry.author.uri"));
        assertEquals("html", atom.getString("feed.entry.content.@type"));
        assertEquals(slug, atom.getString("feed.entry.category.@term"));

        get(base + "feed.json")
                .header("Content-Type", "application/feed+json;charset=UTF-8")
                .body("version", equalTo("https://jsonfeed.org/version/1.1"))
                .body("title", equalTo("Notes: " + tag))
                .body("home_page_url", equalTo("https://blog.example.org/tags/" + slug))
                .body("feed_url", equalTo(self.replace("atom.xml", "feed.json")))
                .body("language", equalTo("pt-BR"))
                .body("items[0].id", equalTo("urn:uuid:" + id))
                .body("items[0].content_html", equalTo("<p>Some <em>words</em>.</p>\n"))
                .body("items[0].summary", equalTo("Some words."))
                .body("items[0].date_published", equalTo("2026-01-02T03:04:05Z"))
                .body(
                        "items[0].authors",
                        equalTo(List.of(Map.of("name", "The author", "url", "https://blog.example.org/by/author"))))
                .body("items[0].tags", equalTo(List.of(tag)));
        get("/feed.json").body("home_page_url", equalTo("https://blog.example.org/notes/"));
    }

    @Test
    void a_summary_is_no_markup_whatever_is_in_it() {
        write(author(), Map.of("publishedAt", "2026-01-01", "tags", List.of(tag), "excerpt", "Use <b> & go"));
        assertEquals(
                "Use &lt;b&gt; &amp; go",
                xml("/tags/" + slug + "/feed.xml", "application/rss+xml").getString("rss.channel.item.description"));
        assertEquals(
                "Use <b> & go",
                xml("/tags/" + slug + "/atom.xml", "application/atom+xml").getString("feed.entry.summary"));
    }

    @Test
    void a_feed_has_the_newest_twenty_and_costs_the_same_however_many_they_are() {
        var writer = as("writer-" + slug, Role.AUTHOR);
        var one = Map.of("title", "Number 1", "publishedAt", "2026-01-01", "tags", List.of(tag, "a", "b"));
        write(writer, one);
        for (var place : List.of("/tags/" + slug, "/authors/writer-" + slug)) {
            // A tag or an author is looked for before the posts.
            assertEquals(4, Statements.during(() -> get(place + "/feed.json").body("items", hasSize(1))));
        }
        for (var day = 2; day <= 22; day++) {
            write(
                    writer,
                    Map.of(
                            "title",
                            "Number " + day,
                            "publishedAt",
                            "2026-01-%02d".formatted(day),
                            "tags",
                            List.of(tag, "c" + day)));
        }
        for (var place : List.of("/tags/" + slug, "/authors/writer-" + slug)) {
            assertEquals(
                    4,
                    Statements.during(() -> get(place + "/feed.json")
                            .body("items", hasSize(20))
                            .body("items[0].title", equalTo("Number 22"))
                            .body("items[19].title", equalTo("Number 3"))));
        }
    }

    @Test
    void the_feed_of_the_site_has_what_is_newest_when_its_time_comes() {
        write(author(), Map.of("title", "Of the future", "publishedAt", "2998-05-05T00:00:00Z", "tags", List.of(tag)));
        get("/tags/" + slug + "/feed.xml", 404);
        at(Instant.parse("2998-05-05T00:00:00Z"), () -> {
            assertEquals(
                    "Of the future", read("/feed.xml").getFirst().getTitle().orElseThrow());
            // It became visible now, and not when it was written.
            assertEquals(
                    "2998-05-05T00:00:00Z",
                    xml("/atom.xml", "application/atom+xml").getString("feed.updated"));
            get("/tags/" + slug + "/feed.json").body("items", hasSize(1));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.xml", "atom.xml", "feed.json"})
    void what_readers_do_not_see_is_in_no_feed_whoever_asks(String file) {
        var shown = tagged(Map.of("title", "Shown"));
        var hidden = Map.of("title", HIDDEN, "body", HIDDEN, "tags", List.of(tag));
        String draft = write(author(), with(hidden, Map.of("tags", List.of(tag, tag + "-draft"))))
                .extract()
                .path("id");
        write(author(), with(hidden, Map.of("publishedAt", "2999-01-01T00:00:00Z")));
        String unlisted = write(author(), with(with(hidden, PAST), Map.of("unlisted", true)))
                .extract()
                .path("id");
        author().delete(
                        "/posts/{post}",
                        write(author(), with(hidden, PAST)).extract().<String>path("id"))
                .then()
                .statusCode(204);
        // Who has its address reads what is said there.
        get("/posts/" + unlisted + "/comments/" + file);
        // A working copy.
        author().body(hidden)
                .patch("/posts/{post}", shown.extract().<String>path("id"))
                .then()
                .statusCode(200);
        for (var asker : List.of(visitor(), author(), editor())) {
            for (var place : List.of("/tags/" + slug + "/", "/authors/author/", "/")) {
                asker.basePath("").get(place + file).then().statusCode(200).body(not(containsString(HIDDEN)));
            }
            asker.basePath("").get("/tags/" + slug + "-draft/" + file).then().statusCode(404);
            asker.basePath("")
                    .get("/posts/" + draft + "/comments/" + file)
                    .then()
                    .statusCode(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/tags/nobody-has-this, There is no tag nobody-has-this.",
        "/tags/%00, ",
        "/tags/UPPER, ",
        "/authors/nobody-at-all, There is no author nobody-at-all.",
        "/authors/me, There is no author me.",
        "/authors/01999999-9999-7000-8000-000000000001, There is no author 01999999-9999-7000-8000-000000000001.",
        "/posts/no-such-post/comments, "
    })
    void there_is_no_feed_of_what_is_not_there(String place, String detail) {
        for (var file : List.of("feed.xml", "atom.xml", "feed.json")) {
            var problem = visitor()
                    .basePath("")
                    .urlEncodingEnabled(false)
                    .get(place + "/" + file)
                    .then()
                    .statusCode(404);
            problem.body("type", equalTo("/problems/not-found"));
            if (detail != null) {
                problem.body("detail", equalTo(detail));
            }
        }
    }

    @Test
    void a_post_that_moves_stays_the_same_entry() {
        String id = tagged(Map.of("slug", slug + "-before")).extract().path("id");
        var before = read("/tags/" + slug + "/feed.xml").getFirst();
        author().body(Map.of("slug", slug + "-after"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        var after = read("/tags/" + slug + "/feed.xml").getFirst();
        assertEquals(before.getGuid(), after.getGuid());
        assertTrue(before.getLink().orElseThrow().contains(slug + "-before"));
        assertTrue(after.getLink().orElseThrow().contains(slug + "-after"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.xml", "atom.xml", "feed.json"})
    void a_tag_that_was_renamed_leads_to_the_feed_that_it_has_now(String file) {
        tagged(Map.of());
        editor().body(Map.of("slug", slug + "-now"))
                .patch("/tags/{tag}", slug)
                .then()
                .statusCode(200);
        visitor()
                .basePath("")
                .redirects()
                .follow(false)
                .get("/tags/" + slug + "/" + file)
                .then()
                .statusCode(308)
                .header("Location", "/tags/" + slug + "-now/" + file);
        get("/tags/" + slug + "-now/" + file);
    }

    @Test
    void a_post_is_in_the_feed_of_each_of_its_authors_and_names_all() {
        var second = "second-" + slug;
        as(second, Role.AUTHOR).get("/me").then().statusCode(200);
        write(editor(), with(PAST, Map.of("authors", List.of("author", second), "tags", List.of(tag))));
        get("/authors/" + second + "/feed.json")
                .body("title", equalTo("Octavo: The " + second))
                .body("items[0].authors.name", equalTo(List.of("The author", "The " + second)));
        assertEquals(
                List.of("The author", "The " + second),
                xml("/tags/" + slug + "/atom.xml", "application/atom+xml").getList("feed.entry.author.name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.xml", "atom.xml", "feed.json"})
    void what_has_not_changed_is_not_sent_again(String file) {
        tagged(Map.of());
        var place = "/tags/" + slug + "/" + file;
        var etag = get(place).header("Cache-Control", "no-cache").extract().header("ETag");
        at(
                Instant.parse("2990-01-01T00:00:00Z"),
                () -> assertEquals(etag, get(place).extract().header("ETag")));
        visitor().basePath("").header("If-None-Match", etag).get(place).then().statusCode(304);
        tagged(Map.of("title", "Newer"));
        assertNotEquals(etag, get(place).extract().header("ETag"));
        visitor().basePath("").header("If-None-Match", etag).get(place).then().statusCode(200);
    }

    @Test
    void without_patterns_an_entry_has_no_page_but_its_canonical_one() {
        site(null);
        tagged(Map.of("body", "[There](/elsewhere)"));
        get("/tags/" + slug + "/feed.json")
                .body("home_page_url", nullValue())
                .body("items[0].url", nullValue())
                .body("items[0].content_html", containsString("href=\"/elsewhere\""))
                .body("items[0].authors[0].url", nullValue());
        var item = read("/tags/" + slug + "/feed.xml").getFirst();
        assertFalse(item.getLink().isPresent());
        assertTrue(item.getChannel().getLink().matches("http://localhost:\\d+/"), "RSS wants one");
        assertEquals(1, read("/tags/" + slug + "/atom.xml").size());
        tagged(Map.of(
                "canonicalUrl",
                "https://first.example.org/here",
                "body",
                "[There](/elsewhere)",
                "publishedAt",
                "2026-02-02"));
        get("/tags/" + slug + "/feed.json")
                .body("items[0].url", equalTo("https://first.example.org/here"))
                .body("items[0].external_url", nullValue())
                .body("items[0].content_html", containsString("https://first.example.org/elsewhere"));
        site(Map.of("post", "https://blog.example.org/{slug}"));
        get("/tags/" + slug + "/feed.json").body("items[0].external_url", equalTo("https://first.example.org/here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.xml", "atom.xml"})
    void signs_that_xml_cannot_hold_break_no_feed(String file) {
        tagged(Map.of("title", "Bell \u0007 and \uFFFE, 𝔸 and ]]>", "body", "One\u0001 two", "excerpt", "\u001B[1m"));
        var item = read("/tags/" + slug + "/" + file).getFirst();
        assertEquals("Bell  and , 𝔸 and ]]>", item.getTitle().orElseThrow());
        assertEquals("[1m", item.getDescription().orElseThrow());
    }

    @Test
    void the_feed_of_a_conversation_has_what_readers_see_of_it() {
        var post = tagged(Map.of("title", "Discussed", "commentModeration", "guests", "slug", slug + "-old"));
        String id = post.extract().path("id");
        var place = "/posts/" + id + "/comments/";
        assertEquals(List.of(), read(place + "feed.xml"));
        assertEquals(
                "2026-01-02T03:04:05Z",
                xml(place + "atom.xml", "application/atom+xml").getString("feed.updated"));

        String first = member().body(Map.of("body", "*First*"))
                .post("/posts/{post}/comments", id)
                .path("id");
        var words = guest("Grace");
        words.put("author", Map.of("name", "Grace", "email", "grace@example.org", "url", "https://grace.example.org/"));
        String second = visitor()
                .body(words)
                .post("/posts/{post}/comments", id)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        get(place + "feed.json").body("items", hasSize(1)).body("items[0].id", equalTo("urn:uuid:" + first));
        author().put("/comments/{id}/approval", second).then().statusCode(200);
        for (var file : List.of("feed.xml", "atom.xml")) {
            var items = read(place + file);
            assertEquals(
                    List.of("Grace", "The member"),
                    items.stream().map(item -> item.getTitle().orElseThrow()).toList());
            assertEquals(
                    "<p><em>First</em></p>",
                    items.getLast().getContent().orElseThrow().strip());
            assertEquals(
                    "https://blog.example.org/notes/2026/" + slug + "-old?a=1&b=2",
                    items.getFirst().getLink().orElseThrow());
            assertEquals("Octavo: Discussed", items.getFirst().getChannel().getTitle());
            get(place + file).body(not(containsString("grace@")));
        }
        get(place + "feed.json")
                .body(not(containsString("grace@")))
                .body("items[0].authors[0].url", equalTo("https://grace.example.org/"))
                .body("items[1].authors[0].url", equalTo("https://blog.example.org/by/member"));

        var few = Statements.during(() -> get(place + "feed.xml"));
        for (var more = 0; more < 22; more++) {
            comment(id, first);
        }
        assertEquals(few, Statements.during(() -> get(place + "feed.json").body("items", hasSize(20))));

        author().body(Map.of("slug", slug + "-new"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(200);
        visitor()
                .basePath("")
                .redirects()
                .follow(false)
                .get("/posts/" + slug + "-old/comments/atom.xml")
                .then()
                .statusCode(308)
                .header("Location", "/posts/" + slug + "-new/comments/atom.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feed.xml", "/atom.xml", "/feed.json", "/authors/author/feed.xml"})
    void a_feed_is_only_read_whatever_its_reader_says_it_accepts(String place) {
        tagged(Map.of());
        var reader = visitor().basePath("");
        reader.head(place).then().statusCode(200);
        reader.options(place).then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
        reader.post(place).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        reader.get(place + "?limit=3").then().statusCode(400);
        for (var type : List.of("text/html", "application/json", "application/xml, text/xml;q=0.5", "*/*")) {
            visitor()
                    .basePath("")
                    .accept(type)
                    .get(place)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", "*");
        }
    }

    private ValidatableResponse tagged(Map<String, ?> properties) {
        return write(author(), with(with(PAST, Map.of("tags", List.of(tag))), properties));
    }

    private static Map<String, Object> with(Map<String, ?> properties, Map<String, ?> more) {
        var all = new HashMap<String, Object>(properties);
        all.putAll(more);
        return all;
    }

    private static void site(Map<String, String> urls) {
        var change = new HashMap<String, Object>();
        change.put("urls", urls);
        admin().body(change).patch("/site").then().statusCode(200);
    }

    /** Slugs of equal titles are numbered. */
    private static String number(Item item) {
        return item.getLink().orElseThrow().replaceAll(".*letters(-\\d+)?\\?.*", "$1");
    }

    private static List<Item> read(String path) {
        return new RssReader().read(get(path).extract().asInputStream()).toList();
    }

    private static XmlPath xml(String path, String type) {
        return get(path)
                .header("Content-Type", type + ";charset=UTF-8")
                .extract()
                .xmlPath();
    }

    private static ValidatableResponse get(String path) {
        return get(path, 200);
    }

    private static ValidatableResponse get(String path, int status) {
        return visitor().basePath("").get(path).then().statusCode(status);
    }
}
