package dev.octavo.post;

import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.EntityTags;
import dev.octavo.http.InvalidInput;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was saved of a post and readers do not see. */
@Path(PostResource.PATH + "/{post}/working-copy")
@RunOnVirtualThread
@Tag(name = "Posts")
public class WorkingCopyResource {
    private final Viewer viewer;
    private final EntityTags tags;
    private final Retention retention;

    WorkingCopyResource(Viewer viewer, EntityTags tags, Retention retention) {
        this.viewer = viewer;
        this.tags = tags;
        this.retention = retention;
    }

    /** Which revision to go back to. */
    @Schema(name = "Restoration", additionalProperties = Schema.False.class)
    public record Restoration(@NotNull UUID revision) {}

    @PUT
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "restoreRevision",
            summary = "Go back to a revision",
            description = "Saves once more what it says. Readers of a published post see it when it is published.")
    public PostView restore(
            @PathParam("post") PostRef ref, @Valid @BeanParam Note note, @Valid @NotNull Restoration wanted) {
        var post = Post.editableBy(viewer, ref, tags);
        var revision = PostRevision.find(post, wanted.revision(), LockModeType.NONE)
                .orElseThrow(() -> InvalidInput.at("/revision", "unknown", "must be a revision of this post"));
        post.goBackTo(revision, note.note(), viewer);
        retention.prune(post, viewer.now());
        return PostView.working(post, viewer);
    }

    @DELETE
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "discardWorkingCopy",
            summary = "Go back to what readers see",
            description =
                    "What was saved since stays among the revisions. A post that is not published has nothing to discard.")
    public void discard(@PathParam("post") PostRef ref) {
        var post = Post.editableBy(viewer, ref, tags);
        post.mustNotBeInTrash();
        post.discardWorkingCopy();
    }
}
