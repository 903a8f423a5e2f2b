package dev.octavo.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.query.Query;

/**
 * A query for a list: each condition is added together with its value, and serves both the page and its
 * count, so that they cannot disagree. Conditions speak of the row as {@code row}.
 */
public final class Listing<E> {
    /** Up to how many an estimate counts. */
    private static final int EXACT = 10_000;

    /** How many of all rows are in memory at a time: as many as of a page. */
    private static final int AT_ONCE = 100;

    private final Class<E> type;
    private final String joins;
    private final Sort sort;
    private String beside = "";
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Conditions asked = new Conditions(values);
    private final Map<String, Supplier<Problem>> refused = new HashMap<>();
    private Fields declared = Fields.NONE;
    private List<Column<E>> columns;
    private boolean growing;

    /** What was read of a row, and the values that give its place in the order. */
    record Read<E>(E row, List<?> place) {}

    /**
     * @param joins what every row shows, such as {@code "join fetch row.author"}
     */
    public Listing(Class<E> type, String joins, Sort sort) {
        this.type = type;
        this.joins = joins;
        this.sort = sort;
    }

    /**
     * Reads these only, into rows that nothing else is known of: what is not read is null in them, and nobody may change them.
     */
    public Listing<E> reading(List<Column<E>> some) {
        columns = some;
        return this;
    }

    /** Lets a request ask what is declared, besides. */
    public Listing<E> asking(Fields fields) {
        declared = fields;
        return this;
    }

    /** But for this, whose values are not for whoever asks. */
    public Listing<E> refusing(Field<?> field, Supplier<Problem> why) {
        refused.put(field.name(), why);
        return this;
    }

    Fields declared() {
        return declared;
    }

    /** Adds what a request asks of a field: a value, or an operator, a colon and a value. */
    Listing<E> where(Field<?> field, String text, Instant now) {
        mayBeAsked(field);
        return where(asked.of(field, text, now));
    }

    /** Adds what a body asks of the fields. */
    Listing<E> where(JsonNode filter, Instant now) {
        return where(new Filter(declared, asked, this::mayBeAsked, now).of(filter));
    }

    private void mayBeAsked(Field<?> field) {
        if (refused.containsKey(field.name())) {
            throw refused.get(field.name()).get();
        }
    }

    /** Only rows whose field is this. */
    public Listing<E> equal(Field<String> field, String value) {
        return value == null ? this : where(asked.of(field, Operator.EQ, List.of(value), null));
    }

