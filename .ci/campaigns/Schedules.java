import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Two servers on one PostgreSQL, a thousand schedules in one minute, and a kill -9 of one of them in the middle of three hundred
 * that are due at once; then two hundred more in a minute in which neither runs. Readers see each post change at its instant,
 * updates soon after it, and each event is there exactly once.
 */
class Schedules {
    static final int IN_TIME = Octavo.TENTH ? 100 : 1000;
    static final int MEANWHILE = Octavo.TENTH ? 20 : 200;
    static final Duration MINUTE = Duration.ofSeconds(Octavo.TENTH ? 12 : 60);

    /** Of an update. A sweep runs each second, and two cores serve all of this. */
    static final Duration LATE = Duration.ofSeconds(20);

    enum Action {
        PUBLISH("post.published"),
        UPDATE("post.updated"),
        UNPUBLISH("post.unpublished");

        final String event;

        Action(String event) {
            this.event = event;
        }

        String word() {
            return name().toLowerCase();
        }
    }

    record Plan(String post, Action action, Instant at) {}


    static final ConcurrentLinkedQueue<Long> LATENESS = new ConcurrentLinkedQueue<>();
    static final AtomicInteger READS = new AtomicInteger();
    static final AtomicInteger IN_ADVANCE = new AtomicInteger();
    static volatile List<Octavo> nodes;
    static String token;

    void main() throws Exception {
        var data = Octavo.folder("schedules");
        Octavo.start(data).ready().stop();
        var postgresql = new Postgresql(data);
        postgresql.start();
        nodes = start(postgresql);
        token = nodes.getFirst().signIn();

        var writing = Instant.now();
        var posts = all(numbers(IN_TIME + MEANWHILE), number -> () -> write(action(number), number));
        // To plan takes as long as to write, or less.
        var begin = Instant.now()
                .plus(Duration.between(writing, Instant.now()).multipliedBy(2))
                .plusSeconds(5)
                .truncatedTo(ChronoUnit.SECONDS);
        var down = begin.plus(MINUTE).plus(LATE).plusSeconds(5);
        var inTime = new ArrayList<Plan>();
        var meanwhile = new ArrayList<Plan>();
        for (var number = 0; number < posts.size(); number++) {
            var plan = new Plan(posts.get(number), action(number), number < IN_TIME ? inTime(begin, number) : during(down, number));
            (number < IN_TIME ? inTime : meanwhile).add(plan);
        }
        all(inTime, plan -> () -> plan(plan));
        all(meanwhile, plan -> () -> plan(plan));
        var planned = Duration.between(Instant.now(), begin);
        Octavo.check(!planned.isNegative(), "planning took too long by " + planned.negated());
        System.out.printf("%d planned, %d s before the first is due%n", posts.size(), planned.toSeconds());

        watch(inTime, begin);
        nodes.getFirst().kill();
        System.out.printf(
                "%d in time, with one node killed in the middle: %d reads, of which %d were answered just before the instant, each as it says; updates late by %s%n",
                inTime.size(), READS.get(), IN_ADVANCE.get(), lateness());

        Octavo.check(Instant.now().isBefore(down), "the readers took too long");
        sleepUntil(down.plus(MINUTE).plusMillis(100));
        var restart = System.nanoTime();
        nodes = start(postgresql);
        var ready = (System.nanoTime() - restart) / 1_000_000;
        for (var node : nodes) {
            for (var plan : meanwhile) {
                Octavo.check(hasHappened(plan, node.get(plan.post(), null)), plan + " has not happened at the start");
            }
        }
        System.out.printf("%d while no node ran: all done when it answers again, after %d ms%n", meanwhile.size(), ready);

        var both = new ArrayList<>(inTime);
        both.addAll(meanwhile);
        each_event_is_there_once(both);
        var left = nodes.getFirst().get("/api/v1/schedules?count=exact", token).body();
        Octavo.check(left.contains("\"total\":0"), "something is still to come: " + left);
        for (var node : nodes) {
            node.stop();
        }
        postgresql.stop();
        System.out.printf("schedules: %d, each seen at its instant, each event once%n", both.size());
    }

