import java.io.IOException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the site map of 120,000 posts from a server with a heap of 128 MB: every page once, in files of at most 50,000. While it is
 * half sent the server holds no more than with a thousand posts; 60 who take it slowly, more than there are connections to the
 * database, keep nothing from others.
 */
class Sitemap {
    static final int FEW = 1_000;
    static final int POSTS = Octavo.TENTH ? 12_000 : 120_000;
    static final int TAGS = Octavo.TENTH ? 200 : 2_000;
    static final int FILE = 50_000;
    static final long LARGEST_FILE = 50L << 20;
    static final int SLOW = 60;

    static final Pattern PLACE = Pattern.compile("<loc>([^<]+)</loc><lastmod>[0-9T:-]{19}Z</lastmod>");

    /** So long that a file is larger than all that is kept for a connection on its way. */
    static final String BASE = "https://blog.example.org/" + "a-long-way/".repeat(30);

    static Path data;

    void main() throws Exception {
        data = Octavo.folder("sitemap");
        var server = Octavo.start(data, Octavo.freePort(), Map.of(), "128m").ready();
        var token = server.signIn();
        var change = server.send("PATCH", "/api/v1/site", token, """
                {"urls": {"post": "%1$s{year}/{slug}", "tag": "%1$stags/{slug}", "author": "%1$sby/{username}"}}""".formatted(BASE));
        Octavo.check(change.statusCode() == 200, "the site answered " + change.body());
        publish(server, token);

        multiply(0, FEW);
        read(server, FEW);
        var before = live(server);
        multiply(FEW, POSTS);
        read(server, POSTS);
        newest(server);

        var slow = new ArrayList<Socket>();
        try {
            slow.add(begin(server));
            var during = live(server);
            var ratio = (double) during / before;
            System.out.printf(
                    "live in the heap: %.1f MB with %,d posts, %.1f MB while %,d are being sent: ratio %.2f%n",
                    mega(before), FEW, mega(during), POSTS, ratio);
            Octavo.check(ratio < 1.25, "the memory grows with the number of posts");

            while (slow.size() < SLOW) {
                slow.add(begin(server));
            }
            var all = live(server);
            var start = System.nanoTime();
            Octavo.check(server.get("/api/v1/posts?limit=100", null).statusCode() == 200, "others are kept from reading");
            var millis = (System.nanoTime() - start) / 1_000_000;
            System.out.printf("%d who take it slowly: %.1f MB, %.2f MB each; somebody else is answered in %d ms%n", SLOW, mega(all), mega(all - before) / SLOW, millis);
            Octavo.check(millis < 10_000, "others wait: " + millis + " ms");
            Octavo.check(connections() < 10, connections() + " connections are held");
            for (var socket : slow.subList(0, 3)) {
                var rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Octavo.check(rest.endsWith("</urlset>\r\n0\r\n\r\n"), "what is taken slowly is cut short");
            }
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        server.stop();
        // Not even those who hung up have filled the log.
        Octavo.check(!server.output().contains("ERROR"), "the server logged\n" + server.output());
    }

    /** What all others are copies of, and what no site map may name. */
    static void publish(Octavo server, String token) throws Exception {
        for (var post : List.of(
                "{\"slug\": \"model\", \"tags\": [\"model\"], \"publishedAt\": \"2020-01-01T00:00:00Z\"",
                "{\"slug\": \"hidden-draft\", \"tags\": [\"hidden\"]",
                "{\"slug\": \"hidden-later\", \"tags\": [\"hidden\"], \"publishedAt\": \"2999-01-01T00:00:00Z\"")) {
            var answer = server.post("/api/v1/posts", token, "application/json", post + ", \"title\": \"Model\", \"body\": \"Some words.\"}");
            Octavo.check(answer.statusCode() == 201, "a post answered " + answer.body());
        }
    }

    /** Copies the model in the database, whatever columns it has, from this number on up to that one. */
    static void multiply(int from, int to) throws Exception {
        try (var database = DriverManager.getConnection(url(), "postgres", Files.readString(data.resolve("password")));
                var statement = database.createStatement()) {
            if (from == 0) {
                statement.execute("""
                        insert into tag select copy.* from tag model, generate_series(1, %d) number, lateral jsonb_populate_record(
                          model, jsonb_build_object('id', gen_random_uuid(), 'slug', 'tag-' || number, 'name', 'Tag ' || number)) copy
                        where model.slug = 'model'""".formatted(TAGS));
            }
            var numbers = "generate_series(%d, %d) number".formatted(Math.max(from, 1), to - 1);
            statement.execute("""
                    insert into post select copy.* from post model, %s, lateral jsonb_populate_record(
                      model, jsonb_build_object('id', gen_random_uuid(), 'slug', 'post-' || number, 'created_at', model.created_at,
                        'published_at', model.published_at + number * interval '1 minute')) copy
                    where model.slug = 'model'""".formatted(numbers));
            statement.execute("""
                    insert into post_tag (post_id, position, tag_id)
                    select post.id, 0, tag.id from %s join post on post.slug = 'post-' || number
                    join tag on tag.slug = 'tag-' || (number %% %d + 1)""".formatted(numbers, TAGS));
            statement.execute("""
                    insert into post_author (post_id, position, account_id)
                    select post.id, 0, account.id from account, %s join post on post.slug = 'post-' || number
                    where username = 'admin'""".formatted(numbers));
            statement.execute("analyze");
        }
    }

    /** As a search engine does: the index, then each file. */
    static void read(Octavo server, int posts) throws Exception {
        var start = System.nanoTime();
        var index = server.get("/sitemap.xml", null);
        Octavo.check(index.statusCode() == 200, "the index answered " + index.body());
        var seen = new HashSet<String>();
        var files = places(index.body());
        var bytes = 0L;
        for (var file : files) {
            var size = read(file, seen);
            Octavo.check(size < LARGEST_FILE, file + " is too large: " + size);
            bytes += size;
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var expected = new HashSet<String>(Set.of(BASE + "2020/model", BASE + "tags/model", BASE + "by/admin"));
        for (var number = 1; number < posts; number++) {
            expected.add(BASE + "2020/post-" + number);
            expected.add(BASE + "tags/tag-" + (number % TAGS + 1));
        }
        var missing = new HashSet<>(expected);
        missing.removeAll(seen);
        seen.removeAll(expected);
        Octavo.check(missing.isEmpty(), missing.size() + " pages are missing, such as " + missing.stream().findFirst().orElse(""));
        Octavo.check(seen.isEmpty(), seen.size() + " pages are too many, such as " + seen.stream().findFirst().orElse(""));
        Octavo.check(files.size() == Math.ceilDiv(posts, FILE) + 2, "files: " + files);
        System.out.printf("%,d posts: %d files, every page once, %.1f MB in %.1f s%n", posts, files.size(), mega(bytes), seconds);
    }

    static long read(String file, Set<String> seen) throws Exception {
        var answer = Octavo.HTTP.send(HttpRequest.newBuilder(URI.create(file)).build(), BodyHandlers.ofInputStream());
        Octavo.check(answer.statusCode() == 200, file + " answered " + answer.statusCode());
        var pages = 0;
        var bytes = 0L;
        try (var lines = new Scanner(answer.body(), StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                bytes += line.length() + 1;
                for (var place : places(line)) {
                    pages++;
                    Octavo.check(seen.add(place), place + " is there twice");
                }
            }
        }
        Octavo.check(pages > 0 && pages <= FILE, file + " has " + pages + " pages");
        return bytes;
    }

    static List<String> places(String text) {
        return PLACE.matcher(text).results().map(place -> place.group(1)).toList();
    }

    /** The feed finds its twenty by an index. */
    static void newest(Octavo server) throws Exception {
        for (var file : List.of("/feed.xml", "/atom.xml", "/feed.json", "/tags/tag-1/feed.xml", "/authors/admin/feed.xml")) {
            server.get(file, null);
            var start = System.nanoTime();
            var answer = server.get(file, null);
            Octavo.check(answer.statusCode() == 200 && answer.body().split("urn:uuid:").length == 21, file + " has not twenty posts: " + answer.body());
            System.out.printf("%s: %d ms%n", file, (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** Begins to read a file of posts and stops, with little room for what is on its way. */
    static Socket begin(Octavo server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
        socket.getOutputStream().write("GET /sitemap-posts-1.xml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var begun = new String(socket.getInputStream().readNBytes(2_000), StandardCharsets.UTF_8);
        Octavo.check(begun.startsWith("HTTP/1.1 200") && begun.contains("<loc>"), "a slow reader is answered " + begun);
        return socket;
    }

    /** Bytes that are in use once all others have been collected. */
    static long live(Octavo server) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var least = Long.MAX_VALUE;
        for (var times = 0; times < 2; times++) {
            var process = new ProcessBuilder(jcmd, Long.toString(server.process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            least = Math.min(least, Long.parseLong(Octavo.find("(?m)^Total +\\d+ +(\\d+)", text)));
        }
        return least;
    }

    static int connections() throws Exception {
        try (var database = DriverManager.getConnection(url(), "postgres", Files.readString(data.resolve("password")));
                var row = database.createStatement().executeQuery("select count(*) from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    static String url() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3) + "/postgres";
    }

    static double mega(long bytes) {
        return bytes / 1e6;
    }
}
