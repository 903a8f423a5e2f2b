package dev.octavo.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.octavo.http.InvalidInput;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    @ParameterizedTest
    @CsvSource({
        "2027-03-28T01:59:59, Europe/Berlin, 2027-03-28T00:59:59Z",
        "2027-03-28T03:00, Europe/Berlin, 2027-03-28T01:00:00Z",
        "2027-06-01T08:00, Europe/Berlin, 2027-06-01T06:00:00Z",
        "2027-06-01, America/New_York, 2027-06-01T04:00:00Z",
        "2027-06-01T08:00:00.123456789, UTC, 2027-06-01T08:00:00.123456Z",
        // Half an hour, and thirteen and three quarters.
        "2027-04-04T02:00, Australia/Lord_Howe, 2027-04-03T15:30:00Z",
        "2027-01-01T00:00, Pacific/Chatham, 2026-12-31T10:15:00Z"
    })
    void a_local_time_is_that_of_its_zone(String local, String zone, Instant at) {
        assertEquals(new Moment(at, zone), Moment.parse(local, zone));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-28T02:00, Europe/Berlin, 2027-03-28T03:00",
        "2027-03-28T02:59:59.999999, Europe/Berlin, 2027-03-28T03:00",
        "2027-10-03T02:15, Australia/Lord_Howe, 2027-10-03T02:30",
        // A day that there is not at all, and one that begins at one o'clock.
        "2011-12-30T12:00, Pacific/Apia, 2011-12-31T00:00",
        "2018-11-04, America/Sao_Paulo, 2018-11-04T01:00"
    })
    void a_local_time_that_is_skipped_is_refused_with_the_next_that_is_not(String local, String zone, String next) {
        var refused = assertThrows(InvalidInput.class, () -> Moment.parse(local, zone))
                .errors()
                .getFirst();
        assertEquals("/at", refused.pointer());
        assertEquals("skipped", refused.code());
        assertEquals(
                "does not exist in %s, where clocks go forward; the next time that does is %s".formatted(zone, next),
                refused.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "2027-10-31T02:30, 2027-10-31T00:30:00Z, 2027-10-31T02:30:00+02:00",
        "2027-10-31T02:30+02:00, 2027-10-31T00:30:00Z, 2027-10-31T02:30:00+02:00",
        "2027-10-31T02:30+01:00, 2027-10-31T01:30:00Z, 2027-10-31T02:30:00+01:00",
        "2027-10-31T03:00, 2027-10-31T02:00:00Z, 2027-10-31T03:00:00+01:00",
        // Even where there is no such time, it is an instant.
        "2027-03-28T02:30+01:00, 2027-03-28T01:30:00Z, 2027-03-28T03:30:00+02:00"
    })
    void of_a_time_that_there_is_twice_the_earlier_is_meant_unless_an_offset_says_otherwise(
            String text, Instant at, String shown) {
        assertEquals(at, Moment.parse(text, "Europe/Berlin").at());
        assertEquals(shown, Moment.local(at, "Europe/Berlin"));
    }

    @Test
    void an_instant_needs_no_zone_and_is_shown_in_utc_then() {
        var moment = Moment.parse("2027-06-01T08:00:00+05:30", null);
        assertEquals(new Moment(Instant.parse("2027-06-01T02:30:00Z"), "UTC"), moment);
        assertEquals("2027-06-01T02:30:00Z", Moment.local(moment.at(), moment.zone()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Atlantis", "europe/berlin", "+02:00", "UTC+2", "Z", "", "CEST"})
    void a_zone_that_there_is_not_is_named(String zone) {
        var refused = assertThrows(InvalidInput.class, () -> Moment.parse("2027-06-01T08:00:00Z", zone));
        assertEquals("/zone", refused.errors().getFirst().pointer());
        assertEquals("unknown", refused.errors().getFirst().code());
    }

    @ParameterizedTest
    @NullSource
    void a_local_time_of_no_zone_is_no_instant(String zone) {
        var refused = assertThrows(InvalidInput.class, () -> Moment.parse("2027-06-01T08:00", zone));
        assertEquals("/zone", refused.errors().getFirst().pointer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2027-02-29T00:00", "2027-06-01T24:00", "12027-01-01T00:00:00Z", "08:00"})
    void what_is_no_time_is_named(String text) {
        var refused = assertThrows(InvalidInput.class, () -> Moment.parse(text, "Europe/Berlin"));
        assertEquals("/at", refused.errors().getFirst().pointer());
    }
}
