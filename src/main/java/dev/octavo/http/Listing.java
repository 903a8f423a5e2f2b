package dev.octavo.http;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query for a list: each condition is added together with its value, and serves both the page and its
 * count, so that they cannot disagree. Conditions speak of the row as {@code row}.
 */
public final class Listing<E> {
    private final Class<E> type;
    private final String fetches;
    private final Sort<E> sort;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private boolean growing;

    /**
     * @param fetches joins that bring what every row shows, such as {@code "join fetch row.author"}
     */
    public Listing(Class<E> type, String fetches, Sort<E> sort) {
        this.type = type;
        this.fetches = fetches;
        this.sort = sort;
    }

    public Listing<E> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a condition on a value; without a value there is no condition. */
    public Listing<E> where(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    /** A further value of a condition. */
    public Listing<E> with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Says that rows are added at the end only: the last page links to where they will be, so that a reader can go on. */
    public Listing<E> growing() {
        growing = true;
        return this;
    }

    boolean isGrowing() {
        return growing;
    }

    Sort<E> sort() {
        return sort;
    }

    /** The first rows, for what shows no further ones. */
    public List<E> first(EntityManager entities, int limit) {
        return rows(entities, null, 0, limit);
    }

    List<E> rows(EntityManager entities, Cursor after, int offset, int limit) {
        var backwards = after != null && after.backwards();
        var place = new LinkedHashMap<String, Object>();
        var where = new ArrayList<>(conditions);
        if (after != null) {
            where.add(beyond(after, place));
        }
        var query = entities.createQuery(
                "select row from " + type.getSimpleName() + " row " + fetches + clause(where) + sort.orderBy(backwards),
                type);
        bind(query, place);
        var rows = query.setFirstResult(offset).setMaxResults(limit).getResultList();
        return backwards ? rows.reversed() : rows;
    }

    long count(EntityManager entities) {
        var query = entities.createQuery(
                "select count(*) from " + type.getSimpleName() + " row" + clause(conditions), Long.class);
        bind(query, Map.of());
        return query.getSingleResult();
    }

    private void bind(TypedQuery<?> query, Map<String, Object> place) {
        values.forEach(query::setParameter);
        place.forEach(query::setParameter);
    }

    private static String clause(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where (" + String.join(") and (", conditions) + ")";
    }

    /**
     * Rows beyond the cursor, key by key: those beyond in the first key, or equal in it and beyond in the next, and so on.
     * Nulls count as the greatest value forwards, so that they are last.
     */
    private String beyond(Cursor cursor, Map<String, Object> place) {
        var alternatives = new ArrayList<String>();
        var equal = new StringBuilder();
        for (int i = 0; i < sort.keys().size(); i++) {
            var field = sort.keys().get(i).field();
            var path = field.path();
            var text = cursor.values().get(i);
            var name = "cursor" + i;
            var greater = sort.keys().get(i).descending() == cursor.backwards();
            if (text == null) {
                if (cursor.backwards()) {
                    alternatives.add(equal + path + " is not null");
                }
                equal.append(path).append(" is null and ");
                continue;
            }
            place.put(name, field.parse().apply(text));
            var further = path + (greater ? " > :" : " < :") + name;
            alternatives.add(equal
                    + (field.nullable() && !cursor.backwards()
                            ? "(" + further + " or " + path + " is null)"
                            : further));
            equal.append(path).append(" = :").append(name).append(" and ");
        }
        return bound(cursor, alternatives);
    }

    /** The first key's bound once more, by itself: an index can start there, which it cannot with the alternatives. */
    private String bound(Cursor cursor, List<String> alternatives) {
        var first = sort.keys().getFirst();
        var greater = first.descending() == cursor.backwards();
        return first.field().nullable()
                ? String.join(" or ", alternatives)
                : first.field().path() + (greater ? " >= " : " <= ") + ":cursor0 and ("
                        + String.join(" or ", alternatives) + ")";
    }
}
