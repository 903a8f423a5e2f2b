package dev.octavo.post;

import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Created;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What is to come of a post. */
@Path(PostResource.PATH + "/{post}/schedules")
@RunOnVirtualThread
@Tag(name = "Schedules", description = "Publish, update and unpublish at a time to come")
public class PostScheduleResource {
    private final Viewer viewer;
    private final Pages pages;

    PostScheduleResource(Viewer viewer, Pages pages) {
        this.viewer = viewer;
        this.pages = pages;
    }

    @GET
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(
            operationId = "listPostSchedules",
            summary = "List what is to come of a post, the soonest first",
            description = "For those who may edit it.")
    public PageOf<ScheduleView> list(@PathParam("post") PostRef ref, @Valid @BeanParam PageRequest page) {
        var post = Post.visibleTo(viewer, ref).mustBeEditableBy(viewer);
        return pages.read(Schedule.listing(post), page).map(schedule -> ScheduleView.of(schedule, viewer));
    }

    @POST
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "createSchedule",
            summary = "Publish, update or unpublish a post at a time to come",
            description = """
                    `publish` and `unpublish` are exact: readers see the post from that instant on, or until then. `update` puts a \
                    prepared revision before readers about a second later. A post has one of the first two each, and any \
                    number of updates. In the trash nothing happens; what was due meanwhile happens when the post is restored.""")
    public RestResponse<ScheduleView> create(@PathParam("post") PostRef ref, @Valid @NotNull NewSchedule wanted) {
        var schedule = Schedule.plan(Post.lockedFor(viewer, ref), wanted, viewer);
        Schedule.flush();
        var view = ScheduleView.of(schedule, viewer);
        return Created.at(view.links().self(), view);
    }
}
