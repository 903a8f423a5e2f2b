import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Sends POSTs again. First 50 at once under one key, many times over: one row, one answer. Then 50 writers send each of their
 * posts twice at once, until the server is killed with -9, in every third round together with its PostgreSQL. After the restart
 * each post of the round is sent once more under its key, whether its answer had been heard or not: then each is there once,
 * and whoever had heard an answer hears the same bytes.
 */
class Idempotency {
    static final int KEYS = Octavo.TENTH ? 5 : 50;
    static final int AT_ONCE = 50;
    static final int ROUNDS = Octavo.TENTH ? 2 : 20;
    static final int WRITERS = 50;

    static final Pattern ITEM = Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"slug\":\"[^\"]*\",\"status\":\"[a-z]+\","
            + "\"title\":\"([^\"]*)\"");
    static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    /** A post that is sent under its title as key, and what was answered if anybody heard it. */
    static final class Sent {
        final String title;
        volatile String answer;

        Sent(String title) {
            this.title = title;
        }
    }

    /** The ids of all posts that there must be, by title. */
    static final Map<String, String> KNOWN = new HashMap<>();

    static String token;

    void main() throws Exception {
        var data = Octavo.folder("idempotency");
        var server = Octavo.start(data).ready();
        token = server.signIn();
        manyAtOnce(List.of(server));
        var unheard = 0;
        for (var round = 1; round <= ROUNDS; round++) {
            var sent = sendUntilKilled(server, round);
            var both = round % 3 == 0;
            if (both) {
                Octavo.postgresql(data).forEach(ProcessHandle::destroyForcibly);
            }
            server = Octavo.start(data).ready();
            unheard += sendAgain(server, sent, "round " + round + ": killed " + (both ? "server and PostgreSQL" : "server"));
        }
        server.stop();
        System.out.printf(
                "idempotency: %d keys at once %d times each, %d kills, %d posts, %d of them done unheard, lost=0 doubled=0%n",
                KEYS, AT_ONCE, ROUNDS, KNOWN.size(), unheard);
    }

    static void manyAtOnce(List<Octavo> nodes) throws Exception {
        var statuses = new HashMap<String, Integer>();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < KEYS; number++) {
                var sent = new Sent("k" + number + "end");
                var answers = new ArrayList<Future<HttpResponse<String>>>();
                for (var sender = 0; sender < AT_ONCE; sender++) {
                    var node = nodes.get(sender % nodes.size());
                    answers.add(senders.submit(() -> send(node, sent)));
                }
                for (var answer : answers) {
                    hear(sent, answer.get());
                    statuses.merge(kind(answer.get()), 1, Integer::sum);
                }
                KNOWN.put(sent.title, id(sent.answer));
            }
        }
        Octavo.check(statuses.get("201") == KEYS, "not one answer a key is the first: " + statuses);
        compare(list(100, nodes));
        System.out.printf("%d keys, each %d times at once: %s lost=0 doubled=0%n", KEYS, AT_ONCE, statuses);
    }

    static List<Sent> sendUntilKilled(Octavo server, int round) throws Exception {
        var sent = ConcurrentHashMap.<Sent>newKeySet();
        var heard = new AtomicInteger();
        var failures = ConcurrentHashMap.<Throwable>newKeySet();
        try (var others = Executors.newVirtualThreadPerTaskExecutor();
                var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var name = "r" + round + "w" + writer;
                writers.submit(() -> {
                    try {
                        for (var number = 0; ; number++) {
                            // No number at the end: slugs that differ in it only are given out one after the other.
                            var next = new Sent(name + "n" + number + "end");
                            sent.add(next);
                            var other = others.submit(() -> send(server, next));
                            hear(next, send(server, next));
                            heard.incrementAndGet();
                            hear(next, other.get());
                        }
                    } catch (IOException | ExecutionException killed) {
                        // As it should be.
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                });
            }
            for (var wait = 0; heard.get() < WRITERS && wait < 600; wait++) {
                Thread.sleep(100);
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(1_500));
            server.kill();
        }
        Octavo.check(failures.isEmpty(), "some went wrong: " + failures + "\n" + server.output());
        return List.copyOf(sent);
    }

    /** @return how many had been done without anybody hearing of it */
    static int sendAgain(Octavo server, List<Sent> sent, String round) throws Exception {
        var outcomes = new ConcurrentHashMap<String, AtomicInteger>();
        var again = new ArrayList<Future<?>>();
        try (var senders = Executors.newFixedThreadPool(8)) {
            for (var one : sent) {
                again.add(senders.submit(() -> {
                    var before = one.answer;
                    var answer = send(server, one);
                    var kind = kind(answer);
                    var outcome = before != null ? "heard" : kind.equals("replay") ? "unheard" : "undone";
                    Octavo.check(
                            kind.equals(before == null && outcome.equals("undone") ? "201" : "replay"),
                            one.title + " was answered before, and now " + kind + ": " + answer.body());
                    hear(one, answer);
                    outcomes.computeIfAbsent(outcome, any -> new AtomicInteger()).incrementAndGet();
                    return null;
                }));
            }
        }
        for (var one : again) {
            one.get();
        }
        sent.forEach(one -> KNOWN.put(one.title, id(one.answer)));
        compare(list(100, List.of(server)));
        System.out.println(round + "; posts=" + sent.size() + " " + outcomes + " lost=0 doubled=0");
        return outcomes.getOrDefault("unheard", new AtomicInteger()).get();
    }

    /** Every other one is a Markdown file. */
    static HttpResponse<String> send(Octavo server, Sent sent) throws IOException, InterruptedException {
        return sent.title.hashCode() % 2 == 0
                ? server.post(
                        "/api/v1/posts",
                        token,
                        "text/markdown",
                        "---\ntitle: " + sent.title + "\ntags: [a, b]\n---\nText.",
                        "Idempotency-Key",
                        sent.title)
                : server.post(
                        "/api/v1/posts",
                        token,
                        "application/json",
                        "{\"title\": \"" + sent.title + "\", \"body\": \"Text.\", \"tags\": [\"a\", \"b\"]}",
                        "Idempotency-Key",
                        sent.title);
    }

    /** All that is ever answered to one key is the same, or to come again in a second. */
    static void hear(Sent sent, HttpResponse<String> answer) {
        if (kind(answer).equals("409")) {
            Octavo.check(answer.headers().firstValue("Retry-After").isPresent(), "409 without Retry-After");
            return;
        }
        synchronized (sent) {
            Octavo.check(
                    sent.answer == null || sent.answer.equals(answer.body()),
                    sent.title + " was answered\n" + sent.answer + "\nand then\n" + answer.body());
            sent.answer = answer.body();
        }
    }

    static String kind(HttpResponse<String> answer) {
        var status = answer.statusCode();
        Octavo.check(status == 201 || status == 409, "answered " + status + ": " + answer.body());
        return answer.headers().firstValue("Idempotency-Replayed").isPresent() ? "replay" : Integer.toString(status);
    }

    static String id(String answer) {
        return Octavo.find("^\\{\"id\":\"([0-9a-f-]{36})\"", answer);
    }

    /** All posts by cursor, each page from the next node: the ids of each title. */
    static Map<String, Set<String>> list(int limit, List<Octavo> nodes) throws Exception {
        var posts = new HashMap<String, Set<String>>();
        var page = 0;
        for (var next = "/api/v1/posts?status=any&limit=" + limit; next != null; ) {
            var answer = nodes.get(page++ % nodes.size()).get(next, token);
            Octavo.check(answer.statusCode() == 200, next + " answered " + answer.statusCode() + ": " + answer.body());
            var items = ITEM.matcher(answer.body());
            while (items.find()) {
                posts.computeIfAbsent(items.group(2), title -> new TreeSet<>()).add(items.group(1));
            }
            var link = NEXT.matcher(answer.body());
            next = link.find() ? link.group(1) : null;
        }
        return posts;
    }

    static void compare(Map<String, Set<String>> listed) {
        var lost = KNOWN.entrySet().stream()
                .filter(known -> !listed.getOrDefault(known.getKey(), Set.of()).contains(known.getValue()))
                .toList();
        var doubled = listed.entrySet().stream()
                .filter(post -> KNOWN.containsKey(post.getKey()) && post.getValue().size() > 1)
                .toList();
        var unknown = listed.keySet().stream().filter(title -> !KNOWN.containsKey(title)).toList();
        Octavo.check(
                lost.isEmpty() && doubled.isEmpty() && unknown.isEmpty(),
                "lost=" + lost.size() + " " + lost + " doubled=" + doubled.size() + " " + doubled + " unknown=" + unknown);
    }
}
