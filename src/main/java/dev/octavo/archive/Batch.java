package dev.octavo.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PSQLException;

/** Writes rows some at a time. What the database alone can tell, such as a slug that is taken, is told of the row that it is in. */
final class Batch {
    private static final int MOST_ROWS = 500;
    private static final int MOST_CHARACTERS = 4 << 20;

    private record Row(long line, String json) {}

    private final Table table;
    private final Connection database;
    private final List<Row> rows = new ArrayList<>();
    private int characters;

    Batch(Table table, Connection database) {
        this.table = table;
        this.database = database;
    }

    void add(long line, ObjectNode row) throws SQLException {
        var json = row.toString();
        rows.add(new Row(line, json));
        characters += json.length();
        if (rows.size() == MOST_ROWS || characters > MOST_CHARACTERS) {
            flush();
        }
    }

    void flush() throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("savepoint batch");
            try {
                insert(rows);
            } catch (PSQLException e) {
                statement.execute("rollback to savepoint batch");
                for (var row : rows) {
                    insertAlone(row);
                }
                throw e;
            }
            statement.execute("release savepoint batch");
        }
        rows.clear();
        characters = 0;
    }

    private void insertAlone(Row row) throws SQLException {
        try {
            insert(List.of(row));
        } catch (PSQLException e) {
            throw new BrokenArchive("%s:%d: %s".formatted(table.file(), row.line(), sentence(e)));
        }
    }

    private void insert(List<Row> some) throws SQLException {
        var json = some.stream().map(Row::json).toList().toString();
        for (var sql : table.statements()) {
            try (var statement = database.prepareStatement(sql)) {
                statement.setString(1, json);
                statement.executeUpdate();
            }
        }
    }

    /** Constraints carry what they are about in their names. */
    private static String sentence(PSQLException failure) throws PSQLException {
        var said = failure.getServerErrorMessage();
        return switch (failure.getSQLState()) {
            case "23505" -> "is there already (%s)".formatted(said.getDetail());
            case "23503" -> "refers to what is not there (%s)".formatted(said.getDetail());
            case "23502" -> "refers to what is not there (%s)".formatted(said.getColumn());
            case "23514" -> "breaks the rule " + said.getConstraint();
            case null, default -> throw failure;
        };
    }
}
