package dev.octavo.post;

import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.EntityTags;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** That a post is in the trash: ended, it is back. */
@Path(PostResource.PATH + "/{post}/trash")
@RunOnVirtualThread
@Tag(name = "Posts")
public class TrashResource {
    private final Viewer viewer;
    private final EntityTags tags;

    TrashResource(Viewer viewer, EntityTags tags) {
        this.viewer = viewer;
        this.tags = tags;
    }

    @DELETE
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "restorePost",
            summary = "Take a post out of the trash",
            description = "By its id. It is what it was before: a draft, or published with its old date. "
                    + "Its slug gets a number if another post has taken it.")
    public PostView restore(@PathParam("post") PostRef ref) {
        var post = Post.editableBy(viewer, ref, tags);
        post.restore(viewer.now());
        Post.flush();
        return PostView.of(post, viewer);
    }
}
