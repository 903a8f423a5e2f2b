package dev.octavo.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A total order of a list: what the client asked for, then a unique field, so that no two rows are equal. */
public record Sort(List<Key> keys) {
    public record Key(Field<?> field, boolean descending) {
        /** Whether rows beyond one have greater values. */
        boolean isGreaterBeyond(boolean backwards) {
            return descending == backwards;
        }
    }

    /** By one field, which is unique. */
    public static Sort by(Field<?> field, boolean descending) {
        return new Sort(List.of(new Key(field, descending)));
    }

    /**
     * @param text as in {@code sort=-publishedAt,title}
     * @throws InvalidInput if it names a field that is not declared, or one twice
     */
    public static Sort parse(String text, Fields declared) {
        var keys = new ArrayList<Key>();
        for (var name : text.split(",", -1)) {
            var descending = name.startsWith("-");
            var field = declared.named(descending ? name.substring(1) : name);
            if (field == null || !field.isSorted()) {
                throw InvalidInput.parameter(
                        "sort",
                        "unknown-field",
                        "takes " + String.join(", ", declared.sorted()) + ", each with or without -"
                                + Spelling.hint(name.replaceFirst("^-", ""), declared.sorted()));
            }
            if (keys.stream().anyMatch(key -> key.field() == field)) {
                throw InvalidInput.parameter("sort", "repeated", "names " + name + " twice");
            }
            keys.add(new Key(field, descending != (field.type() == Type.RANK)));
        }
        if (keys.getLast().field() != declared.unique()) {
            keys.add(new Key(declared.unique(), keys.getLast().descending()));
        }
        return new Sort(keys);
    }

    public boolean isBy(Field<?> field) {
        return keys.stream().anyMatch(key -> key.field() == field);
    }

    /** The same where no row is without this field. */
    public Sort present(String name) {
        return new Sort(keys.stream()
                .map(key ->
                        key.field().name().equals(name) ? new Key(key.field().present(), key.descending()) : key)
                .toList());
    }

    /** Ordered by this; without a word on nulls where there are none, so that an index can give the order. */
    String orderBy(boolean backwards) {
        return keys.stream()
                .map(key -> key.field().path()
                        + (key.isGreaterBeyond(backwards) ? "" : " desc")
                        + (key.field().nullable() ? (backwards ? " nulls first" : " nulls last") : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }
}
