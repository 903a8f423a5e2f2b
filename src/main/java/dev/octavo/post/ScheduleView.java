package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.account.Viewer;
import dev.octavo.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to come of a post. */
@Schema(name = "Schedule", additionalProperties = Schema.False.class)
public record ScheduleView(
        @Schema(required = true) UUID id,
        @Schema(required = true) NewSchedule.Action action,
        @Schema(required = true) Instant at,

        @Schema(required = true, examples = "Europe/Berlin") String zone,

        @Schema(
                required = true,
                format = "date-time",
                description = "The same instant, as a clock in the zone shows it",
                examples = "2030-03-31T08:00:00+02:00")
        String localTime,

        @Schema(required = true, nullable = true, description = "Of an update: what readers are to see")
        UUID revision,

        @Schema(required = true) Post post,
        @Schema(required = true) Links links,
        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements Versioned {

    /** Which post it is. */
    @Schema(name = "ScheduledPost", additionalProperties = Schema.False.class)
    public record Post(
            @Schema(required = true) UUID id,

            @Schema(required = true, examples = "hello-octavo")
            String slug,

            @Schema(required = true, examples = "Hello, Octavo")
            String title) {}

    /** As absolute-path references. */
    @Schema(name = "ScheduleLinks", additionalProperties = Schema.False.class)
    public record Links(
            @Schema(required = true, format = "uri-reference")
            String self,

            @Schema(required = true, format = "uri-reference")
            String post) {}

    static ScheduleView of(Schedule schedule, Viewer viewer) {
        var post = schedule.post;
        return new ScheduleView(
                schedule.id,
                schedule.action,
                schedule.dueAt,
                schedule.zone,
                Moment.local(schedule.dueAt, schedule.zone),
                schedule.revision == null ? null : schedule.revision.id,
                new Post(post.id, post.slug, post.title),
                new Links(
                        viewer.link(ScheduleResource.PATH + "/" + schedule.id),
                        viewer.link(PostResource.PATH + "/" + post.id)),
                schedule.version);
    }
}
