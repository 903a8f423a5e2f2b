import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Floods the server with sign-ins, comments, reads and made-up tokens from many connections. What goes beyond the limits is refused with
 * 429 and Retry-After; meanwhile an author writes from an address that is flooded from, an administrator signs in although his name is
 * being guessed at, and memory stays bounded. When the flood is over, those who were refused are served again.
 */
class Flood {
    static final Duration LENGTH = Duration.ofSeconds(Octavo.TENTH ? 15 : 180);
    static final Duration PAUSE = Duration.ofMillis(200);

    /** A hundred connections ask up to two thousand times a second: beyond every limit, and what is left of the processors is the server's. */
    static final Duration BREATH = Duration.ofMillis(50);

    /** Linux has all of 127.0.0.0/8 for one machine. The author shares the first with guests and readers. */
    static final String HOME = "127.0.0.1", GUESSING = "127.0.0.2", SPRAYING = "127.0.0.3", FORGING = "127.0.0.4";

    static final Map<String, Map<Integer, AtomicInteger>> ANSWERS = new ConcurrentHashMap<>();
    static final Queue<Throwable> BROKEN = new ConcurrentLinkedQueue<>();
    static volatile boolean over;
    static String url;

    void main() throws Exception {
        var server = Octavo.start(Octavo.folder("flood"), Octavo.freePort(), Map.of(
                "OCTAVO_RATE_LIMITS_ENABLED", "true",
                // What a slow machine can reach, too.
                "OCTAVO_RATE_LIMITS_READS", "200/10s",
                // With the five minutes of the default the end would take as long as all the rest.
                "OCTAVO_RATE_LIMITS_WRONG_PASSWORDS", "5/50s",
                "OCTAVO_RATE_LIMITS_WRONG_PASSWORDS_PER_ADDRESS", "10/50s")).ready();
        url = "http://127.0.0.1:" + server.port;
        var token = server.signIn();
        var author = client(HOME);
        var post = Octavo.find("\"id\":\"([^\"]+)\"", write(author, token).body());
        // A server that has just started compiles itself; what that costs is another campaign's.
        var warmUp = connections(8, HOME, client -> send(client, "/posts", token, null));
        measure(author, token, Duration.ofSeconds(Octavo.TENTH ? 5 : 15));
        end(warmUp);
        var calm = measure(author, token, Duration.ofSeconds(6));
        var before = resident(server);

        var flood = new ArrayList<Thread>();
        var start = System.nanoTime();
        flood.addAll(connections(30, SPRAYING, client -> count("sign-in, random name",
                send(client, "/session", null, credentials("user-" + ThreadLocalRandom.current().nextLong(1L << 40))))));
        flood.addAll(connections(10, GUESSING, client -> count("sign-in as admin",
                send(client, "/session", null, credentials("admin")))));
        flood.addAll(connections(20, HOME, client -> count("comment of a guest", send(
                client, "/posts/" + post + "/comments", null, "{\"body\": \"Buy!\", \"author\": {\"name\": \"Spam\"}}"))));
        flood.addAll(connections(30, HOME, client -> count("read", send(client, "/posts", null, null))));
        flood.addAll(connections(10, FORGING, client -> count("made-up token",
                send(client, "/posts", "oct_" + ThreadLocalRandom.current().nextLong(), null))));
        var flooded = measure(author, token, LENGTH);
        var signedIn = send(author, "/session", null, credentials("admin").replace("wrong", Octavo.PASSWORD));
        end(flood);
        // One more than have passed, since they do not end on the second.
        var seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
        var after = resident(server);

        ANSWERS.forEach((what, statuses) -> System.out.println(what + ": " + new TreeMap<>(statuses)));
        System.out.printf("author: %s before, %s during the flood%nresident: %d MiB before, %d MiB after%n",
                calm, flooded, before, after);
        Octavo.check(BROKEN.isEmpty(), "connections that broke: " + BROKEN);
        Octavo.check(signedIn.statusCode() == 201, "the admin could not sign in at home: " + signedIn.body());
        atMost("sign-in, random name", 401, 10 + seconds / 5 + 1);
        atMost("sign-in as admin", 401, 5 + seconds / 10 + 1);
        atMost("comment of a guest", 202, 10 + seconds / 6 + 1);
        atMost("read", 200, 200 + 20 * seconds);
        atMost("made-up token", 401, 100 + 100 * seconds / 60 + 10);
        // The figure above is what counts; other work on this machine multiplies it.
        Octavo.check(flooded.p99 < 20_000, "the author waited too long");
        Octavo.check(after < before + 512, "memory grows");

        served("a guest again", client(HOME), "/posts/" + post + "/comments", "{\"body\": \"Sorry.\", \"author\": {\"name\": \"Guest\"}}", 202);
        served("the guesser, with the right password", client(GUESSING), "/session", credentials("admin").replace("wrong", Octavo.PASSWORD), 201);
        server.stop();
        System.out.println("flood: over in " + LENGTH.toSeconds() + " s, everybody is served again");
    }

