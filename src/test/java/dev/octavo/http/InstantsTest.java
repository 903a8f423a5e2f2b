package dev.octavo.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:30:00Z, 2026-11-22T09:30:00Z",
        "2026-11-22T09:30:00+02:00, 2026-11-22T07:30:00Z",
        "2026-11-22T09:30, 2026-11-22T09:30:00Z",
        "2026-11-22 09:30:00, 2026-11-22T09:30:00Z",
        "2026-11-22, 2026-11-22T00:00:00Z",
        "2026-11-22T09:30:00.123456789Z, 2026-11-22T09:30:00.123456Z",
    })
    void iso_dates_are_utc_without_an_offset_and_keep_microseconds(String text, Instant instant) {
        assertEquals(instant, Instants.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-13-01",
                "2026-02-30",
                "+10000-01-01T00:00:00Z",
                "0000-12-31",
                "-0001-01-01",
                "1700000000",
                "2026-11-22T25:00:00Z"
            })
    void what_is_no_date_or_cannot_be_stored_is_refused(String text) {
        assertThrows(DateTimeException.class, () -> Instants.parse(text));
    }
}
