import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads 1,000,000 posts without their text as lines of JSON from a server with a heap of 256 MB: each once, in order, while others read and
 * write. Two who take them slowly cost no memory and keep nothing from others; when they hang up, their queries end.
 */
class Streams {
    static final int POSTS = Octavo.TENTH ? 100_000 : 1_000_000;
    static final int HEAP = 256;
    static final String TYPE = "application/x-ndjson";
    static final Pattern SLUG = Pattern.compile("\"slug\":\"post-([0-9]+)\"");

    static Path data;

    void main() throws Exception {
        data = Octavo.folder("streams");
        var server = Octavo.start(data, Octavo.freePort(), Map.of(), HEAP + "m").ready();
        var token = server.signIn();
        var model = server.post("/api/v1/posts", token, "application/json", """
                {"slug": "model", "title": "Model", "tags": ["One", "Two"], "publishedAt": "2020-01-01T00:00:00Z", "body": "%s"}"""
                .formatted("Some words. ".repeat(340)));
        Octavo.check(model.statusCode() == 201, "a post answered " + model.body());
        var before = live(server);
        var start = System.nanoTime();
        multiply();
        System.out.printf("%,d posts in %.0f s%n", POSTS, (System.nanoTime() - start) / 1e9);

        for (var list : List.of("/api/v1/posts", "/api/v1/posts?sort=title,-createdAt&fields=id,slug,title", "/api/v1/posts?tag=one&include=comments")) {
            read(server, token, list);
        }

        var slow = List.of(begin(server, token), begin(server, token));
        try {
            var refused = server.send("GET", "/api/v1/posts", token, TYPE, "", "Accept", TYPE);
            Octavo.check(refused.statusCode() == 503, "a third stream answered " + refused.statusCode());
            start = System.nanoTime();
            Octavo.check(server.get("/api/v1/posts?limit=100", null).statusCode() == 200, "others are kept from reading");
            System.out.printf(
                    "live in the heap: %.1f MB before, %.1f MB while two take it slowly; somebody else is answered in %d ms%n",
                    before / 1e6, live(server) / 1e6, (System.nanoTime() - start) / 1_000_000);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        start = System.nanoTime();
        while (busy() > 0) {
            Octavo.check(System.nanoTime() - start < 10e9, "queries go on that nobody waits for");
            Thread.sleep(10);
        }
        System.out.printf("%d ms after they hung up their queries have ended%n", (System.nanoTime() - start) / 1_000_000);
        Octavo.check(server.send("GET", "/api/v1/tags", token, TYPE, "", "Accept", TYPE).statusCode() == 200, "no stream is begun any more");
        server.stop();
        Octavo.check(!server.output().contains("ERROR"), "the server logged\n" + server.output());
    }

    /** Copies the model in the database, whatever columns it has. */
    static void multiply() throws Exception {
        try (var database = DriverManager.getConnection(url(), "postgres", Files.readString(data.resolve("password")));
                var statement = database.createStatement()) {
            var numbers = "generate_series(1, %d) number".formatted(POSTS - 1);
            statement.execute("""
                    insert into post select copy.* from post model, %s, lateral jsonb_populate_record(
                      model, jsonb_build_object('id', gen_random_uuid(), 'slug', 'post-' || number, 'title', 'Post ' || number %% 1000, 'created_at', model.created_at,
                        'published_at', model.published_at + number * interval '1 minute')) copy
                    where model.slug = 'model'""".formatted(numbers));
            for (var names : List.of("post_tag (post_id, position, tag_id)", "post_author (post_id, position, account_id)")) {
                var table = names.split(" ")[0];
                var to = names.replaceAll(".*, |\\)", "");
                statement.execute("insert into %s select post.id, model.position, model.%s from post, %s model join post one on one.id = model.post_id and one.slug = 'model' where post.slug <> 'model'".formatted(names, to, table));
            }
            statement.execute("vacuum analyze");
        }
    }

    static void read(Octavo server, String token, String list) throws Exception {
        var start = System.nanoTime();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port + list))
                .header("Accept", TYPE)
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = Octavo.HTTP.send(request, BodyHandlers.ofInputStream());
        Octavo.check(answer.statusCode() == 200, list + " answered " + answer.statusCode());
        var seen = new HashSet<Integer>();
        var bytes = 0L;
        var largest = 0L;
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                bytes += line.length() + 1;
                var slug = SLUG.matcher(line);
                Octavo.check(seen.add(slug.find() ? Integer.parseInt(slug.group(1)) : 0), "twice: " + line);
                Octavo.check(line.startsWith("{") && line.endsWith("}"), "no object: " + line);
                if (seen.size() == POSTS / 2) {
                    largest = live(server);
                }
            }
        }
        Octavo.check(seen.size() == POSTS, list + " gave " + seen.size());
        System.out.printf(
                "%s: %,d lines, %.0f MB in %.1f s with a heap of %d MB, %.1f MB of it live in the middle%n",
                list, seen.size(), bytes / 1e6, (System.nanoTime() - start) / 1e9, HEAP, largest / 1e6);
    }

    /** Begins to read and stops, with little room for what is on its way. */
    static Socket begin(Octavo server, String token) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
        socket.getOutputStream()
                .write("GET /api/v1/posts HTTP/1.1\r\nHost: localhost\r\nAccept: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(TYPE, token)
                        .getBytes(StandardCharsets.US_ASCII));
        var begun = new String(socket.getInputStream().readNBytes(2_000), StandardCharsets.UTF_8);
        Octavo.check(begun.startsWith("HTTP/1.1 200") && begun.contains("\"slug\""), "a slow reader is answered " + begun);
        return socket;
    }

    /** Bytes that are in use once all others have been collected. */
    static long live(Octavo server) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(server.process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(Octavo.find("(?m)^Total +\\d+ +(\\d+)", text));
    }

    static int busy() throws Exception {
        try (var database = DriverManager.getConnection(url(), "postgres", Files.readString(data.resolve("password")));
                var row = database.createStatement()
                        .executeQuery("select count(*) from pg_stat_activity where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    static String url() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3) + "/postgres";
    }
}
