package dev.octavo.feed;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SitemapTest {
    private static final String BASE = "https://blog.example.org/";
    private static final String SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final String name = unique("mapped").replace(' ', '-');

    @AfterEach
    void others_find_the_site_as_it_was() {
        site(null);
    }

    @Test
    void the_index_leads_to_every_page_of_the_frontend_once() throws Exception {
        site(Map.of(
                "post",
                BASE + "{year}/{slug}?a='1'&b=2",
                "tag",
                BASE + "tags/{slug}",
                "author",
                BASE + "by/{username}"));
        publish(Map.of("slug", name, "tags", List.of(name + "-tag")));
        var pages = new ArrayList<String>();
        var files = places(get("/sitemap.xml"), "sitemapindex", "sitemap");
        for (var file : files) {
            assertTrue(file.matches("http://localhost:\\d+/sitemap-(posts|tags|authors)-1\\.xml"), file);
            pages.addAll(places(get(file.replaceFirst("http://[^/]+", "")), "urlset", "url"));
        }
        assertEquals(3, files.size());
        assertEquals(pages.size(), pages.stream().distinct().count());
        for (var page : List.of("2026/" + name + "?a='1'&b=2", "tags/" + name + "-tag", "by/" + name)) {
            assertTrue(pages.contains(BASE + page), page + " is not in " + pages);
        }
    }

    @Test
    void what_readers_do_not_see_is_in_no_site_map() throws Exception {
        site(Map.of("post", BASE + "{slug}", "tag", BASE + "tags/{slug}", "author", BASE + "by/{username}"));
        var hidden = "hidden-" + name;
        var words = Map.of("slug", hidden, "tags", List.of(hidden));
        write(as(hidden, Role.AUTHOR), words);
        publish(Map.of("slug", hidden + "-later", "tags", List.of(hidden), "publishedAt", "2997-01-01T00:00:00Z"));
        publish(Map.of("slug", hidden + "-unlisted", "tags", List.of(hidden), "unlisted", true));
        var trashed = publish(Map.of("slug", hidden + "-trashed", "tags", List.of(hidden)));
        as(name, Role.AUTHOR)
                .delete("/posts/{post}", trashed.extract().<String>path("id"))
                .then()
                .statusCode(204);
        for (var file : List.of("posts", "tags", "authors")) {
            var before = places(get("/sitemap-" + file + "-1.xml"), "urlset", "url");
            assertFalse(before.stream().anyMatch(page -> page.contains(hidden)), before.toString());
        }
        at(Instant.parse("2997-01-01T00:00:00Z"), () -> {
            get("/sitemap-posts-1.xml").body(containsString(hidden + "-later</loc><lastmod>2997-01-01T00:00:00Z<"));
            get("/sitemap-tags-1.xml").body(containsString("/tags/" + hidden + "<"));
            get("/sitemap.xml").body(containsString("<lastmod>2997-01-01T00:00:00Z<"));
        });
    }

    @Test
    void there_are_site_maps_of_what_the_site_has_patterns_for_only() {
        publish(Map.of("tags", List.of(name)));
        site(null);
        visitor()
                .basePath("")
                .get("/sitemap.xml")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"))
                .body("detail", containsString("urls.post"));
        visitor().basePath("").get("/sitemap-posts-1.xml").then().statusCode(404);
        site(Map.of("tag", BASE + "tags/{slug}"));
        get("/sitemap.xml").body("sitemapindex.sitemap.size()", equalTo(1));
        visitor().basePath("").get("/sitemap-posts-1.xml").then().statusCode(404);
        get("/sitemap-tags-1.xml").body(containsString("/tags/" + name + "<"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posts-2",
                "posts-99999",
                "posts-0",
                "posts-01",
                "posts-50000",
                "posts-85901",
                "posts",
                "drafts-1",
                "posts--1",
                "POSTS-1"
            })
    void there_is_no_other_file(String file) {
        site(Map.of("post", BASE + "{slug}"));
        visitor()
                .basePath("")
                .get("/sitemap-" + file + ".xml")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void a_site_map_costs_a_statement_for_five_hundred_pages_and_its_index_one_for_each_kind() throws Exception {
        site(Map.of("post", BASE + "{slug}", "tag", BASE + "tags/{slug}", "author", BASE + "by/{username}"));
        publish(Map.of("tags", List.of(name)));
        var pages = places(get("/sitemap-posts-1.xml"), "urlset", "url").size();
        assertEquals(2 + pages / 500, Statements.during(() -> get("/sitemap-posts-1.xml")));
        assertEquals(4, Statements.during(() -> get("/sitemap.xml")));
    }

    @Test
    void a_site_map_is_only_read() {
        site(Map.of("post", BASE + "{slug}"));
        draft();
        publish(Map.of());
        for (var place : List.of("/sitemap.xml", "/sitemap-posts-1.xml", "/robots.txt")) {
            visitor().basePath("").head(place).then().statusCode(200);
            visitor().basePath("").options(place).then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
            visitor().basePath("").put(place).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
            visitor().basePath("").get(place + "?page=1").then().statusCode(400);
        }
        var etag = get("/sitemap.xml").extract().header("ETag");
        visitor()
                .basePath("")
                .header("If-None-Match", etag)
                .get("/sitemap.xml")
                .then()
                .statusCode(304);
    }

    @Test
    void robots_may_read_all_and_are_told_of_the_site_map() {
        get("/robots.txt")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .body(equalTo("User-agent: *\nAllow: /\n\nSitemap: http://localhost:" + io.restassured.RestAssured.port
                        + "/sitemap.xml\n"));
    }

    private ValidatableResponse publish(Map<String, ?> properties) {
        var post = new HashMap<String, Object>(Map.of("publishedAt", "2026-01-02T03:04:05Z"));
        post.putAll(properties);
        return write(as(name, Role.AUTHOR), post);
    }

    private static ValidatableResponse get(String path) {
        return visitor().basePath("").get(path).then().statusCode(200);
    }

    /** The places of a site map, each of which has what the protocol requires and dates as the W3C writes them. */
    private static List<String> places(ValidatableResponse answer, String root, String kind) throws Exception {
        answer.header("Content-Type", "application/xml;charset=UTF-8");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var list = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.extract().asByteArray()))
                .getDocumentElement();
        assertEquals(root, list.getLocalName());
        assertEquals(SITEMAPS, list.getNamespaceURI());
        var places = list.getElementsByTagNameNS(SITEMAPS, kind);
        var addresses = new ArrayList<String>();
        for (var i = 0; i < places.getLength(); i++) {
            var place = places.item(i);
            assertEquals("loc", place.getFirstChild().getLocalName());
            assertEquals("lastmod", place.getLastChild().getLocalName());
            Instant.parse(place.getLastChild().getTextContent());
            addresses.add(place.getFirstChild().getTextContent());
        }
        return addresses;
    }

    private static void site(Map<String, String> urls) {
        var change = new HashMap<String, Object>();
        change.put("urls", urls);
        admin().body(change).patch("/site").then().statusCode(200);
    }
}
