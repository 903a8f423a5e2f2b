package dev.octavo.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * A PostgreSQL server on this machine, with its files in one folder of ours: reachable from here only, with a random
 * password, and as durable as any other. A start repairs what a killed Octavo left behind, at whatever moment it was killed.
 */
final class EmbeddedPostgresql {
    static final String USER = "postgres";

    /** The binaries that the build takes. */
    static final String MAJOR_VERSION = "18";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path cluster;
    private final Path binaries;
    private final Path secret;
    private final Path complete;
    private final Path log;
    private final boolean throwaway;

    EmbeddedPostgresql(Path folder, boolean throwaway) {
        this.folder = folder;
        this.cluster = folder.resolve("postgresql");
        this.binaries = folder.resolve("binaries");
        this.secret = folder.resolve("password");
        this.complete = folder.resolve("complete");
        this.log = folder.resolve("postgresql.log");
        this.throwaway = throwaway;
    }

    Path folder() {
        return folder;
    }

    /**
     * @throws ConfigurationException with one clear sentence, if it cannot start
     */
    EmbeddedPostgres start() {
        password();
        try {
            return alone(() -> {
                refuseOtherVersion();
                endOrphans();
                discardUnfinished();
                var server = launch();
                Files.writeString(complete, "");
                return server;
            });
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            throw new ConfigurationException(
                    "PostgreSQL did not start in %s (%s). %s may say why.".formatted(folder, e.getMessage(), log));
        }
    }

    /**
     * @throws ConfigurationException if no Octavo has ever started in the folder
     */
    void mustExist() {
        if (!Files.exists(complete)) {
            throw new ConfigurationException(
                    "There is no database in the data folder %s. Set octavo.data-dir to that of your Octavo."
                            .formatted(folder));
        }
    }

    /** Where the server of an Octavo that runs is listening, if one does. */
    OptionalInt portInUse() {
        try {
            return isInUse()
                    ? OptionalInt.of(Integer.parseInt(Files.readAllLines(cluster.resolve("postmaster.pid"))
                            .get(3)))
                    : OptionalInt.empty();
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new ConfigurationException("Another Octavo starts or stops in the data folder " + folder + ".");
        }
    }

    /** Made once, kept beside the data; only its owner can read it. Whatever is asked first makes the folder. */
    String password() {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                makePrivate(folder, "rwx------");
            }
            if (!Files.exists(secret)) {
                alone(this::makePassword);
            }
            return Files.readString(secret);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Cannot write to the data folder %s (%s). Set octavo.data-dir to another.".formatted(folder, e));
        }
    }

    private Path makePassword() throws IOException {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var unfinished = folder.resolve("password.new");
        Files.writeString(unfinished, HexFormat.of().formatHex(bytes));
        makePrivate(unfinished, "rw-------");
        return Files.move(unfinished, secret, StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    /** One Octavo at a time starts in a folder. Once started, its server's own lock says that it lives. */
    private <T> T alone(Step<T> step) throws IOException {
        try (var channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null || isInUse()) {
                throw new ConfigurationException("Another Octavo uses the data folder " + folder + ".");
            }
            return step.run();
        }
    }

    private boolean isInUse() throws IOException {
        var living = cluster.resolve("epg-lock");
        if (!Files.exists(living)) {
            return false;
        }
        try (var channel = FileChannel.open(living, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private void refuseOtherVersion() throws IOException {
        var version = cluster.resolve("PG_VERSION");
        if (!Files.exists(complete) || !Files.exists(version)) {
            return;
        }
        var major = Files.readString(version).strip();
        if (!major.equals(MAJOR_VERSION)) {
            throw new ConfigurationException(
                    "The data folder %s is of PostgreSQL %s, and this Octavo embeds %s. Export it with the Octavo that wrote it, and import it here: docs/new-postgresql-major-version.md."
                            .formatted(folder, major, MAJOR_VERSION));
        }
    }

    /**
     * After {@code kill -9} of Octavo its PostgreSQL lives on, and a second cannot start on its files. It has lost all its
     * clients, so it may be told to stop. It is known by its program, which lies in our folder: the number in
     * {@code postmaster.pid} may by now be that of a stranger, whom PostgreSQL would take for the server and wait for.
     */
    private void endOrphans() throws IOException {
        if (!new Orphans(binaries).end(PATIENCE)) {
            throw new ConfigurationException("A PostgreSQL that a killed Octavo left in " + folder + " does not stop.");
        }
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    /**
     * What was cut short cannot be gone on with: unpacked binaries, a new cluster. The cluster is put aside all the same:
     * only the mark tells it from one that somebody has brought here from a backup.
     */
    private void discardUnfinished() throws IOException {
        if (throwaway) {
            Files.deleteIfExists(complete);
            delete(cluster);
        } else if (!Files.exists(complete) && Files.exists(cluster)) {
            Files.move(cluster, folder.resolve("unfinished-" + System.currentTimeMillis()));
        }
        if (Files.exists(binaries)) {
            try (var versions = Files.list(binaries)) {
                for (var version : versions.toList()) {
                    if (!Files.exists(version.resolve(".exists"))) {
                        delete(version);
                    }
                }
            }
        }
        Files.deleteIfExists(log);
    }

    private EmbeddedPostgres launch() throws IOException {
        // Otherwise made for all to write to.
        Files.createDirectories(binaries);
        makePrivate(binaries, "rwx------");
        var durable = throwaway ? "off" : "on";
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                // A clean one would be deleted when it stops.
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(PATIENCE)
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", secret.toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                .setConnectConfig("password", password())
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setServerConfig("max_connections", "60")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setRegisterShutdownHook(false)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LastRequest.thenStop(server)));
        return server;
    }

    private static void makePrivate(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (var files = Files.walk(tree)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
