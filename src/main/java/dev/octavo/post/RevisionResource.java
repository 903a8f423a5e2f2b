package dev.octavo.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Changes;
import dev.octavo.http.EntityTags;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a post has said before, for those who may edit it. */
@Path(PostResource.PATH + "/{post}/revisions")
@RunOnVirtualThread
@Tag(name = "Posts")
public class RevisionResource {
    private static final Changes.Rules<RevisionEdit> RULES =
            new Changes.Rules<>(RevisionEdit.class, Map.of(), Set.of("version"));

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;
    private final Changes changes;

    RevisionResource(Viewer viewer, Pages pages, EntityTags tags, Changes changes) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(
            operationId = "listRevisions",
            summary = "List what was saved of a post, the newest first",
            description = "For those who may edit it. A save prunes what is older or more than the server keeps; "
                    + "what readers see, the working copy, and what is pinned or has a name stays.")
    public PageOf<RevisionSummary> list(@PathParam("post") PostRef ref, @Valid @BeanParam PageRequest page) {
        return pages.read(PostRevision.listing(post(ref)), page).map(revision -> RevisionSummary.of(revision, viewer));
    }

    @GET
    @Path("{revision}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(operationId = "getRevision", summary = "Read what was saved of a post once")
    public RevisionView get(@PathParam("post") PostRef ref, @PathParam("revision") UUID id) {
        return RevisionView.of(PostRevision.of(post(ref), id), viewer);
    }

    @PATCH
    @Path("{revision}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "updateRevision",
            summary = "Name or pin a revision",
            description = "A JSON merge patch (RFC 7396). What has a name or is pinned is never pruned.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RevisionEdit.class)))
    public RevisionView update(
            @PathParam("post") PostRef ref, @PathParam("revision") UUID id, @NotNull ObjectNode patch) {
        var post = post(ref);
        var revision = PostRevision.locked(post, id);
        var view = RevisionView.of(revision, viewer);
        tags.check(revision.version, () -> view);
        post.mustNotBeInTrash();
        revision.describe(changes.merge(RULES, patch, view));
        PostRevision.flush();
        return RevisionView.of(revision, viewer);
    }

    @GET
    @Path("{revision}/diff")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(
            operationId = "diffRevision",
            summary = "Compare a revision with another of its post",
            description =
                    "Property by property; title, excerpt and body word by word. Where texts have so little in common that "
                            + "this would take long, whole lines are compared, or all of the text.")
    public RevisionDiff diff(
            @PathParam("post") PostRef ref,
            @PathParam("revision") UUID id,
            @QueryParam("against")
                    @Parameter(
                            description =
                                    "What is before: `published`, `working`, or a revision by its id; without it the one saved before")
                    String against) {
        var which = against == null ? null : WhichVersion.parse("against", against);
        var post = post(ref);
        var revision = PostRevision.of(post, id);
        return RevisionDiff.of(which == null ? revision.before().orElse(null) : which.of(post, viewer.now()), revision);
    }

    private Post post(PostRef ref) {
        return Post.visibleTo(viewer, ref).mustBeEditableBy(viewer);
    }
}
