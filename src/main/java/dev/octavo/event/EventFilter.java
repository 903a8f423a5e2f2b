package dev.octavo.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.http.Field;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which events a list shows. */
public record EventFilter(
        @QueryParam("type") EventType type,

        @QueryParam("subject") @Parameter(description = "The id of what has changed")
        UUID subject,

        @QueryParam("actor") @Parameter(description = "The id of the account that did it")
        UUID actor,

        @QueryParam("since")
        @Parameter(
                description = "What happened then or later",
                schema = @Schema(implementation = String.class, format = "date-time"),
                example = "2026-11-22T09:30:00Z")
        Instant since,

        @QueryParam("sort")
        @DefaultValue("-occurredAt")
        @Parameter(
                description =
                        "The newest first; or by `position`, so that whoever goes from page to page gets each event once and passes over none, in the order in which changes were settled. The last page's `next` leads to what is yet to come")
        Order sort) {

    /** What {@code sort} takes. */
    @Schema(name = "EventOrder")
    public enum Order {
        @JsonProperty("-occurredAt")
        NEWEST_FIRST,
        @JsonProperty("position")
        BY_POSITION
    }

    private static final Field<Event> ID = Field.of("row.id", event -> event.id, UUID::fromString);
    private static final Field<Event> TRANSACTION = Field.of("row.xid", event -> event.xid, Long::valueOf);
    private static final Sort<Event> NEWEST_FIRST = new Sort<>(List.of(new Sort.Key<>(ID, true)));
    private static final Sort<Event> BY_POSITION =
            new Sort<>(List.of(new Sort.Key<>(TRANSACTION, false), new Sort.Key<>(ID, false)));

    Listing<Event> select() {
        var events = sort == Order.NEWEST_FIRST
                ? new Listing<>(Event.class, "", NEWEST_FIRST)
                : new Listing<>(Event.class, "", BY_POSITION)
                        .growing()
                        .where("row.xid < :settled", "settled", Event.settled());
        return events.where("row.type = :type", "type", type)
                .where("row.subject = :subject", "subject", subject)
                .where("row.actor = :actor", "actor", actor)
                .where("row.occurredAt >= :since", "since", since);
    }
}