    static List<Octavo> start(Postgresql postgresql) throws Exception {
        var none = Octavo.folder("none");
        var first = Octavo.start(none, Octavo.freePort(), postgresql.environment());
        var second = Octavo.start(none, Octavo.freePort(), postgresql.environment());
        return List.of(first.ready(), second.ready());
    }

    static Action action(int number) {
        return number % 10 == 3 ? Action.UPDATE : number % 10 == 7 ? Action.UNPUBLISH : Action.PUBLISH;
    }

    /** Three in ten at once in the middle, the others spread. */
    static Instant inTime(Instant begin, int number) {
        return number % 10 < 3
                ? begin.plus(MINUTE.dividedBy(2))
                : begin.plus(MINUTE.multipliedBy(number).dividedBy(IN_TIME)).truncatedTo(ChronoUnit.MILLIS);
    }

    static Instant during(Instant down, int number) {
        return down.plus(MINUTE.multipliedBy(number - IN_TIME).dividedBy(MEANWHILE)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** @return where it is */
    static String write(Action action, int number) throws Exception {
        var node = nodes.get(number % 2);
        var written = node.post("/api/v1/posts", token, "application/json", """
                {"title": "Post %d", "body": "Before."%s}""".formatted(number, action == Action.PUBLISH ? "" : ", \"publishedAt\": \"2020-01-01\""));
        Octavo.check(written.statusCode() == 201, "a post was answered " + written.statusCode() + ": " + written.body());
        var post = written.headers().firstValue("Location").orElseThrow();
        if (action == Action.UPDATE) {
            var saved = node.send("PATCH", post, token, "{\"body\": \"Afterwards.\"}");
            Octavo.check(saved.statusCode() == 200, "a change was answered " + saved.statusCode() + ": " + saved.body());
        }
        return post;
    }

    static Void plan(Plan plan) throws Exception {
        var answer = nodes.get(Math.floorMod(plan.hashCode(), 2)).post(plan.post() + "/schedules", token, "application/json", """
                {"action": "%s", "at": "%s", "zone": "Europe/Berlin"}""".formatted(plan.action().word(), plan.at()));
        Octavo.check(answer.statusCode() == 201, plan + " was answered " + answer.statusCode() + ": " + answer.body());
        return null;
    }

    /** Reads each post shortly before its instant and at once afterwards, and kills a node in the middle. */
    static void watch(List<Plan> plans, Instant begin) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = plans.stream().map(plan -> pool.submit(() -> watch(plan))).toList();
            // Long enough for the sweeps to have begun with those that are due at once, and not to be done with them.
            sleepUntil(begin.plus(MINUTE.dividedBy(2)).plusMillis(700));
            var killed = nodes.getLast();
            nodes = List.of(nodes.getFirst());
            killed.kill();
            var happened = happened();
            Octavo.check(happened > 0 && happened < plans.size(), "the kill came when " + happened + " had happened");
            System.out.printf("killed when %d of %d had happened%n", happened, plans.size());
            for (var reader : readers) {
                reader.get();
            }
        }
    }

    static int happened() throws Exception {
        var left = Octavo.find("\"total\":(\\d+)", nodes.getFirst().get("/api/v1/schedules?count=exact", token).body());
        return IN_TIME + MEANWHILE - Integer.parseInt(left);
    }

    static Void watch(Plan plan) throws Exception {
        sleepUntil(plan.at().minusMillis(400));
        var before = read(plan);
        if (Instant.now().isBefore(plan.at())) {
            IN_ADVANCE.incrementAndGet();
            Octavo.check(!hasHappened(plan, before), plan + " has happened before: " + before.statusCode());
        }
        sleepUntil(plan.at());
        var after = read(plan);
        if (plan.action() == Action.UPDATE) {
            while (!hasHappened(plan, after)) {
                Octavo.check(Instant.now().isBefore(plan.at().plus(LATE)), plan + " has not happened " + LATE + " later");
                Thread.sleep(20);
                after = read(plan);
            }
            LATENESS.add(Duration.between(plan.at(), Instant.now()).toMillis());
        }
        Octavo.check(hasHappened(plan, after), plan + " has not happened: " + after.statusCode() + " " + after.body());
        return null;
    }

