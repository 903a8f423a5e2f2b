package dev.octavo.post;

import dev.octavo.http.Instants;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dates as people write them in front matter: ISO 8601, the header form of e-mail, or in English words; UTC unless they say otherwise. */
final class Dates {
    private static final Pattern ORDINAL = Pattern.compile("(?<=\\d)(st|nd|rd|th)\\b");
    private static final List<DateTimeFormatter> FORMS = Stream.of(
                    "MMMM d[,] uuuu",
                    "MMM d[,] uuuu",
                    "d MMMM uuuu",
                    "d MMM uuuu",
                    "uuuu/M/d",
                    "EEEE, MMMM d, uuuu",
                    "EEE, d MMM uuuu")
            .map(date -> date + "['T'][','][ ]['at '][h:mm[:ss][ ]a][H:mm[:ss]][ ][zzz][xx]")
            .map(Dates::formatter)
            .toList();

    private Dates() {}

    /**
     * @throws DateTimeException if it is in none of these forms
     */
    static Instant parse(String text) {
        try {
            return Instants.parse(text.strip());
        } catch (DateTimeException notIso) {
            var plain = ORDINAL.matcher(text.strip()).replaceAll("");
            return FORMS.stream().flatMap(form -> read(form, plain)).findFirst().orElseThrow(() -> notIso);
        }
    }

    private static Stream<Instant> read(DateTimeFormatter form, String text) {
        try {
            var read = form.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            // Through ISO again, for its limits.
            return Stream.of(Instants.parse(
                    switch (read) {
                        case ZonedDateTime time -> time.toInstant().toString();
                        case LocalDateTime time ->
                            time.toInstant(ZoneOffset.UTC).toString();
                        default -> read.toString();
                    }));
        } catch (DateTimeException e) {
            return Stream.empty();
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
