import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL apart from every Octavo, on the files that an embedded one has left. It ends with the campaign. */
final class Postgresql {
    private final Path data;
    private final int port = Octavo.freePort();
    private Process process;

    /** @param data where an Octavo has been started and stopped */
    Postgresql(Path data) throws IOException {
        this.data = data;
    }

    /** For an Octavo that is to use it. */
    Map<String, String> environment() throws IOException {
        return Map.of(
                Startup.URL, "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                Startup.USER, "postgres",
                Startup.PASSWORD, Files.readString(data.resolve("password")));
    }

    void start() throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to be root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                program().toString(),
                "-D", data.resolve("postgresql").toString(),
                "-p", Integer.toString(port),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "max_connections=60"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("apart.log").toFile()))
                .start();
    }

    void stop() throws IOException, InterruptedException {
        stop("TERM");
    }

    /** TERM waits for its sessions, INT ends them, QUIT leaves everything lying. */
    void stop(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start().waitFor();
        Octavo.check(process.waitFor(60, TimeUnit.SECONDS), "PostgreSQL does not stop");
    }

    private Path program() throws IOException {
        try (var files = Files.walk(data.resolve("binaries"))) {
            return files.filter(file -> file.endsWith("bin/postgres")).findFirst().orElseThrow();
        }
    }
}
