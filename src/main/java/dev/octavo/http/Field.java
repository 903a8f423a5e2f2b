package dev.octavo.http;

import java.time.Instant;
import java.util.function.Function;

/** A field that a list can be ordered by: where it stands in HQL, how to read it from a row and back from a cursor. */
public record Field<E>(String path, boolean nullable, Function<E, ?> value, Function<String, ?> parse) {
    public static <E> Field<E> instant(String path, Function<E, Instant> value) {
        return new Field<>(path, false, value, Instant::parse);
    }

    public static <E> Field<E> text(String path, Function<E, String> value) {
        return new Field<>(path, false, value, Function.identity());
    }

    public static <E> Field<E> of(String path, Function<E, ?> value, Function<String, ?> parse) {
        return new Field<>(path, false, value, parse);
    }

    /** Rows without a value come last, in either direction. */
    public Field<E> orNull() {
        return new Field<>(path, true, value, parse);
    }
}
