package dev.octavo.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.http.Field;
import dev.octavo.http.Fields;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.http.Sort.Key;
import dev.octavo.http.Type;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which events a list shows. */
public record EventFilter(
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

    static final Fields FIELDS = new Fields(
            Field.of("id", Type.ID).filtered(),
            Field.of("type", Type.choice(EventType.class)).filtered(),
            Field.of("subject", Type.ID).orNull().filtered().noted("the id of what has changed"),
            Field.of("post", Type.ID).orNull().filtered().noted("the id of the post that it belongs to"),
            Field.of("actor", Type.ID).orNull().filtered().noted("the id of the account that did it"),
            Field.of("slug", Type.NAME).orNull().filtered(),
            Field.of("visibility", Type.choice(Visibility.class)).filtered(),
            Field.of("occurredAt", Type.INSTANT).filtered());

    private static final Key ID = new Key(FIELDS.unique(), false);
    private static final Sort NEWEST_FIRST = Sort.by(FIELDS.unique(), true);
    private static final Sort BY_POSITION = new Sort(List.of(new Key(Field.of("xid", Type.COUNT), false), ID));

    Listing<Event> select() {
        var events = sort == Order.NEWEST_FIRST
                ? new Listing<>(Event.class, "", NEWEST_FIRST)
                : new Listing<>(Event.class, "", BY_POSITION)
                        .growing()
                        .where("row.xid < :settled", "settled", Event.settled());
        return events.asking(FIELDS);
    }
}
