package dev.octavo.post;

import dev.octavo.account.Scope;
import dev.octavo.account.Secret;
import dev.octavo.account.Viewer;
import dev.octavo.http.Created;
import dev.octavo.http.EntityTags;
import dev.octavo.http.HandlesSecret;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Whom a post is shown to before readers see it: made, listed and revoked by those who may edit it. */
@Path(PostResource.PATH + "/{post}/previews")
@RunOnVirtualThread
@Tag(name = "Posts")
public class PreviewResource {
    private static final NewPreview USUAL = new NewPreview(null, null, null);

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;

    PreviewResource(Viewer viewer, Pages pages, EntityTags tags) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @HandlesSecret
    @Transactional
    @Operation(
            operationId = "createPreview",
            summary = "Let others read what was saved of a post",
            description =
                    "Gives a URL to hand over, shown once: whoever has it reads the post as it was saved last, or as a revision has it, "
                            + "without a token, until it expires or is revoked.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewPreview.class)))
    public RestResponse<PreviewView.WithUrl> create(
            @PathParam("post") PostRef ref, NewPreview wanted, @Context UriInfo uri) {
        // Locked, so that the revision is not pruned meanwhile.
        var post = Post.lockedFor(viewer, ref);
        post.mustNotBeInTrash();
        var secret = Secret.random();
        var preview = Preview.make(post, wanted == null ? USUAL : wanted, secret, viewer);
        return Created.secretly(
                viewer.link(PostResource.PATH + "/" + post.id + "/previews/" + preview.id),
                PreviewView.WithUrl.of(
                        preview,
                        uri.getBaseUri()
                                .resolve(viewer.link(OpenPreviewResource.PATH + "/" + secret))
                                .toString()));
    }

    @GET
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(
            operationId = "listPreviews",
            summary = "List the previews of a post that have not expired, the newest first")
    public PageOf<PreviewView> list(@PathParam("post") PostRef ref, @Valid @BeanParam PageRequest page) {
        return pages.read(Preview.listing(post(ref), viewer.now()), page).map(PreviewView::of);
    }

    @GET
    @Path("{preview}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(operationId = "getPreview", summary = "Read until when a preview is good, without its URL")
    public PreviewView get(@PathParam("post") PostRef ref, @PathParam("preview") UUID id) {
        return PreviewView.of(Preview.of(post(ref), id));
    }

    @DELETE
    @Path("{preview}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(operationId = "revokePreview", summary = "Revoke a preview: its URL leads nowhere any more")
    public void revoke(@PathParam("post") PostRef ref, @PathParam("preview") UUID id) {
        var preview = Preview.of(post(ref), id);
        var view = PreviewView.of(preview);
        tags.check(view.entityVersion(), () -> view);
        preview.revoke();
    }

    private Post post(PostRef ref) {
        return Post.visibleTo(viewer, ref).mustBeEditableBy(viewer);
    }
}
