package dev.octavo.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server on this machine, with its files in one folder of ours: reachable from here only, with a random
 * password, and as durable as any other. A start repairs what a killed Octavo left behind.
 */
final class EmbeddedPostgresql {
    static final String USER = "postgres";

    /** The binaries that the build takes. */
    static final String MAJOR_VERSION = "18";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path cluster;
    private final Path secret;
    private final Path complete;
    private final boolean throwaway;

    EmbeddedPostgresql(Path folder, boolean throwaway) {
        this.folder = folder;
        this.cluster = folder.resolve("postgresql");
        this.secret = folder.resolve("password");
        this.complete = folder.resolve("complete");
        this.throwaway = throwaway;
    }

    /**
     * @throws ConfigurationException with one clear sentence, if it cannot start
     */
    EmbeddedPostgres start() {
        password();
        try {
            refuseOtherVersion();
            endOrphan();
            discardIncomplete();
            var server = launch();
            Files.writeString(complete, "");
            return server;
        } catch (IOException | IllegalStateException e) {
            throw new ConfigurationException("PostgreSQL did not start in " + folder + " (" + e.getMessage() + ").");
        }
    }

    /** Made once, kept beside the data; only its owner can read it. Whatever is asked first makes the folder. */
    String password() {
        try {
            Files.createDirectories(folder);
            makePrivate(folder, "rwx------");
            if (!Files.exists(secret)) {
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                Files.writeString(secret, HexFormat.of().formatHex(bytes));
                makePrivate(secret, "rw-------");
            }
            return Files.readString(secret);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Cannot write to the data folder %s (%s). Set octavo.data-dir to another.".formatted(folder, e));
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
                    "The data folder %s is of PostgreSQL %s, and this Octavo embeds %s. Start the Octavo that wrote it, or set octavo.data-dir to another."
                            .formatted(folder, major, MAJOR_VERSION));
        }
    }

    /**
     * After {@code kill -9} of Octavo its PostgreSQL lives on, and a second cannot start on its files. It has lost all its
     * clients, so it may be told to stop. A living Octavo is told apart by the lock that it holds.
     */
    private void endOrphan() throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try (var channel = FileChannel.open(
                        cluster.resolve("epg-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse();
            }
            var orphan = ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(pidFile).getFirst().strip()))
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
            if (orphan.isPresent()) {
                orphan.get().destroy();
                orphan.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse();
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new ConfigurationException("A PostgreSQL that a killed Octavo left in " + folder + " does not stop.");
        }
    }

    private ConfigurationException inUse() {
        return new ConfigurationException("Another Octavo uses the data folder " + folder + ".");
    }

    /** A folder that was never completed holds nothing: its first start was cut short. */
    private void discardIncomplete() throws IOException {
        if (!Files.exists(complete) && Files.exists(cluster)) {
            try (var files = Files.walk(cluster)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        var durable = throwaway ? "off" : "on";
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                // Not true, ever, for a folder that is to stay: zonky would delete it again when it stops.
                .setCleanDataDirectory(throwaway)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
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
                .start();
    }

    private static void makePrivate(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
