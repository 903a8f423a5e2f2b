package dev.octavo.archive;

import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.draft;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests before this one have left is carried too. */
@QuarkusTest
class TransferTest {
    /** All that is the same on both sides of a transfer, by table and row. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("site", "select to_jsonb(site) from site"),
            Map.entry(
                    "account",
                    "select to_jsonb(account) - 'password_hash' - 'invitation_hash' - 'invitation_expires_at' from account order by id"),
            Map.entry("tag", "select to_jsonb(tag) from tag order by id"),
            Map.entry("former_tag", "select to_jsonb(former_tag) from former_tag order by slug"),
            Map.entry("category", "select to_jsonb(category) from category order by id"),
            Map.entry("former_category", "select to_jsonb(former_category) from former_category order by slug"),
            Map.entry("post_category", "select to_jsonb(post_category) from post_category order by post_id, position"),
            Map.entry("post", "select to_jsonb(post) from post order by id"),
            Map.entry("post_author", "select to_jsonb(post_author) from post_author order by post_id, position"),
            Map.entry("former_slug", "select to_jsonb(former_slug) from former_slug order by slug"),
            Map.entry("post_tag", "select to_jsonb(post_tag) from post_tag order by post_id, position"),
            Map.entry("schedule", "select to_jsonb(schedule) from schedule order by id"),
            Map.entry("post_revision", "select to_jsonb(post_revision) from post_revision order by id"),
            Map.entry("comment", "select to_jsonb(comment) from comment order by id"));

    @Inject
    Export export;

    @Inject
    Import reader;

    @Inject
    Content content;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @Test
    void an_import_makes_the_same_rows_and_a_second_export_the_same_bytes() throws Exception {
        writeSomeOfEverything();
        var first = folder.resolve("first.zip");
        var second = folder.resolve("second.zip");
        var records = export.write(database, first);
        assertTrue(records.values().stream().allMatch(count -> count > 0), records.toString());

        var copy = EmptyDatabase.make(database);
        assertEquals(records, reader.read(first, copy).records());
        for (var table : SAME.entrySet()) {
            var rows = "select string_agg(row::text, E'\\n') from (%s) as same (row)".formatted(table.getValue());
            assertEquals(EmptyDatabase.single(database, rows), EmptyDatabase.single(copy, rows), table.getKey());
        }

        export.write(copy, second);
        assertEquals(unpacked(first), unpacked(second));
    }

    private void writeSomeOfEverything() throws SQLException {
        String post = write(
                        author(),
                        Map.of(
                                "publishedAt", "2026-01-02T03:04:05.123456Z",
                                "tags", new String[] {"Zebra", "Ant", "C++"},
                                "excerpt", "Short.",
                                "canonicalUrl", "https://example.org/there",
                                "meta", Map.of("deep", Map.of("list", new Object[] {1, 2.5, true, "\u2028 💡"})),
                                "commentModeration", "none"))
                .extract()
                .path("id");
        var root = comment(post, null);
        var reply = comment(post, root);
        comment(post, reply);
        comment(post, root);
        visitor()
                .body(guest("grace"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(201);
        author().body(Map.of("seo", Map.of("title", "T", "description", "D", "image", "https://example.org/i.png")))
                .patch("/posts/{post}?publish=true", post)
                .then()
                .statusCode(200);
        author().body(Map.of("title", "A newer title", "tags", new String[] {"Ant"}, "seo", Map.of("title", "Newer")))
                .patch("/posts/{post}?note=For the archive", post)
                .then()
                .statusCode(200);
        String revision = author().get("/posts/{post}/revisions", post).path("items[0].id");
        Map.of("update", "2999-03-31T07:00", "unpublish", "2999-03-31T08:00")
                .forEach((action, at) -> author().body(Map.of("action", action, "at", at, "zone", "Europe/Berlin"))
                        .post("/posts/{post}/schedules", post)
                        .then()
                        .statusCode(201));
        author().body(Map.of("name", "Ünnamed", "pinned", true))
                .patch("/posts/{post}/revisions/{revision}", post, revision)
                .then()
                .statusCode(200);
        for (var slug : new String[] {"renamed-" + post, "renamed-again-" + post}) {
            author().body(Map.of("slug", slug))
                    .patch("/posts/{post}", post)
                    .then()
                    .statusCode(200);
        }
        // Of one that has been merged, and then renamed.
        editor().body(Map.of("into", "zebra")).post("/tags/ant/merge").then().statusCode(200);
        editor().body(Map.of("slug", "zebras-" + post, "description", "Striped."))
                .patch("/tags/zebra?takeover=true")
                .then()
                .statusCode(200);
        for (var name : new String[] {"Zoo", "Zoo ape", "Ape"}) {
            editor().body(Map.of("name", name)).post("/categories").then().statusCode(201);
        }
        editor().body(Map.of("parent", "ape", "slug", "zoo-apes", "description", "Below it."))
                .patch("/categories/zoo")
                .then()
                .statusCode(200);
        write(author(), Map.of("categories", new String[] {"zoo-ape", "zoo"}));
        draft();
        author().get("/me");
        write(editor(), Map.of("authors", List.of("editor", "author")));
        write(author(), Map.of("featured", true, "unlisted", true, "body", "![](https://example.org/a.png)"));
        write(author(), Map.of("publishedAt", "2999-01-01T00:00:00Z"));
        var withdrawn = publish().extract().path("id");
        author().delete("/posts/{post}/publication", withdrawn).then().statusCode(204);
        var trashed = publish().extract().path("id");
        comment(member(), (String) trashed, null).statusCode(201);
        editor().delete("/posts/{post}", trashed).then().statusCode(204);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // What no client can send, but PostgreSQL keeps.
            statement.execute(
                    "update post set meta = '{\"price\": 1.10, \"big\": 123456789012345678901234567890, \"small\": 1e-9}' where id = '"
                            + withdrawn + "'");
        }
    }

    private static Map<String, String> unpacked(Path file) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                var text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                files.put(entry + " " + entry.getTimeLocal(), text.replaceFirst("\"exportedAt\" : \"[^\"]+\"", ""));
            }
        }
        return files;
    }

    @Test
    void an_archive_holds_no_secret() throws Exception {
        var file = folder.resolve("site.zip");
        member();
        export.write(database, file);
        var text = unpacked(file).toString();
        for (var secret : new String[] {
            "select password_hash from account where password_hash is not null limit 1",
            "select encode(hash, 'hex') from token limit 1",
            "select encode(hash, 'base64') from token limit 1",
            "select encode(value, 'hex') from secret limit 1"
        }) {
            assertFalse(text.contains(EmptyDatabase.single(database, secret)), secret);
        }
    }

    @Test
    void nobody_has_a_password_after_an_import_but_the_oldest_admin() throws Exception {
        var file = folder.resolve("site.zip");
        member();
        export.write(database, file);
        var copy = EmptyDatabase.make(database);
        assertEquals("admin", reader.read(file, copy).admin().orElseThrow());
        assertEquals("0", EmptyDatabase.single(copy, "select count(*) from token"));
        assertEquals(
                "admin",
                EmptyDatabase.single(
                        copy, "select string_agg(username, ' ') from account where password_hash is not null"));
    }

    @Test
    void site_and_accounts_are_as_they_were() throws Exception {
        var file = folder.resolve("site.zip");
        member();
        export.write(database, file);
        var copy = EmptyDatabase.make(database);
        reader.read(file, copy);
        EmptyDatabase.single(copy, """
                update site set version = 3, title = 'Notes', description = 'On print.', language = 'pt-BR',
                    post_url = 'https://example.org/{year}/{slug}', comment_moderation = 'MEMBERS_ONLY' returning 1""");
        EmptyDatabase.single(copy, """
                update account set version = 2, email = 'm@example.org', disabled_at = created_at where username = 'member' returning 1""");
        Files.delete(file);
        export.write(copy, file);
        var second = EmptyDatabase.make(database);
        reader.read(file, second);
        for (var rows : List.of(SAME.get("site"), SAME.get("account"))) {
            var last = "select string_agg(row::text, ' ') from (%s) as same (row)".formatted(rows);
            assertEquals(EmptyDatabase.single(copy, last), EmptyDatabase.single(second, last));
        }
    }

    @Test
    void an_import_goes_into_an_empty_database_only() throws Exception {
        var file = folder.resolve("site.zip");
        draft();
        export.write(database, file);
        var posts = EmptyDatabase.single(database, "select count(*) from post");
        var refusal = assertThrows(BrokenArchive.class, () -> reader.read(file, database));
        assertTrue(refusal.getMessage().startsWith("the database is not empty"), refusal.getMessage());
        assertEquals(posts, EmptyDatabase.single(database, "select count(*) from post"));
    }

    @Test
    void an_export_is_private_and_replaces_nothing() throws Exception {
        var file = folder.resolve("site.zip");
        export.write(database, file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var before = Files.readAllBytes(file);
        assertThrows(FileAlreadyExistsException.class, () -> export.write(database, file));
        assertEquals(before.length, Files.size(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "something unfinished was left");
        }
    }

    @Test
    void what_cannot_succeed_is_refused_before_anything_starts() throws Exception {
        var file = Files.writeString(folder.resolve("site.zip"), "");
        var missing = folder.resolve("missing/site.zip").toString();
        assertTrue(Transfer.refusal("export", file.toString()).orElseThrow().contains("it exists already"));
        assertTrue(Transfer.refusal("export", missing).orElseThrow().contains("no such folder"));
        assertTrue(Transfer.refusal("import", missing).orElseThrow().endsWith("Nothing was imported."));
        assertTrue(Transfer.refusal("import", folder.toString()).isPresent());
        assertTrue(Transfer.refusal("import", file.toString()).isEmpty());
        assertTrue(
                Transfer.refusal("export", folder.resolve("new.zip").toString()).isEmpty());
    }

    @Test
    void a_database_of_another_version_is_not_exported() throws Exception {
        var older = EmptyDatabase.make(database);
        EmptyDatabase.single(older, "delete from flyway_schema_history where version = '005' returning 1");
        var newer = EmptyDatabase.make(database);
        EmptyDatabase.single(newer, """
                insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
                values (999, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, true) returning 1""");
        Transfer.mustBeOfThisVersion(flyway(EmptyDatabase.make(database)));
        for (var other : List.of(older, newer)) {
            assertThrows(ConfigurationException.class, () -> Transfer.mustBeOfThisVersion(flyway(other)));
        }
    }

    private static Flyway flyway(DataSource database) {
        return Flyway.configure().dataSource(database).load();
    }

    @Test
    void an_export_that_fails_leaves_no_file() throws Exception {
        var broken = EmptyDatabase.make(database);
        try (var connection = broken.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table comment rename column body to text");
        }
        assertThrows(SQLException.class, () -> export.write(broken, folder.resolve("site.zip")));
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void every_column_is_carried_or_left_out_on_purpose() throws Exception {
        var known = new TreeSet<String>();
        for (var table : content.tables()) {
            table.columns().stream()
                    .filter(column -> column.column() != null)
                    .forEach(column -> known.add(table.name() + "." + column.column()));
        }
        var columns = new TreeSet<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = 'public' and table_name <> 'flyway_schema_history'""")) {
            while (row.next()) {
                columns.add(row.getString(1) + "." + row.getString(2));
            }
        }
        for (var left : Content.NOT_CARRIED) {
            assertFalse(known.contains(left), left + " is carried");
            known.add(left);
        }
        columns.removeIf(column -> known.contains(column.replaceFirst("[.].*", ".*")));
        columns.removeAll(known);
        assertEquals(new TreeSet<>(), columns, "neither in Content nor in its NOT_CARRIED");
    }
}
