import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Exports 10,000 posts with comments from a running Octavo with its embedded PostgreSQL, imports them into another PostgreSQL,
 * kills an import, exports again: the same bytes but for the date. The copy serves what the original serves. Damaged files are refused in
 * one line each, and leave nothing. All commands run with a heap of 128 MB.
 */
class Transfer {
    /** Each is written through the API, and copied in the database as often as it takes. */
    static final int MODELS = 100;

    static final int COPIES = Octavo.TENTH ? 10 : 100;

    static final Pattern ITEM = Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"slug\":\"[^\"]*\",\"status\":\"([a-z]+)\"");
    static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    static Path data;
    static EmbeddedPostgres other;
    static int databases;
    static int posts = MODELS * COPIES;

    void main() throws Exception {
        data = Octavo.folder("transfer");
        var folder = Files.createDirectories(Octavo.folder("files"));
        try (var external = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Octavo.folder("postgresql").toFile())
                .setServerConfig("unix_socket_directories", "")
                .start()) {
            other = external;
            var original = Octavo.start(data).ready();
            var token = original.signIn();
            write(original, token);
            var small = folder.resolve("small.zip");
            done("export of %d posts".formatted(MODELS), Octavo.command(data, Map.of(), "export", small.toString()));
            multiply();
            exportUnderWrites(original, token, folder);

            var first = folder.resolve("first.zip");
            done("export beside a running server", Octavo.command(data, Map.of(), "export", first.toString()));
            refused("a file that exists", Octavo.command(data, Map.of(), "export", first.toString()), "it exists already");
            refused("an import into a database in use", Octavo.command(data, Map.of(), "import", first.toString()), "Another Octavo uses the data folder");

            var usage = Octavo.command(data, Map.of(), "frobnicate");
            Octavo.check(usage.exitCode() == 2 && usage.output().startsWith("usage: "), "an unknown command: " + usage.output());

            var copied = database();
            killed(first, copied);
            done("import into another PostgreSQL", Octavo.command(data, copied, "import", first.toString()));
            refused("a second import", Octavo.command(data, copied, "import", first.toString()), "the database is not empty");
            var second = folder.resolve("second.zip");
            done("export from there", Octavo.command(data, copied, "export", second.toString()));
            same(first, second);

            var copy = Octavo.start(data, Octavo.freePort(), copied).ready();
            servesTheSame(original, token, copy, copy.signIn());
            copy.stop();
            original.stop();

            var third = folder.resolve("third.zip");
            done("export without a running server", Octavo.command(data, Map.of(), "export", third.toString()));
            same(first, third);
            refuseDamaged(small, folder);
        }
    }

    static void write(Octavo server, String token) throws Exception {
        for (var number = 0; number < MODELS; number++) {
            var kind = number % 10;
            var when = kind == 7 ? "" : ", \"publishedAt\": \"%s\"".formatted(kind == 8 ? "2999-01-01T00:00:00Z" : "2020-01-01T00:00:%02dZ".formatted(number % 60));
            var post = created(server, "/api/v1/posts", token, """
                    {"title": "Model %d", "body": "%s", "tags": ["one", "two %d"], "meta": {"number": %d, "half": 0.5, "word": "💡"}, \
                    "excerpt": "About %d.", "commentModeration": "none" %s}""".formatted(number, body(number), number % 7, number, number, when));
            if (kind == 7 || kind == 8) {
                continue;
            }
            var root = created(server, post + "/comments", token, "{\"body\": \"A *root*.\"}");
            var reply = created(server, post + "/comments", null, """
                    {"body": "A reply by a guest.", "parent": "%s", "author": {"name": "Grace", "email": "grace%d@example.org"}}""".formatted(id(root), number));
            created(server, post + "/comments", token, "{\"body\": \"And back.\", \"parent\": \"%s\"}".formatted(id(reply)));
            created(server, post + "/comments", token, "{\"body\": \"Another root.\"}");
            if (kind == 5) {
                var answer = server.send("PATCH", post, token, "{\"title\": \"Model %d, revised\"}".formatted(number));
                Octavo.check(answer.statusCode() == 200, "PATCH answered " + answer.body());
            }
            if (kind == 9) {
                var answer = server.send("DELETE", post, token, "");
                Octavo.check(answer.statusCode() == 204, "DELETE answered " + answer.body());
            }
        }
    }

    static String body(int number) {
        return "# Heading %d\\n\\nSome *words* and a [link](https://example.org/%d).\\n\\n".formatted(number, number)
                + "A paragraph of the usual length, with nothing in it that would surprise anybody who reads it. ".repeat(20);
    }

    static String created(Octavo server, String path, String token, String body) throws Exception {
        var answer = server.post(path, token, "application/json", body);
        Octavo.check(answer.statusCode() == 201, path + " answered " + answer.statusCode() + ": " + answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Copies what the API has made, row by row, under ids in which four digits differ. */
    static void multiply() throws Exception {
        try (var database = embedded();
                var statement = database.createStatement()) {
            statement.execute("""
                    create function pg_temp.other(ids text, number int) returns text language sql immutable as $$
                    select regexp_replace(ids, '([0-9a-f-]{19})[0-9a-f]{4}(-[0-9a-f]{12})', '\\1' || lpad(to_hex(number), 4, '0') || '\\2', 'g') $$""");
            for (var table : List.of("post", "post_revision", "post_author", "post_tag", "schedule", "comment")) {
                statement.execute("create temp table model_%1$s as select * from %1$s".formatted(table));
            }
            copy(statement, "post", "id", "slug");
            copy(statement, "post_revision", "id", "post_id");
            statement.execute("update post set working_revision = pg_temp.other(model.working_revision::text, number)::uuid, "
                    + "shown_revision = pg_temp.other(model.shown_revision::text, number)::uuid from model_post model, generate_series(1, "
                    + (COPIES - 1) + ") number where post.id = pg_temp.other(model.id::text, number)::uuid");
            copy(statement, "post_author", "post_id");
            copy(statement, "post_tag", "post_id");
            copy(statement, "schedule", "id", "post_id");
            copy(statement, "comment", "id", "post_id", "parent_id", "root_id", "path");
            try (var counts = statement.executeQuery("select count(*), (select count(*) from comment) from post")) {
                counts.next();
                System.out.printf("%d posts with %d comments%n", counts.getInt(1), counts.getInt(2));
                Octavo.check(counts.getInt(1) == MODELS * COPIES, "not all posts are there");
            }
        }
    }

    /** A post or a comment that is half in a file would be refused. */
    static void exportUnderWrites(Octavo server, String token, Path folder) throws Exception {
        var file = folder.resolve("under-writes.zip");
        var written = new ArrayList<String>();
        var command = Octavo.command(data, Map.of(), "export", file.toString());
        while (command.process.isAlive()) {
            var post = created(server, "/api/v1/posts", token, """
                    {"title": "Meanwhile %1$d", "body": "x", "tags": ["tag %1$d"], "publishedAt": "2020-01-01T00:00:00Z"}""".formatted(written.size()));
            created(server, post + "/comments", token, "{\"body\": \"y\"}");
            written.add(post);
        }
        done("export while " + written.size() + " posts were written", command);
        var database = database();
        done("import of that", Octavo.command(data, database, "import", file.toString()));
        System.out.println("posts in it: " + rows(database).replaceFirst(".* ", ""));
        posts += written.size();
    }

    static void copy(java.sql.Statement statement, String table, String... renamed) throws SQLException {
        var columns = new ArrayList<String>();
        var values = new ArrayList<String>();
        try (var row = statement.executeQuery("select * from model_" + table + " limit 0")) {
            for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                var name = row.getMetaData().getColumnName(i);
                columns.add(name);
                values.add(switch (name) {
                    case "slug" -> "slug || '-copy-' || number";
                    case "path" -> "pg_temp.other(path, number)";
                    case "working_revision", "shown_revision" -> "null";
                    default -> Arrays.asList(renamed).contains(name) ? "pg_temp.other(%s::text, number)::uuid".formatted(name) : name;
                });
            }
        }
        statement.execute("insert into %s (%s) select %s from model_%s, generate_series(1, %d) number"
                .formatted(table, String.join(", ", columns), String.join(", ", values), table, COPIES - 1));
    }

    static Connection embedded() throws Exception {
        var port = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", Files.readString(data.resolve("password")));
    }

    /** @return the environment that makes a command use a new database of the other server */
    static Map<String, String> database() throws SQLException {
        var name = "copy" + ++databases;
        try (var connection = other.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create database " + name);
        }
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", other.getJdbcUrl("postgres", name),
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "any");
    }

    static String rows(Map<String, String> database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.get("QUARKUS_DATASOURCE_JDBC_URL"), "postgres", "any");
                var row = connection.createStatement().executeQuery(
                        "select (select count(*) from account) || ' ' || (select count(*) from tag) || ' ' || (select count(*) from post)")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Kills an import while it writes. */
    static void killed(Path file, Map<String, String> database) throws Exception {
        var command = Octavo.command(data, database, "import", file.toString());
        var writing = "select exists (select from pg_stat_activity where datname = '%s' and query like 'insert into post %%')"
                .formatted("copy" + databases);
        try (var connection = other.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var begun = false; !begun; ) {
                Octavo.check(command.process.isAlive(), "the import ended:\n" + command.output());
                try (var row = statement.executeQuery(writing)) {
                    row.next();
                    begun = row.getBoolean(1);
                }
            }
        }
        command.kill();
        Octavo.check(rows(database).equals("0 0 0"), "a killed import left rows: " + rows(database));
        System.out.println("import killed with -9 while it wrote posts: left nothing");
    }

    static void done(String what, Octavo command) throws Exception {
        var start = System.nanoTime();
        var code = command.exitCode();
        Octavo.check(code == 0, what + " ended with " + code + ":\n" + command.output());
        System.out.printf("%s, %.1f s: %s%n", what, (System.nanoTime() - start) / 1e9, command.output().lines().findFirst().orElse("").replaceAll(" /\\S*/", " …/"));
    }

    static void refused(String what, Octavo command, String sentence) throws Exception {
        Octavo.check(command.exitCode() == 1, what + ": exit " + command.exitCode() + ":\n" + command.output());
        var output = command.output().strip();
        Octavo.check(output.contains(sentence), what + ": does not say \"" + sentence + "\" but\n" + output);
        Octavo.check(output.lines().count() == 1, what + ": says more than one line:\n" + output);
        System.out.println(what + ": " + output.replaceAll(" /\\S*/", " …/"));
    }

    static void same(Path one, Path two) throws IOException {
        try (var first = new ZipFile(one.toFile());
                var second = new ZipFile(two.toFile())) {
            var names = first.stream().map(ZipEntry::getName).toList();
            Octavo.check(names.equals(second.stream().map(ZipEntry::getName).toList()), "other files in " + two);
            for (var name : names) {
                var a = first.getInputStream(first.getEntry(name)).readAllBytes();
                var b = second.getInputStream(second.getEntry(name)).readAllBytes();
                if (name.equals("manifest.json")) {
                    var date = "\"exportedAt\" : \"[^\"]*\"";
                    Octavo.check(text(a).replaceFirst(date, "").equals(text(b).replaceFirst(date, "")), "the manifests differ");
                } else {
                    Octavo.check(Arrays.equals(a, b), name + " differs between the exports");
                }
            }
        }
        System.out.printf("%s and %s: the same bytes but for the date, %,d each%n", one.getFileName(), two.getFileName(), Files.size(one));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void servesTheSame(Octavo original, String token, Octavo copy, String copysToken) throws Exception {
        var statuses = new LinkedHashMap<String, Integer>();
        var read = 0;
        for (var list : List.of("any", "trash")) {
            for (var next = "/api/v1/posts?limit=100&status=" + list; next != null; ) {
                var page = copy.get(next, copysToken);
                Octavo.check(page.statusCode() == 200, next + " answered " + page.body());
                for (var items = ITEM.matcher(page.body()); items.find(); read++) {
                    statuses.merge(items.group(2), 1, Integer::sum);
                    if (read % 47 == 0) {
                        var post = "/api/v1/posts/" + items.group(1);
                        for (var path : List.of(post, post + "?version=working", post + "/comments")) {
                            var there = original.get(path, token);
                            var here = copy.get(path, copysToken);
                            Octavo.check(
                                    withoutTrace(there).equals(withoutTrace(here)),
                                    path + " is served otherwise:\n" + there.body() + "\n" + here.body());
                        }
                    }
                }
                var link = NEXT.matcher(page.body());
                next = link.find() ? link.group(1) : null;
            }
        }
        Octavo.check(read == posts, "the copy lists " + read + " posts");
        Octavo.check(
                statuses.keySet().equals(Set.of("published", "draft", "scheduled", "trash")),
                "not all kinds are there: " + statuses);
        System.out.println("the copy serves the same: " + statuses);
    }

    /** A problem has a number of its own. */
    static String withoutTrace(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body().replaceFirst("\"traceId\":\"[^\"]*\"", "");
    }

    interface Damage {
        byte[] to(byte[] whole) throws IOException;
    }

    record Case(String name, String sentence, Damage damage) {}

    static void refuseDamaged(Path file, Path folder) throws Exception {
        var whole = Files.readAllBytes(file);
        var middle = whole.length / 2;
        var directory = latin(whole).indexOf("PK\1\2");
        var cases = new ArrayList<Case>();
        cases.add(new Case("half a file", "cut short", bytes -> Arrays.copyOf(bytes, middle)));
        cases.add(new Case("without its last byte", "cut short", bytes -> Arrays.copyOf(bytes, bytes.length - 1)));
        cases.add(new Case("a flipped bit in the middle", "Nothing was imported.", bytes -> { bytes[middle] ^= 1; return bytes; }));
        cases.add(new Case("a bomb of blanks", "expands to more than 200 times", bytes -> bomb(file)));
        if (!Octavo.TENTH) {
            cases.add(new Case("nothing", "no zip file", bytes -> new byte[0]));
            cases.add(new Case("text", "no zip file", bytes -> "Hello.\n".repeat(100).getBytes(StandardCharsets.UTF_8)));
            cases.add(new Case("zeros in the middle", "Nothing was imported.", bytes -> { Arrays.fill(bytes, middle, middle + 1000, (byte) 0); return bytes; }));
            cases.add(new Case("without its directory", "cut short", bytes -> Arrays.copyOf(bytes, directory)));
            cases.add(new Case("something behind it", "cut short", bytes -> Arrays.copyOf(bytes, bytes.length + 10)));
            cases.add(new Case("said to be encrypted", "encrypted", bytes -> { bytes[6] |= 1; return bytes; }));
            cases.add(new Case("a size that is not so", "it is damaged", bytes -> {
                // Of the last file, behind its data.
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(directory - 4, 0x7fffffff);
                return bytes;
            }));
            cases.add(new Case("an end that counts 60,000 files", "its end counts 60000 files", bytes -> {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 12, (short) 60_000);
                return bytes;
            }));
            cases.add(new Case("another name", "../../.ssh/ where tags.ndjson should be", bytes -> latin(bytes).replace("tags.ndjson", "../../.ssh/").getBytes(StandardCharsets.ISO_8859_1)));
            cases.add(new Case("a file of its own", "no part of an archive", bytes -> with(file, "media/../../evil.sh", "rm")));
            cases.add(new Case("an absolute name", "no part of an archive", bytes -> with(file, "/etc/cron.d/evil", "* * * * *")));
            cases.add(new Case("another format", "of format 9", bytes -> edited(file, "manifest.json", (line, number) -> line.replace("\"format\" : 1", "\"format\" : 9"))));
            cases.add(new Case("a changed text, and its sum not", "SHA256SUMS", bytes -> edited(file, "comments.ndjson", (line, number) -> number == 7 ? line.replace("body\":\"", "body\":\"Not ") : line)));
            cases.add(new Case("a line too few", "records, but", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? "" : line)));
            cases.add(new Case("half a line", "posts.ndjson:50: is not well-formed", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? line.substring(0, 100) + "\n" : line)));
            cases.add(new Case("a line of 9 MB", "posts.ndjson:50: is longer", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? line.replace("Some", "x".repeat(9_000_000)) : line)));
            cases.add(new Case("a script as HTML", "posts.ndjson:50: html: is not a property", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? line.replaceFirst("\\{", "{\"html\":\"<script>alert(1)</script>\",") : line)));
            cases.add(new Case("100,000 brackets", "posts.ndjson:50: nests too deep", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? line.replace("0.5", "[".repeat(100_000) + "]".repeat(100_000)) : line)));
            cases.add(new Case("a million little objects", "posts.ndjson:50: nests too deep, or holds too many", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? line.replace("0.5", "[{}" + ",{}".repeat(1_000_000) + "]") : line)));
            cases.add(new Case("NUL", "posts.ndjson:50: body: must hold no NUL", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? line.replace("Some", "\\u0000") : line)));
            cases.add(new Case("not UTF-8", "is not UTF-8", bytes -> edited(file, "tags.ndjson", (line, number) -> line.replace("one", "\u00ff\u00fe"))));
            cases.add(new Case("an author who is not there", "posts.ndjson:50: refers to what is not there", bytes -> edited(file, "posts.ndjson", (line, number) -> number == 50 ? line.replaceFirst("\"author\":\"[0-9a-f]", "\"author\":\"f") : line)));
            cases.add(new Case("a slug twice", "posts.ndjson:2: is there already", bytes -> edited(file, "posts.ndjson", (line, number) -> line.replaceFirst("\"slug\":\"[^\"]*\"", "\"slug\":\"same\""))));
        }
        var database = database();
        for (var broken : cases) {
            var damaged = Files.write(folder.resolve("damaged.zip"), broken.damage().to(whole.clone()));
            refused(broken.name(), Octavo.command(data, database, "import", damaged.toString()), broken.sentence());
            Octavo.check(rows(database).equals("0 0 0"), broken.name() + " left rows: " + rows(database));
        }
        System.out.println(cases.size() + " damaged files: each refused in one line, nothing imported");
        done("the whole one into the same database", Octavo.command(data, database, "import", file.toString()));
    }

    /** A hundred accounts of seven megabytes each. */
    static byte[] bomb(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var from = new ZipFile(file.toFile());
                var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            var manifest = text(from.getInputStream(from.getEntry("manifest.json")).readAllBytes());
            zip.write(manifest.replaceFirst("(\"accounts.ndjson\" : )\\d+", "$1100").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("site.ndjson"));
            from.getInputStream(from.getEntry("site.ndjson")).transferTo(zip);
            zip.putNextEntry(new ZipEntry("accounts.ndjson"));
            var account = text(from.getInputStream(from.getEntry("accounts.ndjson")).readAllBytes()).lines().findFirst().orElseThrow();
            for (var number = 100; number < 200; number++) {
                zip.write(account.replaceFirst("[0-9a-f]{3}\"", number + "\"")
                        .replace("\"username\":", " ".repeat(7_000_000) + "\"username\":")
                        .concat("\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Byte by byte. */
    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    interface Edit {
        String of(String line, int number);
    }

    static byte[] edited(Path file, String part, Edit edit) throws IOException {
        return zip(file, part, edit, null, null);
    }

    static byte[] with(Path file, String name, String text) throws IOException {
        return zip(file, "", null, name, text);
    }

    static byte[] zip(Path file, String part, Edit edit, String added, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var from = new ZipFile(file.toFile());
                var to = new ZipOutputStream(bytes)) {
            for (var entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                var whole = from.getInputStream(entry).readAllBytes();
                if (!entry.getName().equals(part)) {
                    to.write(whole);
                    continue;
                }
                var number = 0;
                for (var line : latin(whole).split("(?<=\n)")) {
                    to.write(edit.of(line, ++number).getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            if (added != null) {
                to.putNextEntry(new ZipEntry(added));
                to.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
