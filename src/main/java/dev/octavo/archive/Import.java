package dev.octavo.archive;

import dev.octavo.account.FirstAdmin;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads what an export has written into an empty database: all of it, or nothing. */
@Singleton
class Import {
    private final Content content;
    private final ImportConfig config;
    private final FirstAdmin admin;

    Import(Content content, ImportConfig config, FirstAdmin admin) {
        this.content = content;
        this.config = config;
        this.admin = admin;
    }

    /**
     * @param records how many in each file
     * @param admin who can sign in now; none if there are no accounts
     */
    record Outcome(Map<String, Long> records, Optional<String> admin) {}

    /**
     * @throws BrokenArchive if the file is not whole and right in every line, or the database not empty
     */
    Outcome read(Path file, DataSource database) throws IOException, SQLException {
        var tables = content.tables();
        try (var archive = new ArchiveReader(file, config.maxSize().asLongValue());
                var connection = database.getConnection()) {
            var records = manifest(archive, tables);
            connection.setAutoCommit(false);
            try {
                takeEmpty(connection, tables);
                for (var table : tables) {
                    read(archive, table, records.get(table.file()), connection);
                }
                compareSums(archive);
                mustAgree(connection);
                for (var sql : Content.AT_THE_END) {
                    execute(connection, sql);
                }
                var somebody = admin.welcome(connection);
                if (somebody.isEmpty() && records.get("accounts.ndjson") > 0) {
                    throw new BrokenArchive("accounts.ndjson: has no admin, so nobody could invite the others");
                }
                connection.commit();
                return new Outcome(records, somebody);
            } finally {
                connection.rollback();
            }
        }
    }

    private static Map<String, Long> manifest(ArchiveReader archive, List<Table> tables) throws IOException {
        archive.next(Archive.MANIFEST);
        try {
            return Archive.records(Lines.parse(archive.whole()), tables);
        } catch (InvalidRecord e) {
            throw new BrokenArchive(Archive.MANIFEST + ": " + e.getMessage());
        }
    }

    /** Under the lock that a first start of a server takes, so that of the two one finds the other's accounts. */
    private static void takeEmpty(Connection database, List<Table> tables) throws SQLException {
        execute(database, "lock table account in share row exclusive mode");
        for (var table : tables.reversed()) {
            try (var statement = database.createStatement();
                    var row = statement.executeQuery(
                            "select exists (select from %s where %s)".formatted(table.name(), table.inTheWay()))) {
                row.next();
                if (row.getBoolean(1)) {
                    throw new BrokenArchive(
                            "the database is not empty: there is something in its table %s. Import before the first start of a server on it"
                                    .formatted(table.name()));
                }
            }
            execute(database, "delete from " + table.name());
        }
    }

    private static void read(ArchiveReader archive, Table table, long promised, Connection database)
            throws IOException, SQLException {
        archive.next(table.file());
        var completion = table.completion().get();
        var batch = new Batch(table, database);
        var last = "";
        for (var number = 1L; ; number++) {
            try {
                var line = archive.line();
                Kind.must(line != null || number > 1 || !table.onlyRow(), "is missing");
                if (line == null) {
                    batch.flush();
                    if (number - 1 < promised) {
                        throw new BrokenArchive("%s: has %d records, but %s says %d"
                                .formatted(table.file(), number - 1, Archive.MANIFEST, promised));
                    }
                    return;
                }
                Kind.must(number == 1 || !table.onlyRow(), "is one too many");
                Kind.must(number <= promised, "is one more than " + Archive.MANIFEST + " says");
                var row = Column.read(table.columns(), Lines.parse(line));
                var place = completion.complete(row);
                Kind.must(place.compareTo(last) > 0, "is out of order: each line has to stand after the one above");
                last = place;
                batch.add(number, row);
            } catch (InvalidRecord e) {
                throw new BrokenArchive("%s:%d: %s".formatted(table.file(), number, e.getMessage()));
            }
        }
    }

    private static void compareSums(ArchiveReader archive) throws IOException {
        var expected = Archive.sums(archive.sums());
        archive.next(Archive.SUMS);
        if (!expected.equals(new String(archive.whole(), StandardCharsets.UTF_8))) {
            throw new BrokenArchive(Archive.SUMS + ": does not agree with the files");
        }
        archive.mustEnd();
    }

    private static void mustAgree(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery(Content.CONTRADICTION)) {
            if (found.next()) {
                throw new BrokenArchive(found.getString(1));
            }
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
