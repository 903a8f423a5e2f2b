package dev.octavo.http;

import java.util.List;
import java.util.Objects;

/** A place between two rows of a list: the sort values of the row beside it, and the direction to go on in. */
record Cursor(List<String> values, boolean backwards) {
    static Cursor at(List<?> place, boolean backwards) {
        return new Cursor(
                place.stream().map(value -> Objects.toString(value, null)).toList(), backwards);
    }
}
