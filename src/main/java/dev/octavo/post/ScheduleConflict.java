package dev.octavo.post;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** What is asked for contradicts what the post is, or is to be. */
final class ScheduleConflict extends Problem {
    ScheduleConflict(String why) {
        super(Status.CONFLICT, "schedule-conflict", why);
    }
}
