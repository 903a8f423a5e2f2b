package dev.octavo.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;

/** Reads points in time as clients write them: ISO 8601, UTC where no offset is given, the years 1 to 9999. */
public final class Instants {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' '][XXX][XX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Instants() {}

    /**
     * @return the instant, in microseconds as PostgreSQL keeps it
     * @throws DateTimeException if the text is none, or lies outside the years 1 to 9999
     */
    public static Instant parse(String text) {
        return parse(text, local -> local.toInstant(ZoneOffset.UTC));
    }

    /** The same, where a text without an offset means an instant that the caller knows. */
    public static Instant parse(String text, Function<LocalDateTime, Instant> local) {
        var instant = switch (ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> local.apply(time);
            case LocalDate date -> local.apply(date.atStartOfDay());
            default -> throw new DateTimeException("not a date: " + text);
        };
        var year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new DateTimeException("year out of range: " + text);
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
