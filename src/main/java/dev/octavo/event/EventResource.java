package dev.octavo.event;

import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Shape;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit log. */
@Path("/api/v1/events")
@RunOnVirtualThread
@Tag(name = "Events", description = "What has happened, and who did it")
public class EventResource {
    /** The scope that reading needs. {@code account}, which may use this package and not the other way round, gives it to admins. */
    public static final String SCOPE = "events";

    private final Pages pages;

    EventResource(Pages pages) {
        this.pages = pages;
    }

    @GET
    @PermissionsAllowed(SCOPE)
    @Operation(
            operationId = "listEvents",
            summary = "List what has happened, the newest first",
            description = "Ids and slugs only, no contents.")
    public PageOf<EventView> list(
            @Valid @BeanParam EventFilter filter, @BeanParam Shape shape, @Valid @BeanParam PageRequest page) {
        shape.of(EventView.class);
        return pages.read(filter.select(), page).map(EventView::of);
    }
}
