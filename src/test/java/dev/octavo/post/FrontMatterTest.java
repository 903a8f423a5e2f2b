package dev.octavo.post;

import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.octavo.http.InvalidInput;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FrontMatterTest {
    @Test
    void a_file_with_front_matter_becomes_a_post() {
        var slug = unique("file").replace(' ', '-');
        author().contentType("text/markdown")
                .body("""
                        ---
                        title: "A file: with a colon"
                        slug: %s

                        publish_timestamp: April 5, 2021
                        url: https://example.org/a-file/
                        tags: [Java, 'Front matter']
                        excerpt: About files
                        layout: wide
                        weight: 7
                        ---


                        ### One

                        Words.
                        """.formatted(slug))
                .post("/posts")
                .then()
                .statusCode(201)
                .body("title", equalTo("A file: with a colon"))
                .body("slug", equalTo(slug))
                .body("status", equalTo("published"))
                .body("publishedAt", equalTo("2021-04-05T00:00:00Z"))
                .body("canonicalUrl", equalTo("https://example.org/a-file/"))
                .body("tags.slug", equalTo(List.of("java", "front-matter")))
                .body("excerpt", equalTo("About files"))
                .body("meta", equalTo(Map.of("layout", "wide", "weight", 7)))
                .body("toc.text", equalTo(List.of("One")))
                .body("body", equalTo("### One\n\nWords."));
    }

    @Test
    void a_draft_stays_one_whatever_its_date() {
        post("title: x\ndate: 2020-01-01\ndraft: true")
                .statusCode(201)
                .body("status", equalTo("draft"))
                .body("publishedAt", nullValue());
        post("title: x").statusCode(201).body("status", equalTo("draft"));
        post("title: x\ndate: 2999-01-01").statusCode(201).body("status", equalTo("scheduled"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2021-04-05                      | 2021-04-05T00:00:00Z",
                "2021-04-05T10:00:00+02:00       | 2021-04-05T08:00:00Z",
                "2021-04-05 10:00                | 2021-04-05T10:00:00Z",
                "2021-04-05 10:00:00 +0200       | 2021-04-05T08:00:00Z",
                "April 5, 2021                   | 2021-04-05T00:00:00Z",
                "april 5 2021                    | 2021-04-05T00:00:00Z",
                "Apr 5, 2021                     | 2021-04-05T00:00:00Z",
                "April 5th, 2021                 | 2021-04-05T00:00:00Z",
                "5 April 2021                    | 2021-04-05T00:00:00Z",
                "April 5, 2021 3:30 PM           | 2021-04-05T15:30:00Z",
                "April 5, 2021, 15:30            | 2021-04-05T15:30:00Z",
                "April 5, 2021 at 3:30 pm        | 2021-04-05T15:30:00Z",
                "2021/04/05                      | 2021-04-05T00:00:00Z",
                "Monday, April 5, 2021           | 2021-04-05T00:00:00Z",
                "Mon, 05 Apr 2021 10:00:00 GMT   | 2021-04-05T10:00:00Z",
            })
    void dates_are_read_as_people_write_them(String written, Instant meant) {
        assertEquals(meant, Dates.parse(written));
    }

    @Test
    void a_title_that_looks_like_a_number_is_kept_as_it_is_written() {
        assertEquals("1.10", read("title: 1.10").title());
        assertEquals("2024", read("title: 2024").title());
        assertEquals("no", read("title: no").title());
    }

    @Test
    void nothing_in_any_spelling_is_nothing() {
        for (var nothing : List.of("", "~", "null", "''")) {
            var post = read("title: x\nslug: " + nothing + "\nexcerpt: " + nothing + "\ntags: " + nothing + "\ndate: "
                    + nothing);
            assertEquals(null, post.slug());
            assertEquals(null, post.excerpt());
            assertEquals(List.of(), post.tags());
            assertEquals(null, post.publishedAt());
        }
        for (var empty : List.of("---\n---\nWords.", "---\n\n---\nWords.", "---\n# only a comment\n---\nWords.")) {
            assertEquals(
                    null,
                    FrontMatter.read(empty.getBytes(StandardCharsets.UTF_8)).title());
        }
        assertEquals(null, read("title: x\ndate: 2020-01-01\ndraft: True").publishedAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slug: x                          | /title       | required",
                "title: [a, b]                    | /title       | wrong-type",
                "title: x~date: someday           | /date        | invalid-instant",
                "title: x~publish_timestamp: 2021-02-30 | /date  | invalid-instant",
                "title: x~draft: perhaps          | /draft       | wrong-type",
                "title: x~tags: {a: b}            | /tags        | wrong-type",
                "title: x~tags: [' ']             | /tags        | invalid-tag",
                "title: \"a\\0b\"                | /title       | invalid-character",
                "title: x~slug: Not A Slug        | /slug        | invalid-format",
                "title: x~canonical: 'ftp://x'    | /canonicalUrl | invalid-format",
                "title: x~canonicalUrl: 'ftp://x' | /canonicalUrl | invalid-format",
                "title: x~value: .inf             | /meta        | invalid-format",
            })
    void a_bad_key_is_named(String yaml, String pointer, String code) {
        post(yaml.replace('~', '\n'))
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: [",
                "title: x\ntitle: y",
                "- a\n- b",
                "just words",
                "a: b: c",
                "title: !!javax.script.ScriptEngineManager [x]",
                "\ttitle: x",
                "1: x",
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b]",
                "<<: *nothing",
                "a: &a\n  b: *a"
            })
    void broken_yaml_is_malformed_and_a_bomb_does_not_go_off(String yaml) {
        post(yaml).statusCode(400).body("errors[0].code", equalTo("front-matter"));
    }

    @Test
    void front_matter_is_not_too_deep_nor_too_large() {
        assertThrows(InvalidInput.class, () -> read("a: " + "[".repeat(30_000)));
        assertThrows(InvalidInput.class, () -> read("a: " + "[".repeat(12) + "]".repeat(12)));
        assertThrows(InvalidInput.class, () -> read("a: " + "x".repeat(70_000)));
    }

    @Test
    void front_matter_is_closed_and_what_follows_is_the_text() {
        assertThrows(InvalidInput.class, () -> FrontMatter.read("---\ntitle: x\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "a\n---\nb",
                FrontMatter.read("\uFEFF---\r\ntitle: x\r\n---\r\na\n---\nb\n".getBytes(StandardCharsets.UTF_8))
                        .body());
        assertEquals(
                "# No front matter",
                FrontMatter.read("# No front matter".getBytes(StandardCharsets.UTF_8))
                        .body());
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused_not_replaced() {
        author().contentType("text/markdown")
                .body(new byte[] {'-', (byte) 0xFF})
                .post("/posts")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("invalid-character"));
        author().contentType("text/markdown")
                .body("---\ntitle: x\n---\na\0b")
                .post("/posts")
                .then()
                .statusCode(400);
    }

    @Test
    void files_need_an_author_too() {
        member().contentType("text/markdown")
                .body("---\ntitle: x\n---\nx")
                .post("/posts")
                .then()
                .statusCode(403);
    }

    private static NewPost read(String yaml) {
        return FrontMatter.read(("---\n" + yaml + "\n---\nWords.").getBytes(StandardCharsets.UTF_8));
    }

    private static io.restassured.response.ValidatableResponse post(String yaml) {
        return author().contentType("text/markdown")
                .body("---\n" + yaml + "\n---\nWords.\n")
                .post("/posts")
                .then();
    }
}