    static void end(List<Thread> connections) throws InterruptedException {
        over = true;
        for (var connection : connections) {
            connection.join();
        }
    }

    static List<Thread> connections(int number, String address, Request request) throws IOException {
        over = false;
        var threads = new ArrayList<Thread>();
        // One client keeps a connection for each that sends at the same time.
        var client = client(address);
        for (var connection = 0; connection < number; connection++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    while (!over) {
                        request.by(client);
                        Thread.sleep(BREATH);
                    }
                } catch (IOException | InterruptedException | AssertionError e) {
                    BROKEN.add(e);
                }
            }));
        }
        return threads;
    }

    /** What the author notices: he writes at a pace that his own limit allows. */
    static Latency measure(HttpClient author, String token, Duration length) throws Exception {
        var times = new ArrayList<Long>();
        for (var end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; Thread.sleep(PAUSE)) {
            var start = System.nanoTime();
            var answer = write(author, token);
            times.add((System.nanoTime() - start) / 1_000_000);
            Octavo.check(answer.statusCode() == 201, "the author was answered " + answer.statusCode() + ": " + answer.body());
        }
        times.sort(null);
        return new Latency(times.size(), times.get(times.size() / 2), times.get(times.size() * 99 / 100));
    }

    record Latency(int writes, long median, long p99) {
        @Override
        public String toString() {
            return "%d writes, median %d ms, p99 %d ms".formatted(writes, median, p99);
        }
    }

    static HttpResponse<String> write(HttpClient author, String token) throws IOException, InterruptedException {
        return send(author, "/posts", token, """
                {"title": "In the flood", "body": "Still here.", "publishedAt": "2020-01-01T00:00:00Z"}""");
    }

    static void count(String what, HttpResponse<String> answer) {
        ANSWERS.computeIfAbsent(what, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(answer.statusCode(), _ -> new AtomicInteger())
                .incrementAndGet();
        if (answer.statusCode() == 429) {
            Octavo.check(retryAfter(answer) >= 1, "Retry-After is " + retryAfter(answer));
            Octavo.find("\"type\":\"(/problems/too-many-requests)\"", answer.body());
        }
    }

    static long retryAfter(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElse(0);
    }

    /** Nothing but what may get through, and refusals. */
    static void atMost(String what, int status, long most) {
        var statuses = ANSWERS.getOrDefault(what, Map.of());
        var through = statuses.getOrDefault(status, new AtomicInteger()).get();
        Octavo.check(through > 0 && through <= most, what + ": " + through + " got through, " + most + " may");
        Octavo.check(statuses.containsKey(429), what + ": nothing was refused");
        Octavo.check(statuses.size() == 2, what + ": neither served nor refused: " + statuses);
    }

    static void served(String who, HttpClient client, String path, String body, int status) throws Exception {
        var answer = send(client, path, null, body);
        for (var tries = 0; answer.statusCode() == 429 && tries < 5; tries++) {
            Thread.sleep(Duration.ofSeconds(retryAfter(answer)));
            answer = send(client, path, null, body);
        }
        Octavo.check(answer.statusCode() == status, who + " is answered " + answer.statusCode() + ": " + answer.body());
        System.out.println(who + ": served");
    }

    static String credentials(String username) {
        return "{\"username\": \"%s\", \"password\": \"wrong\"}".formatted(username);
    }

    static HttpClient client(String address) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    static HttpResponse<String> send(HttpClient client, String path, String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)).timeout(Duration.ofSeconds(60));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** In MiB, as the kernel counts it. */
    static long resident(Octavo server) throws IOException {
        var status = Files.readString(Path.of("/proc/" + server.process.pid() + "/status"));
        return Long.parseLong(Octavo.find("VmRSS:\\s+(\\d+) kB", status)) / 1024;
    }

    interface Request {
        void by(HttpClient client) throws IOException, InterruptedException;
    }
}
