package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SeoTest {
    private static final String IMAGE = "https://example.org/a.png?x=1&y=2";

    @Inject
    EntityManager entities;

    private final String title = unique("Found");

    @AfterEach
    void forget_the_frontend() {
        frontend(null);
    }

    @Test
    void what_is_not_set_follows_from_the_post() {
        var post = post(Map.of("body", "Words ![](a.png) and ![two](" + IMAGE + "). More."));
        assertHead(post, title, "Words and . More.", null, null);
        var excerpt =
                Map.of("excerpt", "In short.", "body", "![one](" + IMAGE + ")\n\n![two](https://example.org/b.png)");
        author().body(excerpt).patch("/posts/{post}?publish=true", post).then().statusCode(200);
        assertHead(post, title, "In short.", IMAGE, null);
        visitor().get("/posts/{post}", post).then().body("seo", equalTo(seo(null, null, null)));
    }

    @Test
    void what_is_set_comes_before() {
        var post = post(Map.of(
                "body",
                "![](https://example.org/other.png)",
                "excerpt",
                "In short.",
                "canonicalUrl",
                "https://example.org/first/",
                "seo",
                seo("A title", "A description", IMAGE)));
        frontend("https://blog.example.org/{slug}");
        assertHead(post, "A title", "A description", IMAGE, "https://example.org/first/");
        visitor()
                .get("/posts/{post}", post)
                .then()
                .body("title", equalTo(title))
                .body("excerpt", equalTo("In short."))
                .body("seo", equalTo(seo("A title", "A description", IMAGE)));
    }

    @Test
    void a_frontend_gives_the_canonical_address_and_counts_relative_images() {
        var slug = title.toLowerCase().replace(' ', '-');
        var post = post(Map.of("body", "<p><img alt=\"a > b\" src=\"/i/a.png\"></p>", "format", "html"));
        frontend("https://blog.example.org/posts/{slug}");
        assertHead(post, title, "", "https://blog.example.org/i/a.png", "https://blog.example.org/posts/" + slug);
        Map<String, Object> read = author().get("/posts/{post}", post).path("$");
        frontend("https://example.org/{id}");
        author().body(read).put("/posts/{post}", post).then().statusCode(200);
        write(author(), Map.of("body", "![](/i/a.png)"))
                .body("head.image", nullValue())
                .body("head.canonical", nullValue());
    }

    @Test
    void it_is_versioned() {
        var post = post(Map.of("seo", seo("First", null, null)));
        author().body(Map.of("seo", Map.of("title", "Second", "image", IMAGE)))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200)
                .body("version", equalTo("working"))
                .body("head.title", equalTo("Second"));
        visitor()
                .get("/posts/{post}", post)
                .then()
                .body("seo.title", equalTo("First"))
                .body("head.title", equalTo("First"))
                .body("head.image", nullValue());
        var revisions = author().get("/posts/{post}/revisions", post).jsonPath().<String>getList("items.id");
        author().get("/posts/{post}/revisions/{revision}/diff", post, revisions.getFirst())
                .then()
                .body("changes.property", equalTo(List.of("seo")))
                .body("changes[0].before.title", equalTo("First"))
                .body("changes[0].after", equalTo(seo("Second", null, IMAGE)));
        author().put("/posts/{post}/publication", post).then().statusCode(200);
        visitor().get("/posts/{post}", post).then().body("head.image", equalTo(IMAGE));
        author().body(Map.of("revision", revisions.getLast()))
                .put("/posts/{post}/working-copy", post)
                .then()
                .statusCode(200)
                .body("seo", equalTo(seo("First", null, null)));
    }

    @Test
    void revisions_of_before_there_was_any_are_read() {
        var post = post(Map.of());
        author().body(Map.of("seo", seo("A title", null, null)))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200);
        QuarkusTransaction.requiringNew()
                .run(() -> assertEquals(
                        1,
                        entities.createNativeQuery(
                                        "update post_revision set content = content - 'seo' where post_id = :post and content -> 'seo' = 'null'")
                                .setParameter("post", UUID.fromString(post))
                                .executeUpdate()));
        var revisions = author().get("/posts/{post}/revisions", post).jsonPath().<String>getList("items.id");
        author().get("/posts/{post}/revisions/{revision}", post, revisions.getLast())
                .then()
                .statusCode(200)
                .body("content.seo", nullValue());
        author().get("/posts/{post}?version={revision}", post, revisions.getLast())
                .then()
                .statusCode(200)
                .body("head.title", equalTo(title));
        author().get("/posts/{post}/revisions/{revision}/diff", post, revisions.getLast())
                .then()
                .body("changes.property", not(hasItem("seo")));
        author().body(Map.of("revision", revisions.getLast()))
                .put("/posts/{post}/working-copy", post)
                .then()
                .statusCode(200)
                .body("seo", equalTo(seo(null, null, null)))
                .body("modified", equalTo(false));
    }

    @Test
    void a_patch_changes_one_of_them_and_blank_is_nothing() {
        var post = post(Map.of("seo", seo("A title", "A description", IMAGE)));
        assertEquals(seo("A title", null, IMAGE), patched(post, Map.of("description", " ")));
        assertEquals(seo(null, null, IMAGE), patched(post, seo(null, null, IMAGE)));
        assertEquals(seo(null, "Other", IMAGE), patched(post, Map.of("description", "Other")));
        assertEquals(seo(null, null, null), patched(post, null));
        author().get("/posts/{post}/revisions?count=exact", post).then().body("total", equalTo(5));
    }

    @Test
    void what_was_read_is_taken_back_and_the_head_is_not_written() {
        var post = post(Map.of("seo", seo("A title", null, null)));
        Map<String, Object> read = author().get("/posts/{post}", post).path("$");
        author().body(read).put("/posts/{post}", post).then().statusCode(200);
        author().body(read).patch("/posts/{post}", post).then().statusCode(200).body("modified", equalTo(false));
        author().body(Map.of("head", Map.of("title", "Another")))
                .patch("/posts/{post}", post)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/head"))
                .body("errors[0].code", equalTo("read-only"));
    }

    @ParameterizedTest
    @CsvSource({
        "title, 300, /seo/title, too-long",
        "description, 500, /seo/description, too-long",
        "image, 1980, /seo/image, too-long",
        "image, 0, /seo/image, invalid-format",
        "keywords, 1, /seo/keywords, unknown-property"
    })
    void they_have_limits(String part, int longest, String pointer, String code) {
        var text = part.equals("image") && longest > 0 ? "https://example.org/" : "";
        var refused = text + "x".repeat(longest + 1);
        author().body(Map.of("title", title, "body", "Words.", "seo", Map.of(part, refused)))
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
        if (code.equals("too-long")) {
            write(author(), Map.of("seo", Map.of(part, text + "x".repeat(longest))));
        }
    }

    @Test
    void files_say_it_as_generators_do() {
        var file = """
                ---
                title: %s
                meta_title: A title
                description: A description
                cover_image: %s
                canonical_url: https://example.org/first/
                layout: wide
                ---
                Words.
                """.formatted(title, IMAGE);
        author().contentType("text/markdown")
                .body(file)
                .post("/posts")
                .then()
                .statusCode(201)
                .body("seo", equalTo(seo("A title", "A description", IMAGE)))
                .body("canonicalUrl", equalTo("https://example.org/first/"))
                .body("meta", equalTo(Map.of("layout", "wide")));
        author().contentType("text/markdown")
                .body(file.replace(IMAGE, "/i/cover.png"))
                .post("/posts")
                .then()
                .statusCode(201)
                .body("seo.image", nullValue())
                .body("meta.cover_image", equalTo("/i/cover.png"));
        author().contentType("text/markdown")
                .body(file.replace("A description", "x".repeat(501)))
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/seo/description"));
    }

    private String post(Map<String, ?> more) {
        var properties =
                new LinkedHashMap<String, Object>(Map.of("title", title, "publishedAt", "2026-01-02T03:04:05Z"));
        properties.putAll(more);
        return write(author(), properties).extract().path("id");
    }

    private static Map<String, Object> patched(String post, Object seo) {
        var patch = new HashMap<String, Object>();
        patch.put("seo", seo);
        return author().body(patch)
                .patch("/posts/{post}", post)
                .then()
                .statusCode(200)
                .extract()
                .path("seo");
    }

    private static void assertHead(String post, String title, String description, String image, String canonical) {
        Map<String, Object> head = visitor().get("/posts/{post}", post).path("head");
        assertEquals(
                Arrays.asList(title, description, image, canonical),
                Arrays.asList(head.get("title"), head.get("description"), head.get("image"), head.get("canonical")));
    }

    private static Map<String, Object> seo(String title, String description, String image) {
        var seo = new HashMap<String, Object>();
        seo.put("title", title);
        seo.put("description", description);
        seo.put("image", image);
        return seo;
    }

    private static void frontend(String pattern) {
        var urls = new HashMap<String, Object>();
        urls.put("post", pattern);
        admin().body(Map.of("urls", urls)).patch("/site").then().statusCode(200);
    }
}
