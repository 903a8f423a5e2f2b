package dev.octavo.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import dev.octavo.http.Instants;
import dev.octavo.http.Json;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What stands in a column: how it is written as JSON, and what an import takes for it.
 *
 * @param read to JSON as the database takes it; throws {@link InvalidRecord}
 */
record Kind(Writer writer, Reader read) {
    interface Writer {
        void write(JsonGenerator json, ResultSet row, int column) throws IOException, SQLException;
    }

    interface Reader {
        JsonNode read(JsonNode value);
    }

    private static final int MOST_DIGITS = 400;

    static final Kind TEXT = new Kind((json, row, column) -> json.writeString(row.getString(column)), value -> {
        must(value.isTextual(), "must be a string");
        must(Json.isStorable(value.textValue()), "must hold no NUL and no lone surrogate");
        return value;
    });

    static final Kind ID = TEXT.that(value -> {
        var text = value.textValue();
        must(text.length() == 36 && isId(text), "must be a UUID in lower case");
    });

    static final Kind WHOLE = new Kind((json, row, column) -> json.writeNumber(row.getLong(column)), value -> {
        must(
                value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0,
                "must be a whole number that is not negative");
        return value;
    });

    static final Kind FLAG = new Kind((json, row, column) -> json.writeBoolean(row.getBoolean(column)), value -> {
        must(value.isBoolean(), "must be true or false");
        return value;
    });

    /** To the microsecond, in UTC, in the one form that we write. */
    static final Kind INSTANT = new Kind(
            (json, row, column) -> json.writeString(
                    row.getObject(column, OffsetDateTime.class).toInstant().toString()),
            TEXT.that(value -> must(isInstant(value.textValue()), "must be an instant such as 2026-11-22T09:30:00Z"))
                    .read());

    /** JSON as PostgreSQL keeps it, to the last digit. */
    static final Kind JSON = new Kind((json, row, column) -> json.writeRawValue(row.getString(column)), value -> {
        mustBeStorable(value);
        return value;
    });

    /** The constants of an enumeration, under the names that they have in the API. */
    static Kind choice(Class<? extends Enum<?>> type) {
        var names = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> nameOf(constant.name()), Enum::name));
        return new Kind((json, row, column) -> json.writeString(nameOf(row.getString(column))), value -> {
            must(names.containsKey(value.textValue()), "must be one of " + String.join(", ", names.keySet()));
            return JsonNodeFactory.instance.textNode(names.get(value.textValue()));
        });
    }

    /** The same with one more condition. */
    Kind that(Consumer<JsonNode> condition) {
        return new Kind(writer, value -> {
            var taken = read.read(value);
            condition.accept(value);
            return taken;
        });
    }

    static void must(boolean condition, String otherwise) {
        if (!condition) {
            throw new InvalidRecord(otherwise);
        }
    }

    private static String nameOf(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isInstant(String text) {
        try {
            return Instants.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void mustBeStorable(JsonNode value) {
        switch (value) {
            case NumericNode number ->
                must(
                        !number.isBigDecimal()
                                || (Math.abs(number.decimalValue().scale()) <= MOST_DIGITS
                                        && number.decimalValue().precision() <= MOST_DIGITS),
                        "holds a number that is too long");
            case JsonNode text when text.isTextual() -> TEXT.read().read(text);
            default -> {
                value.fieldNames().forEachRemaining(name -> TEXT.read().read(JsonNodeFactory.instance.textNode(name)));
                value.forEach(Kind::mustBeStorable);
            }
        }
    }
}
