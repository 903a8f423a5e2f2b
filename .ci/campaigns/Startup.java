import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts that cannot succeed end with one line that says why, and a non-zero exit. Starts after something went wrong repair
 * it. A start next to a running Octavo leaves that unhurt.
 */
class Startup {
    static final String URL = "QUARKUS_DATASOURCE_JDBC_URL";
    static final String USER = "QUARKUS_DATASOURCE_USERNAME";
    static final String PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";

    /** What appears as it unpacks binaries, begins initdb, goes on with it, starts PostgreSQL, and makes tables. */
    static final List<String> FIRST_START = List.of(
            "binaries",
            "postgresql/PG_VERSION",
            "postgresql/postgresql.conf",
            "postgresql/postmaster.pid",
            "complete");

    static int cases;

    void main() throws Exception {
        var data = Octavo.folder("startup");
        what_was_written_is_there_after_the_first_stop(data);
        var running = Octavo.start(data).ready();
        refused("a second Octavo on one folder", data, Octavo.freePort(), Map.of(),
                "Another Octavo uses the data folder " + data + ".");
        refused("a password that no account could have", Octavo.folder("short"), Octavo.freePort(),
                Map.of("OCTAVO_ADMIN_PASSWORD", "admin"), "octavo.admin.password must have 8 to 256 characters.");
        if (!Octavo.TENTH) {
            what_a_running_octavo_is_in_the_way_of(running, data);
        }
        running.signIn();
        running.stop();
        refused("a database that cannot be reached", data, Octavo.freePort(),
                Map.of(URL, "jdbc:postgresql://127.0.0.1:1/octavo", USER, "octavo", PASSWORD, "secret"),
                "Cannot reach the database");
        a_strangers_number_in_the_pid_file_is_not_believed(data);
        what_runs_when_it_is_told_to_stop_is_finished(data);
        if (!Octavo.TENTH) {
            files_that_are_not_as_they_should_be(data);
            accepted("an empty URL, as a compose file gives", data, Map.of(URL, ""));
            one_of_two_that_start_at_once_lives();
            for (var sign : FIRST_START) {
                a_first_start_that_was_cut_short_is_begun_again(sign);
            }
        }
        System.out.println("startup: " + cases + " cases, all as they should be");
    }

    static void what_was_written_is_there_after_the_first_stop(Path data) throws Exception {
        var first = Octavo.start(data).ready();
        var token = first.signIn();
        var post = first.post("/api/v1/posts", token, "application/json", "{\"title\": \"Kept\", \"body\": \"Kept.\"}");
        first.stop();
        var second = Octavo.start(data).ready();
        var path = "/api/v1/posts/" + Octavo.find("\"id\":\"([^\"]+)\"", post.body());
        Octavo.check(second.get(path, token).statusCode() == 200, "what was written before the first stop is lost");
        second.stop();
        passed("the first stop", "keeps what was written");
    }

    /** With its own PostgreSQL, which is told to stop at the same time. */
    static void what_runs_when_it_is_told_to_stop_is_finished(Path data) throws Exception {
        var server = Octavo.start(data).ready();
        var body = "{\"title\": \"Slow\", \"body\": \"Slow.\"}";
        var head = "POST /api/v1/posts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + server.signIn() + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (var socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + body.substring(0, 9)).getBytes(StandardCharsets.US_ASCII));
            // The one that asks, and ours.
            while (server.get("/q/metrics", null).body().lines()
                    .noneMatch(line -> line.startsWith("http_server_active_requests{") && line.endsWith(" 2.0"))) {
                Thread.sleep(20);
            }
            server.process.destroy();
            while (!server.output().contains("Waiting for HTTP requests to complete")) {
                Octavo.check(server.process.isAlive(), "it did not wait:\n" + server.output());
                Thread.sleep(20);
            }
            socket.getOutputStream().write(body.substring(9).getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Octavo.check(answer.startsWith("HTTP/1.1 201"), "a write that ran was answered: " + answer + server.output());
            Octavo.check(server.process.waitFor(60, TimeUnit.SECONDS), "it does not end");
            var again = Octavo.start(data).ready();
            var path = "/api/v1/posts/" + Octavo.find("\"id\":\"([^\"]+)\"", answer);
            Octavo.check(again.get(path, again.signIn()).statusCode() == 200, "what was answered is lost");
            again.stop();
        }
        try (var refused = new Socket("127.0.0.1", server.port)) {
            throw new AssertionError("somebody still listens on " + refused.getPort());
        } catch (ConnectException gone) {
            passed("told to stop while it wrote", "wrote first");
        }
    }

