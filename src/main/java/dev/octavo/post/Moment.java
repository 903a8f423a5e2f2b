package dev.octavo.post;

import dev.octavo.http.Instants;
import dev.octavo.http.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** An instant, and the time zone in which somebody means it. */
record Moment(Instant at, String zone) {
    /**
     * A local time that there is twice, because clocks go back, is the earlier one; an offset says which is meant.
     *
     * @param at with an offset, or local in the zone
     * @param zone of the IANA; UTC without it, if there is an offset
     * @throws InvalidInput if the zone is unknown, or there is no such time in it
     */
    static Moment parse(String at, String zone) {
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw InvalidInput.at("/zone", "unknown", "must be a time zone of the IANA such as Europe/Berlin");
        }
        try {
            return new Moment(Instants.parse(at, local -> instant(local, zone)), zone == null ? "UTC" : zone);
        } catch (DateTimeException e) {
            throw InvalidInput.at(
                    "/at",
                    "invalid-time",
                    "must be an instant such as 2026-11-22T09:30:00Z, or a local time such as 2026-11-22T09:30 with a zone");
        }
    }

    /** What a clock there shows, with its offset from UTC. */
    static String local(Instant at, String zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZoneId.of(zone)));
    }

    private static Instant instant(LocalDateTime local, String zone) {
        if (zone == null) {
            throw InvalidInput.at("/zone", "missing", "must say in which zone that is, or at must carry an offset");
        }
        var rules = ZoneId.of(zone).getRules();
        var offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw InvalidInput.at(
                    "/at",
                    "skipped",
                    "does not exist in %s, where clocks go forward; the next time that does is %s"
                            .formatted(zone, rules.getTransition(local).getDateTimeAfter()));
        }
        return local.toInstant(offsets.getFirst());
    }
}
