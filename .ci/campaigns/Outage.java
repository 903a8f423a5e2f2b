import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Stops PostgreSQL under a server at work, by turns in order and at once, and starts it again. Meanwhile there are 503 problems
 * and nothing else, soon; afterwards the server works again by itself, has every write that it has acknowledged, and holds on
 * to no connection.
 */
class Outage {
    static final int ROUNDS = Octavo.TENTH ? 1 : 8;
    static final int SECONDS_UP = 5;
    static final int SECONDS_DOWN = Octavo.TENTH ? 5 : 12;

    /** Until an answer, and from the start of PostgreSQL until all is well again. */
    static final int PATIENCE = 15;

    /** What was asked, and what came of it. */
    record Exchange(String request, long began, long ended, int status, String body, boolean retryAfter) {
        long millis() {
            return (ended - began) / 1_000_000;
        }
    }

    static final ConcurrentLinkedQueue<Exchange> EXCHANGES = new ConcurrentLinkedQueue<>();
    static final Map<String, String> ACKNOWLEDGED = new ConcurrentHashMap<>();
    static volatile boolean atWork = true;
    static Octavo server;
    static String token;
    static String post;

    void main() throws Exception {
        var data = Octavo.folder("outage");
        Octavo.start(data).ready().stop();
        var postgresql = new Postgresql(data);
        postgresql.start();
        var environment = new HashMap<>(postgresql.environment());
        // On, because they ask the database too, and wide, because all load comes from one address.
        environment.put("OCTAVO_RATE_LIMITS_ENABLED", "true");
        for (var limit : List.of("READS", "WRITES", "GUEST_WRITES", "BAD_TOKENS")) {
            environment.put("OCTAVO_RATE_LIMITS_" + limit, "1000000/1m");
        }
        server = Octavo.start(Octavo.folder("none"), Octavo.freePort(), environment).ready();
        token = server.signIn();
        post = write("Read me").headers().firstValue("Location").orElseThrow();
        try (var load = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = begin(load);
            for (var round = 1; round <= ROUNDS; round++) {
                round(round, postgresql);
            }
            atWork = false;
            for (var worker : workers) {
                worker.get();
            }
        }
        nothing_acknowledged_is_lost();
        no_connection_is_kept();
        server.stop();
        postgresql.stop("INT");
        System.out.printf("outage: %d rounds, %d acknowledged writes, lost=0%n", ROUNDS, ACKNOWLEDGED.size());
    }

    static List<Future<?>> begin(ExecutorService load) {
        var workers = new ArrayList<Future<?>>();
        for (var number = 0; number < 10; number++) {
            var name = "w" + number;
            workers.add(load.submit(() -> repeat("write", i -> acknowledge(write(name + "n" + i), name + "n" + i))));
            workers.add(load.submit(() -> repeat("read", i -> server.get(post, null))));
            workers.add(load.submit(() -> repeat("read with a token", i -> server.get(post, token))));
            workers.add(load.submit(() -> repeat("list", i -> server.get("/api/v1/posts", null))));
        }
        return workers;
    }

    static void round(int round, Postgresql postgresql) throws Exception {
        TimeUnit.SECONDS.sleep(SECONDS_UP);
        var how = round % 2 == 0 ? "INT" : "QUIT";
        postgresql.stop(how);
        var down = System.nanoTime();
        // The answer of a moment before may still be kept.
        await("not ready", () -> server.get("/q/health/ready", null).statusCode() == 503);
        Octavo.check(server.get("/q/health/live", null).statusCode() == 200, "not alive while PostgreSQL is away");
        TimeUnit.SECONDS.sleep(SECONDS_DOWN);
        var up = System.nanoTime();
        postgresql.start();
        await("ready again", () -> server.get("/q/health/ready", null).statusCode() == 200);
        await("well again", () -> server.get(post, null).statusCode() == 200 && write("Back").statusCode() == 201);
        var well = System.nanoTime();
        TimeUnit.SECONDS.sleep(SECONDS_UP);
        var meanwhile = List.copyOf(EXCHANGES);
        EXCHANGES.removeAll(meanwhile);
        all_are_answered_and_soon(meanwhile);
        var away = meanwhile.stream().filter(one -> one.began() > down && one.ended() < up).toList();
        Octavo.check(!away.isEmpty(), "nobody was answered while PostgreSQL was away");
        Octavo.check(
                away.stream().allMatch(one -> one.status() == 503),
                "answers without a database: " + count(away));
        var after = meanwhile.stream().filter(one -> one.began() > well).toList();
        Octavo.check(
                !after.isEmpty() && after.stream().allMatch(one -> one.status() < 300),
                "not well again, but " + count(after) + "\n" + server.output());
        System.out.printf(
                "round %d: kill -%s; answers %s, slowest %d ms; well %d ms after the start of PostgreSQL%n",
                round, how, count(meanwhile), slowest(meanwhile), (well - up) / 1_000_000);
    }

