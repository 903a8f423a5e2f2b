package dev.octavo.post;

import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.EntityTags;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether, and since when, readers see a post. */
@Path(PostResource.PATH + "/{post}/publication")
@RunOnVirtualThread
@Tag(name = "Posts")
public class PublicationResource {
    private final Viewer viewer;
    private final EntityTags tags;

    PublicationResource(Viewer viewer, EntityTags tags) {
        this.viewer = viewer;
        this.tags = tags;
    }

    /** When to show a post. */
    @Schema(name = "Publication", additionalProperties = Schema.False.class)
    public record Publication(
            @Schema(
                    implementation = String.class,
                    nullable = true,
                    description = "Without it now, or as it was if readers see the post already",
                    examples = "2026-12-01T08:00:00Z")
            Instant at) {}

    @PUT
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "publishPost",
            summary = "Publish a post",
            description = "Shows what was saved last, now or from an instant on.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Publication.class)))
    public PostView publish(@PathParam("post") PostRef ref, Publication publication) {
        var post = Post.editableBy(viewer, ref, tags);
        post.publish(publication == null ? null : publication.at(), viewer.now());
        Post.flush();
        return PostView.of(post, viewer);
    }

    @DELETE
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(operationId = "unpublishPost", summary = "Make a post a draft again")
    public void unpublish(@PathParam("post") PostRef ref) {
        Post.editableBy(viewer, ref, tags).unpublish(viewer.now());
    }
}
