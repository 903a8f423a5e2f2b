package dev.octavo.http;

import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * A column that a list reads, and where it goes.
 *
 * @param path where it stands in HQL, which calls a row {@code row}
 */
public record Column<E>(String path, BiConsumer<E, Object> put) {
    /** An attribute of an entity that is called so in Java and in HQL. */
    public static <E> Column<E> of(Class<E> type, String attribute) {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            var found = Arrays.stream(declaring.getDeclaredFields())
                    .filter(one -> one.getName().equals(attribute))
                    .findFirst();
            if (found.isPresent()) {
                var field = found.get();
                field.setAccessible(true);
                return new Column<>("row." + attribute, (row, value) -> {
                    try {
                        field.set(row, value);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        }
        throw new IllegalArgumentException(type + " has no " + attribute);
    }

    /** A row of which nothing is known. */
    public static <E> E empty(Class<E> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
