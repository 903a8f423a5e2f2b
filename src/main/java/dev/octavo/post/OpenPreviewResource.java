package dev.octavo.post;

import dev.octavo.account.Viewer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What a preview shows, to whoever has its URL. */
@Path(OpenPreviewResource.PATH)
@RunOnVirtualThread
@Tag(name = "Posts")
public class OpenPreviewResource {
    static final String PATH = "/api/v1/previews";

    private final Viewer viewer;

    OpenPreviewResource(Viewer viewer) {
        this.viewer = viewer;
    }

    @GET
    @Path("{secret}")
    @PermitAll
    @Transactional
    @Operation(
            operationId = "openPreview",
            summary = "Read a post by a preview",
            description =
                    "The URL that was given when the preview was made. Nobody keeps the answer; HEAD uses up nothing.")
    public RestResponse<PostView> open(@PathParam("secret") String secret, @Context Request request) {
        var preview = Preview.open(secret, !request.getMethod().equals(HttpMethod.HEAD), viewer.now());
        var shown = preview.revision == null
                ? PostView.working(preview.post, viewer)
                : PostView.of(preview.post, preview.revision, viewer);
        return ResponseBuilder.ok(shown)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
