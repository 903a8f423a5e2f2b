import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Kills the server with -9 at a random moment while 200 writers write, starts it again, and looks for every write that was
 * ever answered 201. In every third round its PostgreSQL is killed with it.
 */
class Kill9 {
    static final int ROUNDS = Octavo.TENTH ? 1 : 10;
    static final int WRITERS = 200;

    /** Where each write of the rounds before is to be found, and the name that is in its title and text. */
    static final Map<String, String> KNOWN = new HashMap<>();

    static final Pattern ITEM = Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"slug\":\"[^\"]*\",\"status\":\"[a-z]+\","
            + "\"title\":\"([^\"]*)\"");
    static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    static String token;

    void main() throws Exception {
        var data = Octavo.folder("kill-9");
        var acknowledged = 0;
        var server = Octavo.start(data).ready();
        token = server.signIn();
        for (var round = 1; round <= ROUNDS; round++) {
            var written = writeUntilKilled(server, round);
            Octavo.check(!Octavo.postgresql(data).isEmpty(), "PostgreSQL did not outlive the server");
            var both = round % 3 == 0;
            if (both) {
                Octavo.postgresql(data).forEach(ProcessHandle::destroyForcibly);
            }
            var start = System.nanoTime();
            server = Octavo.start(data).ready();
            var restart = (System.nanoTime() - start) / 1_000_000;
            var unacknowledged = verify(server, written);
            acknowledged += written.size();
            System.out.printf(
                    "round %d: killed %s; acknowledged=%d restart=%dms unacknowledged-but-whole=%d lost=0%n",
                    round, both ? "server and PostgreSQL" : "server", written.size(), restart, unacknowledged);
        }
        read(server, KNOWN);
        server.stop();
        Octavo.check(Octavo.postgresql(data).isEmpty(), "PostgreSQL outlived a server that was stopped");
        System.out.printf("kill-9: %d rounds, %d acknowledged writes, lost=0%n", ROUNDS, acknowledged);
    }

    static Map<String, String> writeUntilKilled(Octavo server, int round) throws Exception {
        var written = new ConcurrentHashMap<String, String>();
        var refusals = new ConcurrentHashMap<Integer, AtomicInteger>();
        var working = ConcurrentHashMap.<Integer>newKeySet();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var name = "r" + round + "w" + writer;
                var number = writer;
                writers.submit(() -> {
                    working.add(number);
                    write(server, name, written, refusals);
                    working.remove(number);
                });
            }
            for (var wait = 0; written.size() < WRITERS && wait < 600; wait++) {
                Thread.sleep(100);
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(4_000));
            var atWork = working.size();
            server.kill();
            Octavo.check(atWork == WRITERS, "only " + atWork + " writers were at work");
        }
        Octavo.check(refusals.isEmpty(), "some writes were refused: " + refusals + "\n" + server.output());
        Octavo.check(written.size() >= WRITERS, "only " + written.size() + " writes in a minute");
        return written;
    }

    /** Posts as JSON and as Markdown, and comments on them, until nobody answers any more. */
    static void write(Octavo server, String writer, Map<String, String> written, Map<Integer, AtomicInteger> refusals) {
        var lastPost = (String) null;
        try {
            for (var number = 0; ; number++) {
                // No number after a hyphen: slugs that differ in it only are given out one after the other.
                var name = writer + "n" + number;
                var comment = lastPost != null && number % 4 == 3;
                var answer = comment
                        ? server.post(lastPost + "/comments", token, "application/json", "{\"body\": \"%s\"}"
                                .formatted(text(name)))
                        : number % 4 == 1
                                ? server.post("/api/v1/posts", token, "text/markdown", "---\ntitle: %s\ndate: 2020-01-01\ntags: [a, b]\n---\n%s"
                                        .formatted(name, text(name)))
                                : server.post("/api/v1/posts", token, "application/json", """
                                        {"title": "%s", "body": "%s", "tags": ["a", "b"], "publishedAt": "2020-01-01T00:00:00Z"}""".formatted(name, text(name)));
                if (answer.statusCode() != 201) {
                    refusals.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger()).incrementAndGet();
                    continue;
                }
                var location = answer.headers().firstValue("Location").orElseThrow();
                var path = location.substring(location.indexOf("/api/"));
                written.put(path, name);
                lastPost = comment ? lastPost : path;
            }
        } catch (IOException killed) {
            // As it should be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String text(String name) {
        return "Begin " + name + " " + "and so on, ".repeat(30) + "end " + name + ".";
    }

    /** @return how many posts are there, whole, whose writer never heard of it */
    static int verify(Octavo server, Map<String, String> written) throws Exception {
        var listed = list(server);
        var lost = new ArrayList<String>();
        for (var expected : List.of(KNOWN, written)) {
            expected.forEach((path, name) -> {
                if (path.startsWith("/api/v1/posts/") && !name.equals(listed.get(path))) {
                    lost.add(path + " " + name);
                }
            });
        }
        Octavo.check(lost.isEmpty(), "lost=" + lost.size() + " from the list: " + lost);
        read(server, written);
        listed.keySet().removeAll(KNOWN.keySet());
        listed.keySet().removeAll(written.keySet());
        read(server, listed);
        KNOWN.putAll(written);
        KNOWN.putAll(listed);
        return listed.size();
    }

    /** All posts by cursor: their paths and titles. */
    static Map<String, String> list(Octavo server) throws Exception {
        var posts = new HashMap<String, String>();
        for (var next = "/api/v1/posts?status=any&limit=100"; next != null; ) {
            var answer = server.get(next, token);
            Octavo.check(answer.statusCode() == 200, next + " answered " + answer.statusCode() + ": " + answer.body());
            var items = ITEM.matcher(answer.body());
            while (items.find()) {
                Octavo.check(
                        posts.put("/api/v1/posts/" + items.group(1), items.group(2)) == null,
                        "listed twice: " + items.group(1));
            }
            var link = NEXT.matcher(answer.body());
            next = link.find() ? link.group(1) : null;
        }
        return posts;
    }

    /** Each is there, with its title and with its text from beginning to end. */
    static void read(Octavo server, Map<String, String> expected) throws Exception {
        Set<String> lost = ConcurrentHashMap.newKeySet();
        var readers = new ArrayList<Future<?>>();
        try (var pool = Executors.newFixedThreadPool(16)) {
            expected.forEach((path, name) -> readers.add(pool.submit(() -> {
                var answer = server.get(path, token);
                var whole = answer.statusCode() == 200
                        && answer.body().contains("\"body\":\"" + text(name) + "\"")
                        && (path.startsWith("/api/v1/comments/")
                                || answer.body().contains("\"title\":\"" + name + "\""));
                if (!whole) {
                    lost.add(path + " " + name + ": " + answer.statusCode() + " " + answer.body());
                }
                return null;
            })));
        }
        for (var reader : readers) {
            reader.get();
        }
        Octavo.check(lost.isEmpty(), "lost=" + lost.size() + ": " + lost.stream().limit(5).toList());
    }
}
