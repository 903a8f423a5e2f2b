package dev.octavo.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Changes;
import dev.octavo.http.EntityTags;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is to come of all posts. */
@Path(ScheduleResource.PATH)
@RunOnVirtualThread
@Tag(name = "Schedules")
public class ScheduleResource {
    static final String PATH = "/api/v1/schedules";

    private static final Changes.Rules<NewSchedule> RULES =
            new Changes.Rules<>(NewSchedule.class, Map.of(), Set.of("post"));

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;
    private final Changes changes;

    ScheduleResource(Viewer viewer, Pages pages, EntityTags tags, Changes changes) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(
            operationId = "listSchedules",
            summary = "List what is to come, the soonest first",
            description = "Of all posts outside the trash for editors, of their own for authors.")
    public PageOf<ScheduleView> list(@Valid @BeanParam PageRequest page) {
        return pages.read(Schedule.listing(viewer), page).map(schedule -> ScheduleView.of(schedule, viewer));
    }

    @GET
    @Path("{schedule}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(
            operationId = "getSchedule",
            summary = "Read what is to come of a post",
            description = "When it has happened there is no such schedule any more, but an event.")
    public ScheduleView get(@PathParam("schedule") UUID id) {
        return ScheduleView.of(Schedule.of(viewer, id), viewer);
    }

    @PATCH
    @Path("{schedule}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "updateSchedule",
            summary = "Change when, or what readers will see",
            description =
                    "A JSON merge patch (RFC 7396). A local time is meant in the zone that is there, or in one given with it; another zone "
                            + "alone leaves the instant as it is.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewSchedule.class)))
    public ScheduleView update(@PathParam("schedule") UUID id, @NotNull ObjectNode patch) {
        var schedule = locked(id);
        schedule.change(changes.merge(RULES, patch, ScheduleView.of(schedule, viewer)), viewer);
        Schedule.flush();
        return ScheduleView.of(schedule, viewer);
    }

    @DELETE
    @Path("{schedule}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "cancelSchedule",
            summary = "Cancel what is to come of a post",
            description = "A post that was to be published is a draft again.")
    public void cancel(@PathParam("schedule") UUID id) {
        locked(id).cancel(viewer.now());
    }

    private Schedule locked(UUID id) {
        var schedule = Schedule.locked(viewer, id);
        tags.check(schedule.version, () -> ScheduleView.of(schedule, viewer));
        return schedule;
    }
}
