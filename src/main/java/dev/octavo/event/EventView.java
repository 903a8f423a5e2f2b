package dev.octavo.event;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event, as admins see it. */
@Schema(name = "Event", additionalProperties = Schema.False.class)
public record EventView(
        @Schema(required = true) UUID id,
        @Schema(required = true) Instant occurredAt,

        @Schema(required = true, examples = "post.published")
        EventType type,

        @Schema(required = true, nullable = true, description = "The id of what has changed; null for the site")
        UUID subject,

        @Schema(
                required = true,
                nullable = true,
                description = "Of a comment, a preview or a schedule the id of its post")
        UUID post,

        @Schema(
                required = true,
                nullable = true,
                description = "The id of the account that did it; null for a guest, and for what Octavo does by itself")
        UUID actor,

        @Schema(required = true) Visibility visibility,

        @Schema(
                required = true,
                nullable = true,
                description = "Of a post, a tag or a category, at that time",
                examples = "hello-octavo")
        String slug,

        @Schema(
                required = true,
                nullable = true,
                description = "Where it has another one since then; of a merge, of the tag that is no more")
        String formerSlug) {

    static EventView of(Event event) {
        return new EventView(
                event.id,
                event.occurredAt,
                event.type,
                event.subject,
                event.post,
                event.actor,
                event.visibility,
                event.slug,
                event.formerSlug);
    }
}
