import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Two servers on one PostgreSQL are one Octavo: what one has done, the other knows when the answer is there. Tokens, cursors
 * and keys of one are good on the other; who was disabled, or has changed the password, is out on both at once.
 */
class TwoNodes {
    static final int ROUNDS = Octavo.TENTH ? 2 : 20;
    static final int READERS = 4;

    /** So many requests each reader still sends when the account should be out. */
    static final int AFTERWARDS = 25;

    static final String PASSWORD = "correct horse battery staple";

    static List<Octavo> nodes;
    static String admin;

    void main() throws Exception {
        var data = Octavo.folder("two-nodes");
        Octavo.start(data).ready().stop();
        var postgresql = new Postgresql(data);
        postgresql.start();
        var none = Octavo.folder("none");
        var first = Octavo.start(none, Octavo.freePort(), postgresql.environment());
        var second = Octavo.start(none, Octavo.freePort(), postgresql.environment());
        nodes = List.of(first.ready(), second.ready());
        admin = first.signIn();

        Idempotency.token = admin;
        Idempotency.manyAtOnce(nodes);
        cursors_of_one_are_good_on_the_other();
        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            refused += the_disabled_are_out(round);
            refused += an_old_password_is_out(round);
        }
        for (var node : nodes) {
            node.stop();
        }
        postgresql.stop();
        System.out.printf(
                "two-nodes: %d accounts disabled and %d passwords changed under readers, %d requests sent afterwards, all refused%n",
                ROUNDS, ROUNDS, refused);
    }

    static void cursors_of_one_are_good_on_the_other() throws Exception {
        var alternately = Idempotency.list(2, nodes);
        for (var node : nodes) {
            Octavo.check(alternately.equals(Idempotency.list(100, List.of(node))), "a node lists something else");
        }
        Idempotency.compare(alternately);
        System.out.println("cursors: " + alternately.size() + " posts, each page from the node that did not write its link");
    }

    static int the_disabled_are_out(int round) throws Exception {
        var name = "disabled-" + round + "-x";
        var tokens = tokens(name, round);
        return isOut(tokens, round, name + " disabled", node -> {
            var answer = node.send(
                    "PATCH", "/api/v1/accounts/" + name, admin, "application/json", "{\"disabled\": true}");
            Octavo.check(answer.statusCode() == 200, "disabling answered " + answer.statusCode() + ": " + answer.body());
        });
    }

    static int an_old_password_is_out(int round) throws Exception {
        var name = "changed-" + round + "-x";
        var tokens = tokens(name, round);
        var refused = isOut(tokens, round, name + " with another password", node -> {
            var answer = node.send("PUT", "/api/v1/me/password", tokens.getFirst(), "application/json", """
                    {"current": "%s", "password": "another %s"}""".formatted(PASSWORD, PASSWORD));
            Octavo.check(answer.statusCode() == 204, "the change answered " + answer.statusCode() + ": " + answer.body());
        });
        for (var node : nodes) {
            var token = node.signIn(name, "another " + PASSWORD);
            Octavo.check(node.get("/api/v1/me", token).statusCode() == 200, "the new password does not let in");
        }
        return refused;
    }

    /** Sessions from both nodes, and a personal token. */
    static List<String> tokens(String name, int round) throws Exception {
        var node = nodes.get(round % 2);
        var other = nodes.get(1 - round % 2);
        var made = node.post("/api/v1/accounts", admin, "application/json", """
                {"username": "%s", "name": "%s", "role": "author", "password": "%s"}""".formatted(name, name, PASSWORD));
        Octavo.check(made.statusCode() == 201, "the account was answered " + made.statusCode() + ": " + made.body());
        var session = other.signIn(name, PASSWORD);
        var personal = node.post("/api/v1/tokens", session, "application/json", "{\"name\": \"laptop\"}");
        Octavo.check(personal.statusCode() == 201, "the token was answered " + personal.statusCode());
        return List.of(session, node.signIn(name, PASSWORD), Octavo.find("\"token\":\"([^\"]+)\"", personal.body()));
    }

    interface Change {
        void on(Octavo node) throws Exception;
    }

    /** Every request with one of these tokens that is sent after the change was answered gets 401, on both nodes. */
    static int isOut(List<String> tokens, int round, String what, Change change) throws Exception {
        var answered = new AtomicBoolean();
        var readers = new ArrayList<Future<List<Integer>>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : nodes) {
                for (var token : tokens) {
                    Octavo.check(node.get("/api/v1/me", token).statusCode() == 200, what + ": a token is not good on both");
                    for (var reader = 0; reader < READERS; reader++) {
                        readers.add(pool.submit(() -> read(node, token, answered)));
                    }
                }
            }
            change.on(nodes.get(round % 2));
            answered.set(true);
        }
        var late = new ArrayList<Integer>();
        for (var reader : readers) {
            late.addAll(reader.get());
        }
        var letIn = late.stream().filter(status -> status != 401).count();
        Octavo.check(letIn == 0, what + " was let in afterwards, " + letIn + " times of " + late.size());
        return late.size();
    }

    /** @return what the requests were answered that were sent when the change had been */
    static List<Integer> read(Octavo node, String token, AtomicBoolean answered) throws Exception {
        var late = new ArrayList<Integer>();
        while (late.size() < AFTERWARDS) {
            var isLate = answered.get();
            var status = node.get("/api/v1/me", token).statusCode();
            Octavo.check(status == 200 || status == 401, "a reader was answered " + status);
            if (isLate) {
                late.add(status);
            }
        }
        return late;
    }
}
