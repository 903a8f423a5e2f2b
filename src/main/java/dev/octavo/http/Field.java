package dev.octavo.http;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a list knows of its rows: a column, or something that they are related to. Its name is the one that it has in answers.
 *
 * @param path where it stands in HQL, which calls a row {@code row}; of a relation that a row may be without, what is null then
 * @param nullable whether a row may be without it; such rows come last, in either direction
 * @param relation of what a row has several of, or elsewhere: the condition under which one of them passes a test, which is
 *     given as a function of a path; null for a column
 * @param stored what the database keeps instead of what clients write
 * @param note what is to be said of it in the document, or null
 */
public record Field<T>(
        String name,
        String path,
        Type<T> type,
        boolean nullable,
        boolean isFiltered,
        boolean isSorted,
        Function<UnaryOperator<String>, String> relation,
        Function<? super T, ?> stored,
        String note) {

    /** A column that has the same name. */
    public static <T> Field<T> of(String name, Type<T> type) {
        return new Field<>(name, "row." + name, type, false, false, false, null, Function.identity(), null);
    }

    public static <T> Field<T> relation(String name, Type<T> type, Function<UnaryOperator<String>, String> relation) {
        return new Field<>(name, null, type, true, true, false, relation, Function.identity(), null);
    }

    public Field<T> at(String elsewhere) {
        return new Field<>(name, elsewhere, type, nullable, isFiltered, isSorted, relation, stored, note);
    }

    public Field<T> orNull() {
        return new Field<>(name, path, type, true, isFiltered, isSorted, relation, stored, note);
    }

    /** The same where every row has it. */
    public Field<T> present() {
        return new Field<>(name, path, type, false, isFiltered, isSorted, relation, stored, note);
    }

    /** Lists can be filtered by it: an index finds the rows. */
    public Field<T> filtered() {
        return new Field<>(name, path, type, nullable, true, isSorted, relation, stored, note);
    }

    /** Lists can be ordered by it: an index gives the order. */
    public Field<T> sorted() {
        return new Field<>(name, path, type, nullable, isFiltered, true, relation, stored, note);
    }

    public Field<T> stored(Function<? super T, ?> as) {
        return new Field<>(name, path, type, nullable, isFiltered, isSorted, relation, as, note);
    }

    public Field<T> noted(String words) {
        return new Field<>(name, path, type, nullable, isFiltered, isSorted, relation, stored, words);
    }
}
