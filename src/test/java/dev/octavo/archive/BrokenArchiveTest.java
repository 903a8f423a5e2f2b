package dev.octavo.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.http.Hashing;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An archive that a hand has been at: each is refused in one sentence that says where, and nothing of it stays. */
@QuarkusTest
class BrokenArchiveTest {
    private static final String ADMIN = "01900000-0000-7000-8000-000000000001";
    private static final String POST = "01900000-0000-7000-8000-000000000011";
    private static final String OTHER_POST = "01900000-0000-7000-8000-000000000012";
    private static final String COMMENT = "01900000-0000-7000-8000-000000000031";

    private static DataSource database;

    @Inject
    DataSource tests;

    @Inject
    Import reader;

    @TempDir
    Path folder;

    private final Map<String, String> files = new LinkedHashMap<>();

    @BeforeEach
    void write_a_whole_one() throws Exception {
        if (database == null) {
            database = EmptyDatabase.make(tests);
        }
        put("manifest.json", """
                {"format": 1, "octavo": "0.1.0", "exportedAt": "2026-11-22T09:30:00Z", "records": {"site.ndjson": 1, "accounts.ndjson": 1, \
                "tags.ndjson": 1, "categories.ndjson": 2, "posts.ndjson": 2, "revisions.ndjson": 1, "schedules.ndjson": 1, "comments.ndjson": 2}}
                """);
        put("site.ndjson", """
                {"version": 4, "title": "Notes", "language": "en", "postUrl": "https://example.org/{slug}"}
                """);
        put("accounts.ndjson", """
                {"id": "%s", "version": 0, "username": "ada", "name": "Ada", "role": "admin", "createdAt": "2026-01-01T00:00:00Z"}
                """.formatted(ADMIN));
        put("tags.ndjson", """
                {"id": "01900000-0000-7000-8000-000000000002", "version": 0, "slug": "java", "name": "Java"}
                """);
        put("categories.ndjson", """
                {"id": "01900000-0000-7000-8000-000000000003", "version": 0, "slug": "news", "name": "News", "formerSlugs": ["old-news"]}
                {"id": "01900000-0000-7000-8000-000000000004", "version": 0, "slug": "local", "name": "Local", "parent": "01900000-0000-7000-8000-000000000003"}
                """);
        put("posts.ndjson", post(POST, "one") + post(OTHER_POST, "two"));
        put("revisions.ndjson", """
                {"id": "01900000-0000-7000-8000-000000000021", "version": 0, "post": "%s", "author": "%s", "pinned": false, "createdAt": "2026-01-01T00:00:00Z", \
                "content": {"title": "T", "body": "B", "format": "markdown", "meta": {}, "tags": [{"slug": "java", "name": "Java"}]}, \
                "working": true, "shown": false}
                """.formatted(POST, ADMIN));
        put("schedules.ndjson", """
                {"id": "01900000-0000-7000-8000-000000000041", "version": 0, "post": "%s", "action": "update", \
                "dueAt": "2999-01-01T00:00:00Z", "zone": "Europe/Berlin", "revision": "01900000-0000-7000-8000-000000000021"}
                """.formatted(POST));
        put("comments.ndjson", """
                {"id": "%1$s", "version": 0, "post": "%3$s", "status": "approved", "authorName": "Grace", \
                "authorEmail": "grace@example.org", "body": "First.", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"}
                {"id": "%2$s", "version": 0, "post": "%3$s", "parent": "%1$s", "status": "approved", "account": "%4$s", \
                "body": "Reply.", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"}
                """.formatted(COMMENT, COMMENT.replaceFirst("1$", "2"), POST, ADMIN));
    }

    /** One that was wrongly taken fails its own test only. */
    @AfterEach
    void begin_anew_if_something_was_taken() throws Exception {
        database = isEmpty() ? database : null;
    }

    private static String post(String id, String slug) {
        return """
                {"id": "%s", "version": 3, "hiddenSaves": 0, "slug": "%s", "authors": ["%s"], "createdAt": "2026-01-01T00:00:00Z", \
                "updatedAt": "2026-01-01T00:00:00Z", "publishedAt": "2026-01-01T00:00:00.5Z", "title": "Post", "body": "Some *words*.", \
                "format": "markdown", "meta": {"a": [1]}, "commentsOpen": true, "featured": false, "unlisted": false, "tags": ["java"]}
                """.formatted(id, slug, ADMIN).replace("00.5Z", "00.500Z");
    }

