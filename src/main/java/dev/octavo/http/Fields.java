package dev.octavo.http;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a list can be asked. A feature declares it once, as {@code FIELDS} of the record of its list's parameters: what is in it is
 * taken as a parameter, read from the request, and described in the document, without further ado.
 */
public final class Fields {
    static final Fields NONE = new Fields(Field.of("id", Type.ID));

    private final Map<String, Field<?>> all;
    private final Field<?> unique;

    /**
     * @param unique what ends every order, so that no two rows are equal
     */
    public Fields(Field<?> unique, Field<?>... others) {
        this.unique = unique;
        this.all = new LinkedHashMap<>();
        all.put(unique.name(), unique);
        Arrays.stream(others).forEach(field -> all.put(field.name(), field));
    }

    /** These, and one more that some requests can use. */
    public Fields and(Field<?> field) {
        return new Fields(
                unique, Stream.concat(all.values().stream(), Stream.of(field)).toArray(Field<?>[]::new));
    }

    /** Those that a class declares, if it does. */
    static Fields of(Class<?> parameters) {
        try {
            var declared = parameters.getDeclaredField("FIELDS");
            declared.setAccessible(true);
            return (Fields) declared.get(null);
        } catch (NoSuchFieldException e) {
            return NONE;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    Field<?> named(String name) {
        return all.get(name);
    }

    public Field<?> unique() {
        return unique;
    }

    Collection<Field<?>> filtered() {
        return all.values().stream().filter(Field::isFiltered).toList();
    }

    /** The names of those by which rows can be ordered. */
    Collection<String> sorted() {
        return names(Field::isSorted);
    }

    private Collection<String> names(Predicate<Field<?>> which) {
        return all.values().stream().filter(which).map(Field::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
