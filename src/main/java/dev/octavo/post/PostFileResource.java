package dev.octavo.post;

import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Changes;
import dev.octavo.http.EntityTags;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Posts as Markdown files. The document describes them beside the JSON of {@link PostResource}, as one operation. */
@Path(PostResource.PATH)
@Consumes("text/markdown")
@RunOnVirtualThread
public class PostFileResource {
    private final Viewer viewer;
    private final EntityTags tags;
    private final Changes changes;
    private final Retention retention;
    private final PostResource posts;

    PostFileResource(Viewer viewer, EntityTags tags, Changes changes, Retention retention, PostResource posts) {
        this.viewer = viewer;
        this.tags = tags;
        this.changes = changes;
        this.retention = retention;
        this.posts = posts;
    }

    @POST
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(hidden = true)
    public RestResponse<PostView> create(
            @QueryParam("takeover") @DefaultValue("false") boolean takeover, @Valid @BeanParam Note note, byte[] file) {
        return posts.create(takeover, note, changes.valid(FrontMatter.read(file)));
    }

    @PUT
    @Path("{post}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(hidden = true)
    public RestResponse<PostView> replace(
            @PathParam("post") PostRef ref, @Valid @BeanParam Saving saving, byte[] file) {
        var wanted = changes.valid(ref.name(FrontMatter.read(file)));
        var post = Post.replaceableBy(viewer, ref, saving.takeover(), tags);
        if (post.isEmpty()) {
            return posts.create(wanted, saving);
        }
        post.get().become(wanted, saving, viewer);
        retention.prune(post.get(), viewer.now());
        return RestResponse.ok(PostView.of(post.get(), viewer));
    }
}