    static void all_are_answered_and_soon(List<Exchange> exchanges) {
        for (var one : exchanges) {
            Octavo.check(
                    one.status() == 200 || one.status() == 201
                            || one.status() == 503 && one.retryAfter() && one.body().contains("/problems/unavailable"),
                    one.request() + " was answered " + one.status() + " after " + one.millis() + " ms: " + one.body());
        }
        Octavo.check(slowest(exchanges) < PATIENCE * 1000, "somebody waited " + slowest(exchanges) + " ms");
    }

    static void nothing_acknowledged_is_lost() throws Exception {
        var lost = new ArrayList<String>();
        for (var written : ACKNOWLEDGED.entrySet()) {
            var answer = server.get(written.getKey(), token);
            if (answer.statusCode() != 200 || !answer.body().contains("\"title\":\"" + written.getValue() + "\"")) {
                lost.add(written + ": " + answer.statusCode());
            }
        }
        Octavo.check(lost.isEmpty(), "lost=" + lost.size() + ": " + lost.stream().limit(5).toList());
    }

    static void no_connection_is_kept() throws Exception {
        await("all connections back", () -> {
            var metrics = server.get("/q/metrics", null).body();
            return metrics.contains("agroal_active_count{datasource=\"default\"} 0.0\n")
                    && metrics.contains("agroal_awaiting_count{datasource=\"default\"} 0.0\n");
        });
    }

    interface Request {
        HttpResponse<String> send(int number) throws IOException, InterruptedException;
    }

    static Void repeat(String name, Request request) throws InterruptedException {
        for (var number = 0; atWork; number++) {
            var began = System.nanoTime();
            try {
                var answer = request.send(number);
                EXCHANGES.add(new Exchange(
                        name,
                        began,
                        System.nanoTime(),
                        answer.statusCode(),
                        answer.statusCode() < 300 ? "" : answer.body(),
                        answer.headers().firstValue("Retry-After").isPresent()));
            } catch (IOException e) {
                EXCHANGES.add(new Exchange(name, began, System.nanoTime(), 0, e.toString(), false));
            }
            Thread.sleep(20);
        }
        return null;
    }

    static HttpResponse<String> write(String title) throws IOException, InterruptedException {
        return server.post("/api/v1/posts", token, "application/json", """
                {"title": "%s", "body": "Words.", "publishedAt": "2020-01-01T00:00:00Z"}""".formatted(title));
    }

    static HttpResponse<String> acknowledge(HttpResponse<String> answer, String title) {
        if (answer.statusCode() == 201) {
            ACKNOWLEDGED.put(answer.headers().firstValue("Location").orElseThrow(), title);
        }
        return answer;
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(String what, Condition condition) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!condition.holds()) {
            Octavo.check(System.nanoTime() < until, "not " + what + " within " + PATIENCE + " s\n" + server.output());
            Thread.sleep(50);
        }
    }

    static Map<Integer, Integer> count(List<Exchange> exchanges) {
        var statuses = new TreeMap<Integer, Integer>();
        exchanges.forEach(one -> statuses.merge(one.status(), 1, Integer::sum));
        return statuses;
    }

    static long slowest(List<Exchange> exchanges) {
        return exchanges.stream().mapToLong(Exchange::millis).max().orElse(0);
    }
}
