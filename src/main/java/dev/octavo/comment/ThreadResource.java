package dev.octavo.comment;

import dev.octavo.account.Viewer;
import dev.octavo.http.Created;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Shape;
import dev.octavo.post.Post;
import dev.octavo.post.PostRef;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What is said under a post. */
@Path("/api/v1/posts/{post}/comments")
@RunOnVirtualThread
@Tag(name = "Comments", description = "Say, thread, moderate")
public class ThreadResource {
    private final Viewer viewer;
    private final Pages pages;
    private final CommentsConfig config;

    ThreadResource(Viewer viewer, Pages pages, CommentsConfig config) {
        this.viewer = viewer;
        this.pages = pages;
        this.config = config;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listThread",
            summary = "List the comments of a post, in threads",
            description =
                    "Each root is followed by all its replies in the order of the conversation; `depth` and `parent` say which answers which.")
    public PageOf<CommentView> list(
            @PathParam("post") PostRef ref,
            @Valid @BeanParam ThreadFilter filter,
            @BeanParam Shape shape,
            @Valid @BeanParam PageRequest page) {
        var columns = CommentColumns.of(shape.of(CommentView.class), false);
        return pages.read(filter.select(Post.visibleTo(viewer, ref)).reading(columns), page)
                .map(comment -> CommentView.inThread(comment, viewer));
    }

    @POST
    @PermitAll
    @Transactional
    @APIResponse(
            responseCode = "201",
            description = "Readers see it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CommentView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for a moderator",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CommentView.class)))
    @Operation(
            operationId = "createComment",
            summary = "Comment on a post, or answer a comment",
            description =
                    "201 if readers see it at once, 202 if it waits for a moderator. Without a token `author` says who you are.")
    public RestResponse<CommentView> create(@PathParam("post") PostRef ref, @Valid @NotNull NewComment wanted) {
        var comment = Comment.say(viewer, Post.visibleTo(viewer, ref), wanted, config.moderation());
        var view = CommentView.of(comment, viewer);
        return comment.isApproved()
                ? Created.at(view.links().self(), view)
                : Created.held(view.links().self(), view);
    }
}