    public Listing<E> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Only rows that have to do with another source, which the conditions say; each with one there. */
    public Listing<E> beside(String source) {
        beside = ", " + source;
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

    Sort sort() {
        return sort;
    }

    /** The first rows, for what shows no further ones. */
    public List<E> first(EntityManager entities, int limit) {
        return rows(entities, null, 0, limit).stream().map(Read::row).toList();
    }

    /**
     * Rows from a place on. Those without the first key of the order are a part of their own, the last: so each part is a
     * range of an index, whose beginning is found as quickly wherever it is.
     */
    List<Read<E>> rows(EntityManager entities, Cursor after, int offset, int limit) {
        var first = sort.keys().getFirst().field();
        if (after == null || !first.nullable()) {
            return part(entities, sort, null, after, 0, offset, limit);
        }
        var present = first.path() + " is not null";
        var absent = first.path() + " is null";
        var isAbsent = after.values().getFirst() == null;
        var parts = sort.present(first.name());
        var rows = part(entities, parts, isAbsent ? absent : present, after, isAbsent ? 1 : 0, 0, limit);
        if (rows.size() == limit || isAbsent != after.backwards()) {
            return rows;
        }
        var end = new Cursor(null, after.backwards());
        var others = part(entities, parts, isAbsent ? present : absent, end, 0, 0, limit - rows.size());
        return isAbsent ? concat(others, rows) : concat(rows, others);
    }

    private List<Read<E>> part(
            EntityManager entities, Sort order, String part, Cursor after, int equal, int offset, int limit) {
        var backwards = after != null && after.backwards();
        var place = new LinkedHashMap<String, Object>();
        var where = new ArrayList<>(conditions);
        if (part != null) {
            where.add(part);
        }
        if (after != null && after.values() != null) {
            where.add(new Keyset(order, after, equal).condition(place));
        }
        var query = query(entities, where, order, backwards);
        place.forEach(query::setParameter);
        var rows = query.setFirstResult(offset).setMaxResults(limit).getResultList().stream()
                .map(this::read)
                .toList();
        return backwards ? rows.reversed() : rows;
    }

    private TypedQuery<Object[]> query(EntityManager entities, List<String> where, Sort order, boolean backwards) {
        var shown = columns == null ? Stream.of("row") : columns.stream().map(Column::path);
        var query = entities.createQuery(
                Stream.concat(
                                shown,
                                order.keys().stream().map(key -> key.field().path()))
                        .collect(Collectors.joining(", ", "select ", from(joins, where) + order.orderBy(backwards))),
                Object[].class);
        values.forEach(query::setParameter);
        return query;
    }

    /** All rows by one query, in a transaction: the database keeps what is not yet read, and the session forgets what is. */
    void all(EntityManager entities, Consumer<List<E>> each) {
        var query = query(entities, conditions, sort, false).unwrap(Query.class).setFetchSize(AT_ONCE);
        try (var rows = query.scroll(ScrollMode.FORWARD_ONLY)) {
            for (var some = some(rows); !some.isEmpty(); some = some(rows)) {
                each.accept(some);
                entities.clear();
            }
        }
    }

    private List<E> some(ScrollableResults<?> rows) {
        var some = new ArrayList<E>();
        while (some.size() < AT_ONCE && rows.next()) {
            some.add(read((Object[]) rows.get()).row());
        }
        return some;
    }

    private String from(String joins, List<String> where) {
        return " from " + type.getSimpleName() + " row " + joins + beside
                + (where.isEmpty() ? "" : " where (" + String.join(") and (", where) + ")");
    }

    private Read<E> read(Object[] values) {
        if (columns == null) {
            return new Read<>(type.cast(values[0]), Arrays.asList(values).subList(1, values.length));
        }
        var row = Column.empty(type);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).put().accept(row, values[i]);
        }
        return new Read<>(row, Arrays.asList(values).subList(columns.size(), values.length));
    }

    long count(EntityManager entities) {
        return ask(entities, "count(*)", "", "", Long.class).getSingleResult();
    }

    /** Exact while it is small, else what PostgreSQL expects, which knows nothing of another source. */
    long estimate(EntityManager entities) {
        var counted = ask(entities, "1", "", "", Integer.class)
                .setMaxResults(EXACT + 1)
                .getResultList()
                .size();
        if (counted <= EXACT || !beside.isEmpty()) {
            return counted <= EXACT ? counted : count(entities);
        }
        var id = sort.keys().getLast().field().path();
        return Math.max(counted, Plans.rows(ask(entities, "cast(%s as String)".formatted(id), "", "", String.class)));
    }

    /** How many rows have what in common. */
    List<Group> groups(EntityManager entities, Grouping by, int limit) {
        var order = by.byKey() ? "1 desc" : "3 desc, 1";
        return ask(
                        entities,
                        by.key() + ", " + by.name() + ", count(*)",
                        by.join(),
                        " group by 1, 2 order by " + order,
                        Group.class)
                .setMaxResults(limit)
                .getResultList();
    }

    private <R> TypedQuery<R> ask(EntityManager entities, String what, String joins, String then, Class<R> type) {
        var query = entities.createQuery("select " + what + from(joins, conditions) + then, type);
        values.forEach(query::setParameter);
        return query;
    }

    private static <T> List<T> concat(List<T> one, List<T> other) {
        return Stream.of(one, other).flatMap(List::stream).toList();
    }
}
