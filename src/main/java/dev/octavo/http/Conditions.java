package dev.octavo.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a client asks of the fields of a list, in HQL: all that it says is a value of a parameter. */
final class Conditions {
    private static final int MOST = 50;
    private static final int MOST_VALUES = 200;

    /** Comes before a letter that stands for itself. The usual one would have to be doubled on its way. */
    private static final String ESCAPE = "!";

    private final Map<String, Object> values;
    private int count;

    /**
     * @param values where those of the parameters go
     */
    Conditions(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * As a parameter of the query says it.
     *
     * @param text a value, or an operator, a colon and a value
     */
    String of(Field<?> field, String text, Instant now) {
        var colon = text.indexOf(':');
        var operator = colon < 0 ? null : Operator.of(text.substring(0, colon)).orElse(null);
        return operator == null
                ? of(field, Operator.EQ, List.of(text), now)
                : of(
                        field,
                        operator,
                        operator.takesList()
                                ? Arrays.asList(text.substring(colon + 1).split(",", -1))
                                : List.of(text.substring(colon + 1)),
                        now);
    }

    /**
     * @throws InvalidInput if it cannot be asked, or there is too much of it
     */
    String of(Field<?> field, Operator operator, List<String> texts, Instant now) {
        if (++count > MOST) {
            throw invalid(field, "too-many", "is one condition too many: a list takes " + MOST);
        }
        if (!field.type().operators().contains(operator)) {
            throw invalid(field, "unknown-operator", "takes " + names(field) + ", not " + operator);
        }
        if (texts.size() > MOST_VALUES) {
            throw invalid(field, "too-many", "has more than " + MOST_VALUES + " values");
        }
        return operator == Operator.EXISTS
                ? exists(field, read(field, Type.TRUTH, texts.getFirst(), now))
                : test(field, operator, texts, now);
    }

    private static String names(Field<?> field) {
        return field.type().operators().stream().map(Operator::toString).collect(Collectors.joining(", "));
    }

    private String exists(Field<?> field, boolean wanted) {
        if (!field.nullable()) {
            // Known without reading all of them.
            return wanted ? "1 = 1" : "1 = 0";
        }
        return within(field, path -> path + " is not null", !wanted);
    }

    private String test(Field<?> field, Operator operator, List<String> texts, Instant now) {
        if (operator == Operator.CONTAINS || operator == Operator.STARTS_WITH) {
            var text = read(field, Type.TEXT, texts.getFirst(), now);
            if (operator == Operator.CONTAINS && text.codePointCount(0, text.length()) < 3) {
                throw invalid(field, "too-short", "needs three letters after contains:");
            }
            var pattern = (operator == Operator.CONTAINS ? "%" : "")
                    + text.replaceAll("[%_" + ESCAPE + "]", ESCAPE + "$0") + "%";
            return within(field, path -> path + " ilike :" + parameter(pattern) + " escape '" + ESCAPE + "'", false);
        }
        var wanted = texts.stream().flatMap(text -> value(field, text, now)).toList();
        if (wanted.getFirst() instanceof Boolean truth) {
            // Spelled out, because an index of a part of the rows serves no parameter.
            return within(field, path -> truth == (operator == Operator.EQ) ? path : "not " + path, false);
        }
        return switch (operator) {
            case EQ, NE, IN, NIN ->
                within(
                        field,
                        path -> wanted.size() == 1
                                ? path + " = :" + parameter(wanted.getFirst())
                                : path + " in (:" + parameter(wanted) + ")",
                        operator.isNegative());
            case LT -> within(field, path -> path + " < :" + parameter(wanted.getFirst()), false);
            case LTE -> within(field, path -> path + " <= :" + parameter(wanted.getFirst()), false);
            case GT -> within(field, path -> path + " > :" + parameter(wanted.getFirst()), false);
            case GTE -> within(field, path -> path + " >= :" + parameter(wanted.getFirst()), false);
            default -> throw new IllegalStateException(operator.toString());
        };
    }

    /** A row without a value is none of those that a test is about, and so one of the others. */
    private static String within(Field<?> field, UnaryOperator<String> test, boolean negated) {
        var positive = field.relation() == null
                ? test.apply(field.path())
                : field.relation().apply(test);
        if (!negated) {
            return positive;
        }
        return field.path() != null && field.nullable() && !positive.equals(field.path() + " is not null")
                ? "(" + field.path() + " is null or not (" + positive + "))"
                : "not (" + positive + ")";
    }

    /** Several, where the database keeps several of what has one name. */
    private static <T> Stream<?> value(Field<T> field, String text, Instant now) {
        var value = field.stored().apply(read(field, field.type(), text, now));
        return value instanceof Collection<?> many ? many.stream() : Stream.of(value);
    }

    private static <T> T read(Field<?> field, Type<T> type, String text, Instant now) {
        try {
            if (text.isEmpty() || !Json.isStorable(text)) {
                throw new IllegalArgumentException(text);
            }
            return type.read(text, now);
        } catch (IllegalArgumentException e) {
            throw invalid(field, "wrong-type", type.rule());
        }
    }

    private String parameter(Object value) {
        var name = "asked" + values.size();
        values.put(name, value);
        return name;
    }

    private static InvalidInput invalid(Field<?> field, String code, String detail) {
        return InvalidInput.parameter(field.name(), code, detail);
    }
}
