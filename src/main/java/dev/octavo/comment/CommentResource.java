package dev.octavo.comment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Changes;
import dev.octavo.http.EntityTags;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Selection;
import dev.octavo.http.Shape;
import dev.octavo.post.Highlight;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Comments by themselves, wherever they stand: read, moderated, changed. */
@Path(CommentResource.PATH)
@RunOnVirtualThread
@Tag(name = "Comments")
public class CommentResource {
    static final String PATH = "/api/v1/comments";

    private static final Changes.Rules<CommentEdit> RULES = new Changes.Rules<>(CommentEdit.class, Map.of(), Set.of());

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;
    private final Changes changes;
    private final CommentsConfig config;

    CommentResource(Viewer viewer, Pages pages, EntityTags tags, Changes changes, CommentsConfig config) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
        this.changes = changes;
        this.config = config;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listComments",
            summary = "List comments of all posts, newest first",
            description = "Approved ones as readers see them; with another `status` as their moderators do.")
    public PageOf<AnyComment> list(
            @Valid @BeanParam CommentFilter filter,
            @QueryParam("include") @Parameter(description = "What to add: with `q` `highlight`, where it matches")
                    String include,
            @BeanParam Shape shape,
            @Valid @BeanParam PageRequest page) {
        var view = filter.isForReaders() ? CommentView.class : CommentForModerator.class;
        var selection = Highlight.onlyOf(filter.q(), shape.of(include, Set.of("highlight"), view));
        return pages.read(filter.select(viewer).reading(CommentColumns.of(selection, !filter.isForReaders())), page)
                .mapAll(comments -> views(filter, comments, selection));
    }

    private List<AnyComment> views(CommentFilter filter, List<Comment> comments, Selection selection) {
        var ids = comments.stream().map(comment -> comment.id).toList();
        var highlights = Highlight.ofComments(ids, filter.q(), selection);
        return comments.stream()
                .<AnyComment>map(comment -> filter.isForReaders()
                        ? CommentView.of(comment, viewer, highlights.get(comment.id))
                        : CommentForModerator.of(comment, viewer, highlights.get(comment.id)))
                .toList();
    }

    @GET
    @Path("{id}")
    @PermitAll
    @Operation(operationId = "getComment", summary = "Read a comment")
    public AnyComment get(@PathParam("id") UUID id) {
        return view(Comment.visibleTo(viewer, id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed({Scope.Name.COMMENTS_WRITE, Scope.Name.COMMENTS_MODERATE})
    @Transactional
    @Operation(
            operationId = "updateComment",
            summary = "Change a comment's text, or as a moderator its status",
            description = "A JSON merge patch (RFC 7396).")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CommentEdit.class)))
    public AnyComment update(@PathParam("id") UUID id, @NotNull ObjectNode patch) {
        var comment = tagged(Comment.editableBy(viewer, id));
        var wanted = changes.merge(RULES, patch, view(comment));
        var statusChanges = wanted.status() != comment.status;
        comment.rewrite(wanted.body(), viewer, config.moderation());
        if (statusChanges) {
            comment.mustBeModeratedBy(viewer).changeStatus(wanted.status(), viewer.now());
        }
        Comment.flush();
        return view(comment);
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed({Scope.Name.COMMENTS_WRITE, Scope.Name.COMMENTS_MODERATE})
    @Transactional
    @Operation(operationId = "deleteComment", summary = "Move a comment to the trash")
    public void delete(@PathParam("id") UUID id) {
        tagged(Comment.editableBy(viewer, id)).changeStatus(CommentStatus.TRASH, viewer.now());
    }

    @PUT
    @Path("{id}/approval")
    @PermissionsAllowed(Scope.Name.COMMENTS_MODERATE)
    @Transactional
    @Operation(operationId = "approveComment", summary = "Show a comment to readers")
    public CommentForModerator approve(@PathParam("id") UUID id) {
        var comment = tagged(Comment.moderatedBy(viewer, id));
        comment.changeStatus(CommentStatus.APPROVED, viewer.now());
        return CommentForModerator.of(comment, viewer);
    }

    @DELETE
    @Path("{id}/approval")
    @PermissionsAllowed(Scope.Name.COMMENTS_MODERATE)
    @Transactional
    @Operation(
            operationId = "holdComment",
            summary = "Take a comment back from readers",
            description = "It is pending again.")
    public void hold(@PathParam("id") UUID id) {
        var comment = tagged(Comment.moderatedBy(viewer, id));
        if (comment.isApproved()) {
            comment.changeStatus(CommentStatus.PENDING, viewer.now());
        }
    }

    private Comment tagged(Comment comment) {
        tags.check(comment.version, () -> view(comment));
        return comment;
    }

    private AnyComment view(Comment comment) {
        return comment.isModeratedBy(viewer)
                ? CommentForModerator.of(comment, viewer)
                : CommentView.of(comment, viewer);
    }
}