    static void what_a_running_octavo_is_in_the_way_of(Octavo running, Path data) throws Exception {
        refused("a taken port", Octavo.folder("port"), running.port, Map.of(),
                "Port " + running.port + " seems to be in use");
        var database = "jdbc:postgresql://127.0.0.1:" + Files.readAllLines(postmasterPid(data)).get(3);
        refused("a wrong password", data, Octavo.freePort(),
                Map.of(URL, database + "/postgres", USER, "postgres", PASSWORD, "wrong"),
                "password authentication failed for user \"postgres\"");
        refused("a database that does not exist", data, Octavo.freePort(),
                Map.of(URL, database + "/nowhere", USER, "postgres", PASSWORD, Files.readString(data.resolve("password"))),
                "database \"nowhere\" does not exist");
    }

    static void files_that_are_not_as_they_should_be(Path data) throws Exception {
        var file = Octavo.folder("file");
        Files.writeString(file, "");
        refused("a folder that cannot be written to", file.resolve("data"), Octavo.freePort(), Map.of(),
                "Cannot write to the data folder " + file.resolve("data"));
        var version = data.resolve("postgresql/PG_VERSION");
        var ours = Files.readString(version);
        Files.writeString(version, "17\n");
        refused("a folder of another major version", data, Octavo.freePort(), Map.of(), "is of PostgreSQL 17");
        Files.writeString(version, ours);
        Files.writeString(postmasterPid(data), "");
        accepted("an empty pid file", data, Map.of());
    }

    static void a_strangers_number_in_the_pid_file_is_not_believed(Path data) throws Exception {
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    postmasterPid(data), stranger.pid() + "\n" + data.resolve("postgresql") + "\n1\n1\n\n127.0.0.1\n1 1\nready\n");
            accepted("a pid file with a stranger's number", data, Map.of());
            Octavo.check(stranger.isAlive(), "the stranger was ended");
        } finally {
            stranger.destroyForcibly();
        }
    }

    static void one_of_two_that_start_at_once_lives() throws Exception {
        var data = Octavo.folder("two");
        var one = Octavo.start(data);
        var other = Octavo.start(data);
        while (one.process.isAlive() && other.process.isAlive()) {
            Thread.sleep(20);
        }
        var loser = one.process.isAlive() ? other : one;
        saysWhy("two first starts at once", loser, "Another Octavo uses the data folder " + data + ".");
        var winner = (loser == one ? other : one).ready();
        winner.signIn();
        winner.stop();
    }

    static void a_first_start_that_was_cut_short_is_begun_again(String sign) throws Exception {
        var data = Octavo.folder("short");
        var server = Octavo.start(data);
        while (!Files.exists(data.resolve(sign))) {
            Octavo.check(server.process.isAlive(), "the server ended:\n" + server.output());
            Thread.sleep(5);
        }
        server.kill();
        accepted("a first start killed when it had made " + sign, data, Map.of());
    }

    static void refused(String what, Path data, int port, Map<String, String> environment, String sentence)
            throws Exception {
        saysWhy(what, Octavo.start(data, port, environment), sentence);
    }

    static void saysWhy(String what, Octavo server, String sentence) throws Exception {
        Octavo.check(server.exitCode() != 0, what + ": exit 0");
        var output = server.output().strip();
        Octavo.check(output.contains(sentence), what + ": does not say \"" + sentence + "\" but\n" + output);
        Octavo.check(output.lines().count() == 1, what + ": says more than one line:\n" + output);
        passed(what, output);
    }

    static void accepted(String what, Path data, Map<String, String> environment) throws Exception {
        var server = Octavo.start(data, Octavo.freePort(), environment).ready();
        server.signIn();
        server.stop();
        passed(what, "repaired");
    }

    static void passed(String what, String outcome) {
        cases++;
        System.out.println(what + ": " + outcome);
    }

    static Path postmasterPid(Path data) {
        return data.resolve("postgresql/postmaster.pid");
    }
}