    private void put(String file, String text) {
        files.put(file, text);
    }

    @Test
    void as_it_was_it_is_taken() throws Exception {
        var empty = EmptyDatabase.make(tests);
        reader.read(zipped(), empty);
        assertEquals(
                "<p>Some <em>words</em>.</p>",
                EmptyDatabase.single(empty, "select trim(html, E'\\n') from post limit 1"));
        assertEquals("2", EmptyDatabase.single(empty, "select comment_count from post where slug = 'one'"));
        assertEquals(
                COMMENT + "/" + COMMENT.replaceFirst("1$", "2"),
                EmptyDatabase.single(empty, "select path from comment where depth = 2"));
    }

    /** What is replaced in which file, by what, and what is said then. */
    static Stream<Arguments> edits() {
        return Stream.of(
                edit(
                        "manifest.json",
                        "\"format\": 1",
                        "\"format\": 2",
                        "it is of format 2, and this Octavo reads format 1"),
                edit(
                        "manifest.json",
                        "\"format\": 1",
                        "\"format\": \"1\"",
                        "manifest.json: format: must be a whole number"),
                edit("manifest.json", "\"octavo\"", "\"else\"", "manifest.json: else: is not a property here"),
                edit("manifest.json", "\"tags.ndjson\": 1, ", "", "manifest.json: records: tags.ndjson: is missing"),
                edit(
                        "manifest.json",
                        "\"posts.ndjson\": 2",
                        "\"posts.ndjson\": 3",
                        "posts.ndjson: has 2 records, but manifest.json says 3"),
                edit(
                        "manifest.json",
                        "\"posts.ndjson\": 2",
                        "\"posts.ndjson\": 1",
                        "posts.ndjson:2: is one more than manifest.json says"),
                edit("manifest.json", "{", "[", "manifest.json: is not well-formed JSON"),
                edit("site.ndjson", "\"en\"", "\"EN-us\"", "site.ndjson:1: language: must be en-US"),
                edit("site.ndjson", "\"en\"", "\"a language\"", "site.ndjson:1: language: must be a language tag"),
                edit(
                        "site.ndjson",
                        "https:",
                        "javascript:",
                        "site.ndjson:1: postUrl: must be an absolute http or https URL"),
                edit("site.ndjson", "}\n", "}\n{}\n", "site.ndjson:2: is one too many"),
                edit(
                        "accounts.ndjson",
                        "\"name\"",
                        "\"email\": \"Ada@example.org\", \"name\"",
                        "accounts.ndjson:1: email: must be in lower case"),
                edit(
                        "accounts.ndjson",
                        "\"role\": \"admin\"",
                        "\"role\": \"root\"",
                        "accounts.ndjson:1: role: must be one of "),
                edit("accounts.ndjson", "\"role\": \"admin\"", "\"role\": \"editor\"", "accounts.ndjson: has no admin"),
                edit(
                        "accounts.ndjson",
                        "\"name\"",
                        "\"passwordHash\": \"x\", \"name\"",
                        "accounts.ndjson:1: passwordHash: is not a property here"),
                edit(
                        "accounts.ndjson",
                        "\"name\"",
                        "\"username\": \"b\", \"name\"",
                        "accounts.ndjson:1: names a property twice"),
                edit("accounts.ndjson", "\"Ada\"", "\"\"", "accounts.ndjson:1: name: must not be blank"),
                edit("accounts.ndjson", "\"ada\"", "\"Ada Lovelace\"", "accounts.ndjson:1: username: must be "),
                edit(
                        "accounts.ndjson",
                        "\"version\": 0",
                        "\"version\": -1",
                        "accounts.ndjson:1: version: must be a whole number"),
                edit(
                        "accounts.ndjson",
                        "\"version\": 0",
                        "\"version\": 1.0",
                        "accounts.ndjson:1: version: must be a whole number"),
                edit(
                        "accounts.ndjson",
                        "\"version\": 0",
                        "\"version\": 99999999999999999999",
                        "accounts.ndjson:1: version: must be a whole number"),
                edit(
                        "accounts.ndjson",
                        "2026-01-01T00:00:00Z",
                        "2026-01-01",
                        "accounts.ndjson:1: createdAt: must be an instant"),
                edit(
                        "accounts.ndjson",
                        "2026-01-01T00:00:00Z",
                        "+12026-01-01T00:00:00Z",
                        "accounts.ndjson:1: createdAt: must be an instant"),
                edit(
                        "accounts.ndjson",
                        "2026-01-01T00:00:00Z",
                        "2026-01-01T00:00:00.123456789Z",
                        "accounts.ndjson:1: createdAt: must be an instant"),
                edit(
                        "accounts.ndjson",
                        "\"id\"",
                        "\"id\": null, \"name2\"",
                        "accounts.ndjson:1: name2: is not a property here"),
                edit(
                        "tags.ndjson",
                        "\"slug\": \"java\"",
                        "\"slug\": \"Java!\"",
                        "tags.ndjson:1: slug: must be lower-case"),
                edit("tags.ndjson", "\"Java\"", "\" Java\"", "tags.ndjson:1: name: must not begin or end in a blank"),
                edit("tags.ndjson", "\n", "", "tags.ndjson:1: ends in the middle"),
                edit("tags.ndjson", "{", "\n{", "tags.ndjson:1: is blank"),
                edit("tags.ndjson", "}", "} {}", "tags.ndjson:1: is more than one JSON value"),
                edit(
                        "tags.ndjson",
                        "\"name\": \"Java\"",
                        "\"name\": \"Java\", \"formerSlugs\": [\"Old!\"]",
                        "tags.ndjson:1: formerSlugs: must be lower-case"),
                edit(
                        "categories.ndjson",
                        "\"parent\": \"01900000-0000-7000-8000-000000000003\"",
                        "\"parent\": \"01900000-0000-7000-8000-000000000004\"",
                        "categories.ndjson:2: parent: is none of the categories that stand above it"),
                edit("categories.ndjson", "\"local\"", "\"news\"", "categories.ndjson:2: is there already"),
                edit(
                        "categories.ndjson",
                        "\"old-news\"]}",
                        "\"old-news\", \"old-news\"]}",
                        "categories.ndjson:1: formerSlugs: must not name a slug twice"),
                edit(
                        "categories.ndjson",
                        "\"news\", \"name\"",
                        "\"zebra\", \"parent\": \"01900000-0000-7000-8000-000000000009\", \"name\"",
                        "categories.ndjson:1: parent: is none of"),
                edit(
                        "posts.ndjson",
                        "\"tags\": [\"java\"]",
                        "\"tags\": [\"java\"], \"categories\": [\"nowhere\"]",
                        "posts.ndjson:1: refers to what is not there"),
                edit("posts.ndjson", "\"two\"", "\"one\"", "posts.ndjson:2: is there already"),
                edit("posts.ndjson", "\"two\"", "\"stats\"", "posts.ndjson:2: slug: must be lower-case letters"),
                edit("posts.ndjson", OTHER_POST, POST, "posts.ndjson:2: is out of order"),
                edit("posts.ndjson", OTHER_POST, ADMIN, "posts.ndjson:2: is out of order"),
                edit(
                        "posts.ndjson",
                        OTHER_POST,
                        OTHER_POST.replaceFirst("2$", "A"),
                        "posts.ndjson:2: id: must be a UUID in lower case"),
                edit("posts.ndjson", ADMIN, POST, "posts.ndjson:1: refers to what is not there"),
                edit(
                        "posts.ndjson",
                        "[\"java\"]",
                        "[\"cobol\"]",
                        "posts.ndjson:1: refers to what is not there (tag_id)"),
                edit(
                        "posts.ndjson",
                        "[\"java\"]",
                        "[\"java\", \"java\"]",
                        "posts.ndjson:1: tags: must not name a tag twice"),
                edit("posts.ndjson", "[\"java\"]", "\"java\"", "posts.ndjson:1: tags: must be an array"),
                former("\"three\"", "posts.ndjson:1: formerSlugs: must be an array"),
                former("[\"Three\"]", "posts.ndjson:1: formerSlugs: must be lower-case letters"),
                former("[\"three\", \"three\"]", "posts.ndjson:1: formerSlugs: must not name a slug twice"),
                former("[\"two\"]", "posts.ndjson: formerSlugs: two is the slug of a post"),
                former("[\"one\"]", "posts.ndjson: formerSlugs: one is the slug of a post"),
                edit(
                        "posts.ndjson",
                        "\"version\": 3",
                        "\"version\": 3, \"formerSlugs\": [\"three\"]",
                        "posts.ndjson:2: is there already (Key (slug)=(three)"),
                edit(
                        "posts.ndjson",
                        "\"Post\"",
                        "\"" + "x".repeat(201) + "\"",
                        "posts.ndjson:1: title: must be 0 to 200 long"),
                edit("posts.ndjson", "\"Post\"", "\"\\u0000\"", "posts.ndjson:1: title: must hold no NUL"),
                edit(
                        "posts.ndjson",
                        "\"Post\"",
                        "\"\\ud800\"",
                        "posts.ndjson:1: title: must hold no NUL and no lone surrogate"),
                edit("posts.ndjson", "\"Post\"", "7", "posts.ndjson:1: title: must be a string"),
                edit("posts.ndjson", "\"Post\"", "\"\0\"", "posts.ndjson:1: is not well-formed JSON"),
                edit("posts.ndjson", "Some *words*.", "> ".repeat(200), "posts.ndjson:1: body: nests more than"),
                edit("posts.ndjson", "{\"a\": [1]}", "{\"a\": \"\\u0000\"}", "posts.ndjson:1: meta: must hold no NUL"),
                edit("posts.ndjson", "{\"a\": [1]}", "{\"\\u0000\": 1}", "posts.ndjson:1: meta: must hold no NUL"),
                edit(
                        "posts.ndjson",
                        "{\"a\": [1]}",
                        "{\"a\": 1e999999999}",
                        "posts.ndjson:1: meta: holds a number that is too long"),
                edit(
                        "posts.ndjson",
                        "[1]",
                        "[".repeat(12) + "]".repeat(12),
                        "posts.ndjson:1: meta: must be at most 64 KiB, 10 levels deep"),
                edit(
                        "posts.ndjson",
                        "[1]",
                        "[".repeat(100_000) + "]".repeat(100_000),
                        "posts.ndjson:1: nests too deep"),
                edit(
                        "posts.ndjson",
                        "[1]",
                        "[0" + ",0".repeat(300_000) + "]",
                        "posts.ndjson:1: nests too deep, or holds too many"),
                edit(
                        "posts.ndjson",
                        "[1]",
                        "[0" + ",0".repeat(40_000) + "]",
                        "posts.ndjson:1: meta: must be at most 64 KiB"),
                edit(
                        "posts.ndjson",
                        "\"commentsOpen\": true",
                        "\"commentsOpen\": \"yes\"",
                        "posts.ndjson:1: commentsOpen: must be true or false"),
                edit(
                        "posts.ndjson",
                        "\"version\": 3, ",
                        "\"html\": \"<script>\", \"version\": 3, ",
                        "posts.ndjson:1: html: is not a property here"),
                edit(
                        "posts.ndjson",
                        "\"authors\": [\"" + ADMIN + "\"]",
                        "\"authors\": []",
                        "posts.ndjson:1: authors: must"),
                edit("revisions.ndjson", "\"title\": \"T\", ", "", "revisions.ndjson:1: content: title: is missing"),
                edit(
                        "revisions.ndjson",
                        "\"format\": \"markdown\"",
                        "\"format\": \"MARKDOWN\"",
                        "revisions.ndjson:1: content: format: must be one of"),
                edit("revisions.ndjson", POST, COMMENT, "revisions.ndjson:1: refers to what is not there"),
                edit(
                        "schedules.ndjson",
                        "Europe/Berlin",
                        "Europe/Atlantis",
                        "schedules.ndjson:1: zone: must be a time zone of the IANA"),
                edit(
                        "schedules.ndjson",
                        "\"action\": \"update\"",
                        "\"action\": \"publish\"",
                        "schedules.ndjson:1: breaks the rule schedule_shows_a_revision"),
                edit(
                        "schedules.ndjson",
                        POST,
                        OTHER_POST,
                        "schedules.ndjson: 01900000-0000-7000-8000-000000000041 is not what its post is to become"),
                edit(
                        "schedules.ndjson",
                        "\"action\": \"update\", \"dueAt\": \"2999-01-01T00:00:00Z\", \"zone\": \"Europe/Berlin\", \"revision\": \"01900000-0000-7000-8000-000000000021\"",
                        "\"action\": \"publish\", \"dueAt\": \"2999-01-01T00:00:00Z\", \"zone\": \"UTC\"",
                        "schedules.ndjson: 01900000-0000-7000-8000-000000000041 is not what its post is to become"),
                edit(
                        "posts.ndjson",
                        "\"slug\": \"one\"",
                        "\"slug\": \"one\", \"unpublishAt\": \"2999-01-01T00:00:00Z\"",
                        "posts.ndjson: " + POST + " has an unpublishAt that is not among the schedules"),
                edit(
                        "posts.ndjson",
                        "\"slug\": \"one\"",
                        "\"slug\": \"one\", \"unpublishAt\": \"2000-01-01T00:00:00Z\"",
                        "posts.ndjson:1: breaks the rule post_ends_after_it_begins"),
                edit(
                        "revisions.ndjson",
                        "\"body\": \"B\"",
                        "\"body\": \"" + "> ".repeat(200) + "\"",
                        "revisions.ndjson:1: content: body: nests more than"),
                edit(
                        "comments.ndjson",
                        "\"authorName\": \"Grace\", ",
                        "",
                        "comments.ndjson:1: breaks the rule comment_has_one_author"),
                edit(
                        "comments.ndjson",
                        "grace@example.org",
                        "Grace@example.org",
                        "comments.ndjson:1: authorEmail: must be in lower case"),
                edit(
                        "comments.ndjson",
                        "\"parent\": \"" + COMMENT,
                        "\"parent\": \"" + POST,
                        "comments.ndjson:2: parent: is none of the comments"),
                edit(
                        "comments.ndjson",
                        "\"parent\": \"" + COMMENT + "\", ",
                        "\"authorUrl\": \"javascript:x\", ",
                        "comments.ndjson:2: authorUrl: must be an http"),
                edit(
                        "comments.ndjson",
                        "\"status\": \"approved\"",
                        "\"status\": \"shown\"",
                        "comments.ndjson:1: status: must be one of"),
                edit(
                        "comments.ndjson",
                        "First.",
                        "é".repeat(10_001),
                        "comments.ndjson:1: body: must be 0 to 10000 long"),
                edit("comments.ndjson", "First.", "x".repeat(9_000_000), "comments.ndjson:1: is longer than"),
                edit("SHA256SUMS", "a", "b", "SHA256SUMS: does not agree with the files"));
    }

