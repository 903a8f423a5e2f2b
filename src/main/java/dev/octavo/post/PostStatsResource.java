package dev.octavo.post;

import dev.octavo.account.Viewer;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Pages;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts posts by what they have in common. */
@Path(PostResource.PATH + "/stats")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Posts")
public class PostStatsResource {
    private final Viewer viewer;
    private final Pages pages;

    PostStatsResource(Viewer viewer, Pages pages) {
        this.viewer = viewer;
        this.pages = pages;
    }

    /** By what, and how many groups. */
    public record Wanted(
            @QueryParam("group")
            @DefaultValue("month")
            @Parameter(
                    description =
                            "By the time of publication, in UTC: `2026-11-22`, `2026-W47` (ISO 8601), `2026-11`, `2026`, "
                                    + "the last first, without posts that have no such time. Or by `tag`, `author` or `status`, the most frequent first; "
                                    + "a post counts under each of its tags and authors")
            PostGroup group,

            @QueryParam("limit")
            @DefaultValue("100")
            @Min(1)
            @Max(1_000)
            @Parameter(description = "How many groups there are at most")
            int limit) {}

    @GET
    @PermitAll
    @Operation(
            operationId = "countPosts",
            summary = "Count posts by day, week, month, year, tag, author or status",
            description = "Of those that a list with the same parameters shows. `sort` is for lists, and a 400 here.")
    public PostStats count(@Valid @BeanParam PostFilter filter, @Valid @BeanParam Wanted wanted) {
        if (filter.sort() != null) {
            throw InvalidInput.parameter("sort", "conflicting", "is for lists: groups have an order of their own");
        }
        var posts = filter.select(viewer);
        switch (wanted.group()) {
            case DAY, WEEK, MONTH, YEAR -> posts.where("row.publishedAt is not null");
            case STATUS -> posts.with("now", viewer.now());
            case TAG, AUTHOR -> {}
        }
        return new PostStats(pages.count(posts, wanted.group().grouping, wanted.limit()));
    }
}
