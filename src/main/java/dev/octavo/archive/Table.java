package dev.octavo.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table and the file that carries it.
 *
 * @param from what it is read from
 * @param order of the rows, the same at each export
 * @param made columns that an import makes itself
 * @param onlyRow whether it has one row, with the id 1, which a migration has made
 * @param completion adds what is made; a new one an import
 * @param afterwards further SQL for the rows of a batch, which it gets as JSON
 */
record Table(
        String name,
        String file,
        String from,
        String order,
        List<Column> columns,
        List<String> made,
        boolean onlyRow,
        Supplier<Completion> completion,
        List<String> afterwards) {

    /** Completes a row whose properties are all as they should be, each by itself. */
    interface Completion {
        /**
         * @return the place of the row in the order of its file, as text
         */
        String complete(ObjectNode row);
    }

    static Table of(String name, String file, Column... columns) {
        Completion byId = row -> row.path("id").asText();
        return new Table(name, file, name, "id", List.of(columns), List.of(), false, () -> byId, List.of());
    }

    Table readFrom(String source, String inOrder) {
        return new Table(name, file, source, inOrder, columns, made, onlyRow, completion, afterwards);
    }

    Table making(Supplier<Completion> how, String... what) {
        return new Table(name, file, from, order, columns, List.of(what), onlyRow, how, afterwards);
    }

    Table then(String sql) {
        return new Table(
                name,
                file,
                from,
                order,
                columns,
                made,
                onlyRow,
                completion,
                Stream.concat(afterwards.stream(), Stream.of(sql)).toList());
    }

    Table ofOneRow() {
        Completion theOnly = row -> row.put("id", 1).path("id").asText();
        return new Table(name, file, from, order, columns, List.of("id"), true, () -> theOnly, afterwards);
    }

    /** The condition on rows that stand in the way of an import. */
    String inTheWay() {
        return onlyRow ? "version > 0" : "true";
    }

    String select() {
        return "select %s from %s order by %s"
                .formatted(columns.stream().map(this::source).collect(Collectors.joining(", ")), from, order);
    }

    private String source(Column column) {
        return column.column() == null ? column.source() : name + "." + column.column();
    }

    /** Statements that each take a JSON array of rows. */
    List<String> statements() {
        var filled = Stream.concat(columns.stream().map(Column::column).filter(Objects::nonNull), made.stream())
                .collect(Collectors.joining(", "));
        var insert = "insert into %1$s (%2$s) select %2$s from json_populate_recordset(null::%1$s, ?::json)"
                .formatted(name, filled);
        return Stream.concat(Stream.of(insert), afterwards.stream()).toList();
    }
}
