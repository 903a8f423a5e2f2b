import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The packaged server in a process of its own, for campaigns. None outlives the campaign, nor do their folders. */
final class Octavo {
    static final boolean TENTH = Boolean.parseBoolean(System.getenv("TENTH"));
    static final String PASSWORD = random();
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Set<Octavo> STARTED = ConcurrentHashMap.newKeySet();
    private static final Path TEMPORARY = temporary();

    final Process process;
    final int port;
    private final Path data;
    private final Path output;
    private final AtomicBoolean told = new AtomicBoolean();

    private Octavo(Process process, int port, Path data, Path output) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.output = output;
        STARTED.add(this);
    }

    static Path folder(String name) {
        return TEMPORARY.resolve(name + "-" + random());
    }

    static Octavo start(Path data) throws IOException {
        return start(data, freePort(), Map.of());
    }

    static Octavo start(Path data, int port, Map<String, String> environment) throws IOException {
        return start(data, port, environment, "512m");
    }

    /** A command of the same jar, such as {@code export} and a file, with little memory. */
    static Octavo command(Path data, Map<String, String> environment, String... arguments) throws IOException {
        return start(data, 0, environment, "128m", arguments);
    }

    static Octavo start(Path data, int port, Map<String, String> environment, String heap, String... arguments)
            throws IOException {
        var output = TEMPORARY.resolve("output-" + random());
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Doctavo.data-dir=" + data,
                "-jar",
                JAR.toString()));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        // A database of whoever runs the campaign is not ours to write to.
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("OCTAVO_"));
        builder.environment().put("OCTAVO_ADMIN_PASSWORD", PASSWORD);
        // Hundreds of writers on one address: that is what limits are against.
        builder.environment().put("OCTAVO_RATE_LIMITS_ENABLED", "false");
        builder.environment().putAll(environment);
        return new Octavo(builder.start(), port, data, output);
    }

    /** Until it answers. */
    Octavo ready() throws Exception {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (get("/api/v1/posts", null).statusCode() == 200) {
                    return this;
                }
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        throw new AssertionError("the server did not start:\n" + output());
    }

    String signIn() throws Exception {
        return signIn("admin", PASSWORD);
    }

    String signIn(String username, String password) throws Exception {
        var answer = post("/api/v1/session", null, "application/json", """
                {"username": "%s", "password": "%s"}""".formatted(username, password));
        check(answer.statusCode() == 201, "sign-in answered " + answer.statusCode() + ": " + answer.body());
        return find("\"accessToken\":\"([^\"]+)\"", answer.body());
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).GET());
    }

    HttpResponse<String> post(String path, String token, String type, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, token, type, body, headers);
    }

    HttpResponse<String> send(String method, String path, String token, String type, String body, String... headers)
            throws IOException, InterruptedException {
        var request = request(path, token).header("Content-Type", type).method(method, BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            if (process.isAlive() && !told.getAndSet(true)) {
                System.err.println("no answer to " + request.build() + "; what the server does meanwhile:\n" + threads());
            }
            throw e;
        }
    }

    /** All of them, virtual ones too, which {@code jstack} leaves out. */
    private String threads() throws IOException, InterruptedException {
        var dump = folder("threads");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "Thread.dump_to_file",
                        dump.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor(30, TimeUnit.SECONDS);
        return Files.exists(dump) ? Files.readString(dump) : "it does not say";
    }

    /** {@code kill -9} of the server only: its PostgreSQL is another process. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        check(process.waitFor(60, TimeUnit.SECONDS), "the server does not stop");
    }

    int exitCode() throws InterruptedException {
        check(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the server neither ended nor failed");
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** The server processes of PostgreSQL in this folder, the postmaster among them. */
    static List<ProcessHandle> postgresql(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(program -> Path.of(program).startsWith(data))
                        .isPresent())
                .toList();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    static String find(String regex, String text) {
        var matcher = Pattern.compile(regex).matcher(text);
        check(matcher.find(), "no " + regex + " in " + text);
        return matcher.group(1);
    }

    private static String random() {
        var bytes = new byte[8];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Path temporary() {
        try {
            // The real path: processes are told by where their program really lies.
            var folder = Files.createTempDirectory("octavo-campaign").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(Octavo::tidy));
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void tidy() {
        try {
            for (var server : STARTED) {
                server.process.destroyForcibly().waitFor();
            }
            // New children appear while their parents end.
            for (var left = postgresql(TEMPORARY); !left.isEmpty(); left = postgresql(TEMPORARY)) {
                left.forEach(ProcessHandle::destroyForcibly);
                Thread.sleep(20);
            }
            try (var files = Files.walk(TEMPORARY)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("could not tidy up " + TEMPORARY + ": " + e);
        }
    }
}
