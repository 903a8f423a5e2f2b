package dev.octavo.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A total order of a list: what the client asked for, then a unique field, so that no two rows are equal. */
public record Sort<E>(List<Key<E>> keys) {
    public record Key<E>(Field<E> field, boolean descending) {}

    /**
     * @param text as in {@code sort=-publishedAt,title}
     * @throws InvalidInput if it names a field that is not declared, or one twice
     */
    public static <E> Sort<E> parse(String text, Map<String, Field<E>> declared, Field<E> unique) {
        var keys = new ArrayList<Key<E>>();
        for (var name : text.split(",", -1)) {
            var descending = name.startsWith("-");
            var field = declared.get(descending ? name.substring(1) : name);
            if (field == null) {
                throw InvalidInput.parameter(
                        "sort",
                        "unknown-field",
                        "takes " + String.join(", ", new TreeSet<>(declared.keySet())) + ", each with or without -");
            }
            if (keys.stream().anyMatch(key -> key.field() == field)) {
                throw InvalidInput.parameter("sort", "repeated", "names " + name + " twice");
            }
            keys.add(new Key<>(field, descending));
        }
        keys.add(new Key<>(unique, keys.getLast().descending()));
        return new Sort<>(keys);
    }

    List<String> valuesOf(E row) {
        return keys.stream()
                .map(key -> key.field().value().apply(row))
                .map(value -> value == null ? null : value.toString())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    String orderBy(boolean backwards) {
        return keys.stream()
                .map(key -> key.field().path()
                        + (key.descending() != backwards ? " desc" : "")
                        + (key.field().nullable() ? (backwards ? " nulls first" : " nulls last") : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }
}