    @Test
    void a_reply_stands_under_the_post_of_what_it_answers() throws Exception {
        var lines = files.get("comments.ndjson").split("(?<=\n)");
        put("comments.ndjson", lines[0] + lines[1].replace(POST, OTHER_POST));
        refused(zipped(), "comments.ndjson:2: parent: is none of the comments that stand above it");
    }

    @Test
    void a_post_has_one_working_copy() throws Exception {
        var revision = files.get("revisions.ndjson");
        put("revisions.ndjson", revision + revision.replace("21\"", "22\""));
        put("manifest.json", files.get("manifest.json").replace("\"revisions.ndjson\": 1", "\"revisions.ndjson\": 2"));
        refused(zipped(), "revisions.ndjson:2: working: is another revision of this post already");
        put("revisions.ndjson", revision.replace("\"shown\": false", "\"shown\": true"));
        refused(zipped(), "revisions.ndjson:1: shown: is not the working copy");
        var shown = revision.replace("\"working\": true, \"shown\": false", "\"working\": false, \"shown\": true");
        put("revisions.ndjson", shown + shown.replace("21\"", "22\""));
        refused(zipped(), "revisions.ndjson:2: shown: is another revision of this post already");
    }

    private static Arguments former(String slugs, String sentence) {
        return edit("posts.ndjson", "\"slug\": \"one\"", "\"slug\": \"one\", \"formerSlugs\": " + slugs, sentence);
    }

