package dev.octavo.tag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Changes;
import dev.octavo.http.EntityTags;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Shape;
import dev.octavo.site.Site;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What posts are about. Readers know of a tag by a post that they see; of one that is on drafts alone, or on none any more, editors
 * know.
 */
@Path(TagResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tags", description = "What posts are about")
public class TagResource {
    static final String PATH = "/api/v1/tags";
    static final String TAKEOVER = "Whether it may take a slug that leads to another until now";

    private static final Changes.Rules<TagEdit> RULES =
            new Changes.Rules<>(TagEdit.class, Map.of(), Set.of("postCount", "url"));

    /** Which tag stays. */
    @Schema(name = "Merge", additionalProperties = Schema.False.class)
    public record Merge(
            @NotBlank @Schema(description = "Its slug", examples = "java")
            String into) {}

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;
    private final Changes changes;
    private final Tagged posts;

    TagResource(Viewer viewer, Pages pages, EntityTags tags, Changes changes, Tagged posts) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
        this.changes = changes;
        this.posts = posts;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listTags",
            summary = "List tags, by name",
            description = "Those of posts that readers see; to editors all.")
    public PageOf<TagView> list(
            @BeanParam TagFilter filter, @BeanParam Shape shape, @Valid @BeanParam PageRequest page) {
        var selection = shape.of(TagView.class);
        var site = selection.shows("url") ? Site.current() : null;
        return pages.read(filter.select(viewer, posts), page).mapAll(some -> {
            var counts = selection.shows("postCount")
                    ? Term.postCounts(Tag.class, some, posts, viewer.now())
                    : Map.<UUID, Long>of();
            return some.stream()
                    .map(tag -> TagView.of(tag, counts.getOrDefault(tag.id, 0L), site, viewer))
                    .toList();
        });
    }

    @GET
    @Path("{tag}")
    @PermitAll
    @Operation(operationId = "getTag", summary = "Read a tag, by slug")
    public TagView get(@PathParam("tag") TermRef ref) {
        return view(Term.visible(Tag.class, ref, tag -> viewer.is(Role.EDITOR) || postCount(tag) > 0));
    }

    @PATCH
    @Path("{tag}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(operationId = "updateTag", summary = "Rename or describe a tag, as an editor", description = """
                    A JSON merge patch (RFC 7396). The slug that it had leads to it, here and in `GET /posts?tag=`; who writes a \
                    post with it, in whatever form, gives it this tag.""")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TagEdit.class)))
    public TagView update(
            @PathParam("tag") TermRef ref,
            @QueryParam("takeover") @DefaultValue("false") @Parameter(description = TAKEOVER) boolean takeover,
            @NotNull ObjectNode patch) {
        var tag = editable(ref);
        tag.change(changes.merge(RULES, patch, view(tag)), takeover, postCount(tag) > 0);
        return view(tag);
    }

    @POST
    @Path("{tag}/merge")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(operationId = "mergeTag", summary = "Merge a tag into another, as an editor", description = """
                    Posts, drafts and working copies that have it have the other instead, and once; its slug, and those that led to \
                    it, lead to the other. It is no more.""")
    @APIResponse(
            responseCode = "200",
            description = "The tag that stays",
            content = @Content(schema = @Schema(implementation = TagView.class)))
    public RestResponse<TagView> merge(@PathParam("tag") TermRef ref, @Valid @NotNull Merge merge) {
        Term.mustBeEditor(viewer);
        var tag = Term.editable(Tag.class, ref);
        return RestResponse.ok(view(tag.mergeInto(merge.into(), posts, postCount(tag) > 0)));
    }

    @DELETE
    @Path("{tag}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(operationId = "deleteTag", summary = "Take a tag from all posts, as an editor", description = """
                    The slugs that led to it lead nowhere. It is made anew when somebody names it again: by publishing a working \
                    copy that has it, too.""")
    public void delete(@PathParam("tag") TermRef ref) {
        var tag = editable(ref);
        tag.end(posts, postCount(tag) > 0);
    }

    private Tag editable(TermRef ref) {
        Term.mustBeEditor(viewer);
        var tag = Term.editable(Tag.class, ref);
        tags.check(tag.version, () -> view(tag));
        return tag;
    }

    private TagView view(Tag tag) {
        return TagView.of(tag, postCount(tag), Site.current(), viewer);
    }

    private long postCount(Tag tag) {
        return Term.postCounts(Tag.class, List.of(tag), posts, viewer.now()).getOrDefault(tag.id, 0L);
    }
}
