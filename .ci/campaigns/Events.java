import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Readers follow the log of events during thousands of writes, while transactions that have written an event are held open at
 * random, and some of them rolled back. Each reader sees each event once, in the order of positions, and passes over none.
 */
class Events {
    static final int WRITES = Octavo.TENTH ? 500 : 5_000;
    static final int WRITERS = 16;

    /** Who hold transactions open, for up to so many milliseconds each. */
    static final int HOLDERS = 8;

    static final int LONGEST = 700;
    static final Pattern ID = Pattern.compile("\\{\"id\":\"([0-9a-f-]{36})\",\"occurredAt\"");

    static final AtomicInteger LEFT = new AtomicInteger(WRITES);
    static final AtomicInteger HELD = new AtomicInteger();
    static final AtomicInteger UNDONE = new AtomicInteger();
    static volatile boolean written;
    static volatile boolean ended;
    static Octavo server;
    static String token;
    static Postgresql postgresql;

    void main() throws Exception {
        var data = Octavo.folder("events");
        Octavo.start(data).ready().stop();
        postgresql = new Postgresql(data);
        postgresql.start();
        server = Octavo.start(Octavo.folder("none"), Octavo.freePort(), postgresql.environment()).ready();
        token = server.signIn();

        var readers = new ArrayList<Future<List<String>>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var limit : List.of(100, 7, 1)) {
                readers.add(pool.submit(() -> follow(limit)));
            }
            var holders = new ArrayList<Future<?>>();
            for (var holder = 0; holder < HOLDERS; holder++) {
                holders.add(pool.submit(Events::hold));
            }
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                writers.add(pool.submit(Events::write));
            }
            for (var writer : writers) {
                writer.get();
            }
            written = true;
            for (var holder : holders) {
                holder.get();
            }
            ended = true;
        }
        var all = all();
        for (var reader : readers) {
            Octavo.check(all.equals(reader.get()), "a reader of " + all.size() + " events saw " + reader.get().size()
                    + ", or in another order");
        }
        server.stop();
        postgresql.stop();
        System.out.printf(
                "events: %d writes; %d transactions held open, %d of them undone; %d events, each seen once and in order by %d readers; passed over=0%n",
                WRITES, HELD.get(), UNDONE.get(), all.size(), readers.size());
    }

    /** Each writer has its own post, and now and then comments on it. */
    static Void write() throws Exception {
        var made = server.post("/api/v1/posts", token, "application/json", """
                {"title": "Of many", "body": "Once.", "publishedAt": "2026-01-01T00:00:00Z"}""");
        Octavo.check(made.statusCode() == 201, "a post was answered " + made.statusCode() + ": " + made.body());
        var post = made.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        for (int left; (left = LEFT.getAndDecrement()) > 0; ) {
            var answer = left % 5 == 0
                    ? server.post(post + "/comments", token, "application/json", "{\"body\": \"Number " + left + "\"}")
                    : server.send("PATCH", post, token, "application/json", "{\"title\": \"Number " + left + "\"}");
            Octavo.check(answer.statusCode() / 100 == 2, "a write was answered " + answer.statusCode() + ": " + answer.body());
        }
        return null;
    }

    /** Writes an event as the server does, and lets others overtake before it commits, or does not. */
    static Void hold() throws Exception {
        var random = ThreadLocalRandom.current();
        try (var database = database();
                var insert = insert(database)) {
            database.setAutoCommit(false);
            while (!written) {
                insert.setObject(1, UUID.randomUUID());
                insert.executeUpdate();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST));
                if (random.nextInt(10) == 0) {
                    database.rollback();
                    UNDONE.incrementAndGet();
                } else {
                    insert.setObject(1, UUID.randomUUID());
                    insert.executeUpdate();
                    database.commit();
                }
                HELD.incrementAndGet();
            }
        }
        return null;
    }

    /** From the first event on, until all have ended and there is no more. */
    static List<String> follow(int limit) throws Exception {
        var seen = new ArrayList<String>();
        var page = "/api/v1/events?sort=position&limit=" + limit;
        while (true) {
            var last = ended;
            var answer = server.get(page, token);
            Octavo.check(answer.statusCode() == 200, "the events were answered " + answer.statusCode() + ": " + answer.body());
            var fresh = ID.matcher(answer.body()).results().map(found -> found.group(1)).toList();
            seen.addAll(fresh);
            page = Octavo.find("\"next\":\"([^\"]+)\"", answer.body());
            if (fresh.isEmpty()) {
                if (last) {
                    return seen;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    static List<String> all() throws Exception {
        var ids = new ArrayList<String>();
        try (var database = database();
                var rows = database.createStatement().executeQuery("select id from event order by xid, id")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    static PreparedStatement insert(Connection database) throws Exception {
        return database.prepareStatement("""
                insert into event (id, occurred_at, type, visibility) values (?, now(), 'SITE_UPDATED', 'ADMINS')""");
    }

    static Connection database() throws Exception {
        var environment = postgresql.environment();
        return DriverManager.getConnection(
                environment.get(Startup.URL), environment.get(Startup.USER), environment.get(Startup.PASSWORD));
    }
}