    static boolean hasHappened(Plan plan, HttpResponse<String> seen) {
        var isThere = seen.statusCode() == 200;
        Octavo.check(isThere || seen.statusCode() == 404, plan + " was answered " + seen.statusCode() + ": " + seen.body());
        return switch (plan.action()) {
            case PUBLISH -> isThere;
            case UNPUBLISH -> !isThere;
            case UPDATE -> seen.body().contains("\"body\":\"Afterwards.\"");
        };
    }

    /** As a visitor, from any node that lives. */
    static HttpResponse<String> read(Plan plan) throws Exception {
        READS.incrementAndGet();
        while (true) {
            var known = nodes;
            try {
                return known.get(Math.floorMod(READS.get(), known.size())).get(plan.post(), null);
            } catch (IOException e) {
                // The one that was killed: the next is asked of the other.
                Octavo.check(nodes.size() == 1, "a node does not answer: " + e);
            }
        }
    }

    static void each_event_is_there_once(List<Plan> plans) throws Exception {
        for (var action : Action.values()) {
            var told = new HashMap<String, Integer>();
            var actors = new HashMap<String, String>();
            var page = "/api/v1/events?sort=position&limit=100&type=" + action.event;
            var event = Pattern.compile("\"subject\":\"([0-9a-f-]{36})\",\"post\":null,\"actor\":(null|\"[^\"]+\")");
            while (page != null) {
                var body = nodes.getFirst().get(page, token).body();
                var found = event.matcher(body).results().toList();
                found.forEach(one -> {
                    told.merge(one.group(1), 1, Integer::sum);
                    actors.put(one.group(1), one.group(2));
                });
                // There always is a next page, of what is yet to come.
                page = found.isEmpty() ? null : Octavo.find("\"next\":\"([^\"]+)\"", body);
            }
            for (var plan : plans) {
                if (plan.action() == action) {
                    var id = plan.post().replaceFirst(".*/", "");
                    Octavo.check(
                            told.getOrDefault(id, 0) == 1, plan + " was told " + told.getOrDefault(id, 0) + " times");
                    Octavo.check(actors.get(id).equals("null"), plan + " was told as if somebody did it");
                }
            }
        }
        var counts = new HashMap<Action, Integer>();
        plans.forEach(plan -> counts.merge(plan.action(), 1, Integer::sum));
        System.out.println("events: each once, of " + new java.util.TreeMap<>(counts));
    }

    static String lateness() {
        var sorted = LATENESS.stream().sorted().toList();
        return "%d ms in the middle, %d ms at most".formatted(sorted.get(sorted.size() / 2), sorted.getLast());
    }

    interface Work<T, R> {
        Callable<R> of(T one);
    }

    /** Some at a time, the results in order. */
    static <T, R> List<R> all(List<T> things, Work<T, R> work) throws Exception {
        var some = new Semaphore(16);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = things.stream()
                    .map(thing -> pool.submit(() -> {
                        some.acquire();
                        try {
                            return work.of(thing).call();
                        } finally {
                            some.release();
                        }
                    }))
                    .toList();
            var results = new ArrayList<R>();
            for (var one : done) {
                results.add(one.get());
            }
            return results;
        }
    }

    static List<Integer> numbers(int count) {
        return java.util.stream.IntStream.range(0, count).boxed().toList();
    }

    static void sleepUntil(Instant instant) throws InterruptedException {
        for (var left = Duration.between(Instant.now(), instant); left.isPositive(); left = Duration.between(Instant.now(), instant)) {
            Thread.sleep(left);
        }
    }
}
