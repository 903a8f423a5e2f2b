package dev.octavo.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts real servers, each in a folder of its own. */
class EmbeddedPostgresqlTest {
    @TempDir
    static Path common;

    private static Path unpacked;

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_there_after_a_stop_and_a_start() throws Exception {
        try (var first = start();
                var connection = connect(first)) {
            connection.createStatement().execute("create table kept as select 42 as answer");
        }
        try (var second = start();
                var connection = connect(second)) {
            assertEquals("42", single(connection, "select answer::text from kept"));
        }
    }

    @Test
    void it_is_as_durable_and_as_closed_as_any_other() throws Exception {
        try (var server = start();
                var connection = connect(server)) {
            assertEquals("on", single(connection, "show fsync"));
            assertEquals("on", single(connection, "show synchronous_commit"));
            assertEquals("127.0.0.1", single(connection, "show listen_addresses"));
            assertEquals("", single(connection, "show unix_socket_directories"));
            assertEquals("UTF8", single(connection, "show server_encoding"));
            assertTrue(single(connection, "show server_version").startsWith(EmbeddedPostgresql.MAJOR_VERSION + "."));
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(url(server), EmbeddedPostgresql.USER, "guess"));
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/password"))));
    }

    @Test
    void a_first_start_that_was_cut_short_is_begun_again() throws Exception {
        start().close();
        Files.delete(folder.resolve("data/complete"));
        Files.delete(folder.resolve("data/postgresql/global/pg_control"));
        try (var again = start();
                var connection = connect(again)) {
            assertEquals("1", single(connection, "select 1::text"));
        }
    }

    @Test
    void a_folder_of_another_major_version_is_left_alone() throws Exception {
        start().close();
        Files.writeString(folder.resolve("data/postgresql/PG_VERSION"), "16\n");
        var refusal = assertThrows(ConfigurationException.class, this::start);
        assertTrue(
                refusal.getMessage().matches("The data folder .* is of PostgreSQL 16, and this Octavo embeds 18\\..*"),
                refusal.getMessage());
    }

    @Test
    void a_second_octavo_is_told_that_the_folder_is_in_use() throws Exception {
        try (var first = start();
                var connection = connect(first)) {
            var refusal = assertThrows(Exception.class, this::start);
            assertTrue(refusal.getMessage().contains("Another Octavo uses the data folder"), refusal.toString());
            assertEquals("1", single(connection, "select 1::text"));
        }
    }

    @Test
    void an_export_joins_the_server_of_an_octavo_that_runs() throws Exception {
        var folders = new EmbeddedPostgresql(folder.resolve("data"), false);
        try (var running = start()) {
            folders.mustExist();
            assertEquals(running.getPort(), folders.portInUse().orElseThrow());
        }
        assertTrue(folders.portInUse().isEmpty());
    }

    @Test
    void an_export_begins_no_new_folder() {
        var folders = new EmbeddedPostgresql(folder.resolve("data"), false);
        var refusal = assertThrows(ConfigurationException.class, folders::mustExist);
        assertTrue(refusal.getMessage().startsWith("There is no database in the data folder"), refusal.getMessage());
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Files.writeString(folder.resolve("data"), "a file");
        var refusal = assertThrows(ConfigurationException.class, this::start);
        assertTrue(
                refusal.getMessage().startsWith("Cannot write to the data folder " + folder.resolve("data")),
                refusal.getMessage());
    }

    private EmbeddedPostgres start() throws IOException {
        var data = folder.resolve("data");
        var server = new EmbeddedPostgresql(data, false);
        server.password();
        if (unpacked == null) {
            var started = server.start();
            unpacked = link(data.resolve("binaries"), Files.createTempDirectory(common, "binaries"));
            return started;
        }
        if (!Files.exists(data.resolve("binaries"))) {
            link(unpacked, data.resolve("binaries"));
        }
        return server.start();
    }

    /** The same files at another place: to unpack them takes longer than all the rest. */
    private static Path link(Path from, Path to) throws IOException {
        var folders = new HashMap<Path, FileTime>();
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var place = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                    folders.put(place, Files.getLastModifiedTime(file));
                } else {
                    Files.createLink(place, file);
                }
            }
        }
        // What is newer than the mark of what is complete is not taken for complete.
        for (var folder : folders.entrySet()) {
            Files.setLastModifiedTime(folder.getKey(), folder.getValue());
        }
        return to;
    }

    private Connection connect(EmbeddedPostgres server) throws SQLException, IOException {
        return DriverManager.getConnection(
                url(server), EmbeddedPostgresql.USER, Files.readString(folder.resolve("data/password")));
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (var result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
