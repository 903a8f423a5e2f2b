package dev.octavo.post;

import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Shape;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists posts for those who cannot send QUERY. The parameters are those of the list, and come from the body. */
@Path(PostResource.PATH + "/query")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Posts")
public class PostQueryResource {
    private final PostResource posts;

    PostQueryResource(PostResource posts) {
        this.posts = posts;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "A page of posts")
    @Operation(
            operationId = "queryPosts",
            summary = "List posts, asked by a body",
            description =
                    "For clients that cannot send `QUERY`: what the parameters of `GET /api/v1/posts` are called, and `filter`, which may have "
                            + "alternatives. It changes nothing. `links` are to be sent with the same body again.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/PostQuestion")))
    public PageOf<PostSummary> query(
            @Valid @BeanParam PostFilter filter,
            @BeanParam PostIncludes includes,
            @BeanParam Shape shape,
            @Valid @BeanParam PageRequest page) {
        return posts.list(filter, includes, shape, page);
    }
}