    private static Arguments edit(String file, String what, String by, String sentence) {
        return Arguments.of(file, what, by, sentence);
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("edits")
    void an_edited_one_is_refused(String file, String what, String by, String sentence) throws Exception {
        var sums = sums();
        if (file.equals("SHA256SUMS")) {
            put(file, sums.replace(what, by));
        } else {
            assertTrue(files.get(file).contains(what), "there is nothing to replace");
            put(file, files.get(file).replace(what, by));
        }
        refused(zipped(), sentence);
    }

    @Test
    void files_are_those_of_an_archive_in_their_order() throws Exception {
        for (var name : new String[] {"../../etc/passwd", "/etc/passwd", "media/a.png", "C:\\x", "a/"}) {
            files.put("SHA256SUMS", sums());
            files.put(name + "\0", "x");
            refused(zipped(), "it has " + name + ", which is no part of an archive");
            files.remove(name + "\0");
            files.remove("SHA256SUMS");
        }
        var accounts = files.remove("accounts.ndjson");
        refused(zipped(), "it has tags.ndjson where accounts.ndjson should be");
        files.put("accounts.ndjson", accounts);
        refused(zipped(), "it has tags.ndjson where accounts.ndjson should be");
    }

    @Test
    void half_a_file_is_refused_wherever_it_was_cut() throws Exception {
        var whole = Files.readAllBytes(zipped());
        for (var length = 0; length < whole.length; length += 37) {
            refused(file(java.util.Arrays.copyOf(whole, length)), "it is no zip file, or was cut short");
        }
        refused(file(java.util.Arrays.copyOf(whole, whole.length - 1)), "it is no zip file, or was cut short");
    }

    @Test
    void a_flipped_bit_is_noticed() throws Exception {
        var whole = Files.readAllBytes(zipped());
        var text = new String(whole, StandardCharsets.ISO_8859_1);
        for (var at = 0; at < text.indexOf("PK\1\2"); at += 23) {
            // Bytes 4 to 25 of a header are versions and times, and sizes that stand behind the file once more; the
            // last byte of what
            // is compressed need not be used up.
            var header = text.lastIndexOf("PK\3\4", at);
            if ((at < header + 4 || at > header + 25) && !text.startsWith("PK\7\b", at + 1)) {
                var damaged = whole.clone();
                // The lowest: of the last byte of a file the others may be padding.
                damaged[at] ^= 0x01;
                refused(file(damaged), "");
            }
        }
    }

    @Test
    void a_bomb_ends_when_it_expands_too_much() throws Exception {
        var blanks = " ".repeat(8_000_000);
        var accounts = new StringBuilder();
        for (var number = 1; number < 10; number++) {
            accounts.append(files.get("accounts.ndjson")
                    .replaceFirst("1\"", number + "\"")
                    .replace("\"ada\"", blanks + "\"a" + number + "\""));
        }
        put("accounts.ndjson", accounts.toString());
        put("manifest.json", files.get("manifest.json").replace("\"accounts.ndjson\": 1", "\"accounts.ndjson\": 9"));
        refused(zipped(), "it expands to more than 200 times its size");
    }

    @Test
    void what_is_encrypted_or_no_zip_at_all_is_refused() throws Exception {
        var encrypted = Files.readAllBytes(zipped());
        encrypted[6] |= 1;
        refused(file(encrypted), "it is damaged (encrypted ZIP entry not supported)");
        refused(file(new byte[0]), "it is no zip file");
        refused(file("hello".repeat(100).getBytes(StandardCharsets.UTF_8)), "it is no zip file");
        var longer = java.util.Arrays.copyOf(Files.readAllBytes(zipped()), 100_000);
        refused(file(longer), "it is no zip file");
    }

    @Test
    void what_is_not_utf_8_is_refused() throws Exception {
        var utf16 = zipped(Map.of("tags.ndjson", files.get("tags.ndjson").getBytes(StandardCharsets.UTF_16LE)));
        refused(utf16, "tags.ndjson:1: is not");
        var latin = zipped(Map.of(
                "tags.ndjson", files.get("tags.ndjson").replace("Java", "Jävä").getBytes(StandardCharsets.ISO_8859_1)));
        refused(latin, "tags.ndjson:1: is not UTF-8");
    }

    private void refused(Path file, String sentence) throws Exception {
        var refusal = assertThrows(BrokenArchive.class, () -> reader.read(file, database));
        assertTrue(refusal.getMessage().startsWith(sentence), "said: " + refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
        mustBeEmpty();
    }

    private static void mustBeEmpty() throws Exception {
        assertTrue(isEmpty(), "something was taken");
    }

    private static boolean isEmpty() throws Exception {
        return EmptyDatabase.single(
                        database,
                        "select exists (select from account) or exists (select from tag) or exists (select from post) or exists (select from comment)")
                .equals("f");
    }

    private String sums() {
        var digests = new LinkedHashMap<String, byte[]>();
        files.forEach((name, text) -> {
            if (name.endsWith(".ndjson")) {
                digests.put(name, Hashing.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
            }
        });
        return Archive.sums(digests);
    }

    private Path zipped() throws IOException {
        return zipped(Map.of());
    }

    private Path zipped(Map<String, byte[]> otherwise) throws IOException {
        files.putIfAbsent("SHA256SUMS", sums());
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : files.entrySet()) {
                // A name may stand twice.
                zip.putNextEntry(new ZipEntry(entry.getKey().replace("\0", "")));
                zip.write(
                        otherwise.getOrDefault(entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8)));
            }
        }
        files.remove("SHA256SUMS");
        return file(bytes.toByteArray());
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("site.zip"), bytes);
    }
}
