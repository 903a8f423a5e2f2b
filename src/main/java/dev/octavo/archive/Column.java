package dev.octavo.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A property of a record in the archive.
 *
 * @param name in JSON
 * @param column in the table, or null if it comes from elsewhere
 * @param source the SQL that gives it then
 * @param optional whether it may be missing, which is how null is written
 */
record Column(String name, String column, String source, Kind kind, boolean optional) {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    /** Named after the column, but a reference after what it refers to: {@code author} for {@code author_id}. */
    static Column of(String column, Kind kind) {
        var name = UNDERSCORE
                .matcher(column.replaceFirst("_id$", ""))
                .replaceAll(letter -> letter.group(1).toUpperCase());
        return new Column(name, column, null, kind, false);
    }

    static Column computed(String name, String source, Kind kind) {
        return new Column(name, null, source, kind, false);
    }

    Column orNull() {
        return new Column(name, column, source, kind, true);
    }

    /**
     * An object of these properties and no others.
     *
     * @return its values, each under the name of its column
     * @throws InvalidRecord if it is not
     */
    static ObjectNode read(List<Column> columns, JsonNode record) {
        Kind.must(record.isObject(), "must be an object");
        record.fieldNames().forEachRemaining(name -> {
            if (columns.stream().noneMatch(column -> column.name.equals(name))) {
                throw new InvalidRecord(name, "is not a property here");
            }
        });
        var row = JsonNodeFactory.instance.objectNode();
        for (var column : columns) {
            var value = record.path(column.name);
            try {
                if (value.isMissingNode() || value.isNull()) {
                    Kind.must(column.optional, "is missing");
                } else {
                    row.set(
                            column.column == null ? column.name : column.column,
                            column.kind.read().read(value));
                }
            } catch (InvalidRecord e) {
                throw e.in(column.name);
            }
        }
        return row;
    }
}
