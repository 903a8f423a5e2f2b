package dev.octavo.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.octavo.http.Hashing;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes all content into one file, as it is at one moment, while others read and write. */
@Singleton
class Export {
    /** Rows held at once: each may be some megabytes. */
    private static final int FETCHED = 10;

    /** Zip has no other way to say that a time does not matter. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Content content;
    private final Clock clock;
    private final String version;

    Export(Content content, Clock clock, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.content = content;
        this.clock = clock;
        this.version = version;
    }

    /**
     * Writes a new file, readable by its owner only. It appears under its name when it is whole.
     *
     * @return how many records there are in each part
     */
    Map<String, Long> write(DataSource database, Path file) throws IOException, SQLException {
        var folder = file.toAbsolutePath().getParent();
        var unfinished = Files.createTempFile(folder, "." + file.getFileName(), ".unfinished", forItsOwner(folder));
        unfinished.toFile().deleteOnExit();
        try {
            Map<String, Long> records;
            try (var stream = new FileOutputStream(unfinished.toFile());
                    var zip = new ZipOutputStream(new BufferedOutputStream(stream));
                    var connection = database.getConnection()) {
                records = write(connection, zip);
                zip.finish();
                zip.flush();
                stream.getFD().sync();
            }
            // Does not replace one that appeared meanwhile.
            Files.move(unfinished, file);
            return records;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Map<String, Long> write(Connection database, ZipOutputStream zip) throws IOException, SQLException {
        database.setAutoCommit(false);
        database.setReadOnly(true);
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            var records = new LinkedHashMap<String, Long>();
            for (var table : content.tables()) {
                records.put(table.file(), count(database, table));
            }
            begin(zip, Archive.MANIFEST);
            zip.write(Archive.manifest(version, clock.instant(), records).getBytes(StandardCharsets.UTF_8));
            var digests = new LinkedHashMap<String, byte[]>();
            for (var table : content.tables()) {
                begin(zip, table.file());
                digests.put(table.file(), write(database, table, zip));
            }
            begin(zip, Archive.SUMS);
            zip.write(Archive.sums(digests).getBytes(StandardCharsets.UTF_8));
            return records;
        } finally {
            database.rollback();
        }
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private static long count(Connection database, Table table) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("select count(*) from " + table.name())) {
            row.next();
            return row.getLong(1);
        }
    }

    /** @return the SHA-256 of what was written */
    private static byte[] write(Connection database, Table table, OutputStream zip) throws IOException, SQLException {
        var digest = Hashing.sha256();
        try (var statement = database.createStatement();
                var json = new JsonFactory()
                        .createGenerator(new DigestOutputStream(zip, digest))
                        .setPrettyPrinter(new MinimalPrettyPrinter(""))
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            statement.setFetchSize(FETCHED);
            try (var row = statement.executeQuery(table.select())) {
                while (row.next()) {
                    write(table, row, json);
                }
            }
        }
        return digest.digest();
    }

    private static void write(Table table, ResultSet row, JsonGenerator json) throws IOException, SQLException {
        json.writeStartObject();
        for (var i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            if (row.getObject(i + 1) != null) {
                json.writeFieldName(column.name());
                column.kind().writer().write(json, row, i + 1);
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** There are addresses of guests in it. */
    private static FileAttribute<?>[] forItsOwner(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
