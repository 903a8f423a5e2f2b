package dev.octavo.http;

import static dev.octavo.http.Operator.CONTAINS;
import static dev.octavo.http.Operator.EQ;
import static dev.octavo.http.Operator.EXISTS;
import static dev.octavo.http.Operator.IN;
import static dev.octavo.http.Operator.NE;
import static dev.octavo.http.Operator.NIN;
import static dev.octavo.http.Operator.STARTS_WITH;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Values that stand in URLs.
 *
 * @param rule what they must be, to go on after the name of what is not
 * @param parse from the text, at a time
 * @param operators what can be asked of them
 */
public record Type<T>(String rule, BiFunction<String, Instant, T> parse, Set<Operator> operators) {
    private static final Set<Operator> NAMES = EnumSet.of(EQ, NE, IN, NIN, EXISTS);
    private static final Set<Operator> ORDERED = EnumSet.complementOf(EnumSet.of(CONTAINS, STARTS_WITH));
    private static final Pattern RELATIVE = Pattern.compile("now(?:([+-])([0-9]{1,6})([smhdw]))?");

    public static final Type<String> TEXT =
            new Type<>("must be a text", (text, now) -> text, EnumSet.allOf(Operator.class));
    /** A text that is known as a whole. */
    public static final Type<String> NAME = new Type<>("must be a name", (text, now) -> text, NAMES);

    public static final Type<Integer> INTEGER = of("must be a whole number", Type::integer, ORDERED);
    /** What goes on being counted, for places in an order only. */
    public static final Type<Long> COUNT = of("must be a whole number", Long::valueOf, ORDERED);

    public static final Type<Boolean> TRUTH = of("must be true or false", Type::bool, EnumSet.of(EQ, NE));
    public static final Type<UUID> ID =
            of("must be an id", text -> Ids.read(text).orElseThrow(IllegalArgumentException::new), NAMES);
    public static final Type<Instant> INSTANT = new Type<>(
            "must be a date such as 2026-11-22, 2026-11-22T09:30:00Z or now-30d (s, m, h, d, w)",
            Type::instant,
            ORDERED);

    /** How good something is, which only orders: the best comes first, and after {@code -} the worst. */
    public static final Type<Float> RANK = of("must be a number", Float::valueOf, EnumSet.noneOf(Operator.class));

    /** The constants of an enumeration, as they are called in JSON. */
    public static <T> Type<T> choice(Class<T> names) {
        return of("must be one of " + Json.names(names), text -> names.cast(Json.named(names, text)), NAMES);
    }

    private static <T> Type<T> of(String rule, Function<String, T> parse, Set<Operator> operators) {
        return new Type<>(rule, (text, now) -> parse.apply(text), operators);
    }

    /**
     * @throws IllegalArgumentException if the text stands for no such value
     */
    public T read(String text, Instant now) {
        try {
            return parse.apply(text, now);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Integer integer(String text) {
        if (!text.matches("-?(0|[1-9][0-9]*)")) {
            throw new IllegalArgumentException(text);
        }
        return Integer.valueOf(text);
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Instant instant(String text, Instant now) {
        var relative = RELATIVE.matcher(text);
        if (now == null || !relative.matches()) {
            return Instants.parse(text);
        }
        if (relative.group(1) == null) {
            return now;
        }
        var unit = switch (relative.group(3)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
        var distance = unit.multipliedBy(Long.parseLong(relative.group(2)));
        return Instants.parse((relative.group(1).equals("-") ? now.minus(distance) : now.plus(distance)).toString());
    }
}
