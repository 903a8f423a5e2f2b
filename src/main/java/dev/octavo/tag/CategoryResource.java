package dev.octavo.tag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.Changes;
import dev.octavo.http.Created;
import dev.octavo.http.EntityTags;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Shape;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
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
import org.jboss.resteasy.reactive.RestResponse;

/** The tree that posts are sorted into: editors plant it, everybody sees it. */
@Path(CategoryResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@org.eclipse.microprofile.openapi.annotations.tags.Tag(
        name = "Categories",
        description = "The tree that posts are sorted into")
public class CategoryResource {
    static final String PATH = "/api/v1/categories";

    private static final Changes.Rules<NewCategory> RULES =
            new Changes.Rules<>(NewCategory.class, Map.of(), Set.of("postCount"));

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;
    private final Changes changes;
    private final Tagged posts;

    CategoryResource(Viewer viewer, Pages pages, EntityTags tags, Changes changes, Tagged posts) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
        this.changes = changes;
        this.posts = posts;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listCategories",
            summary = "List categories, as the tree stands",
            description =
                    "Each is followed by those below it, by slug. To show a tree, indent by `depth`, or nest by `parent`.")
    public PageOf<CategoryView> list(@BeanParam Shape shape, @Valid @BeanParam PageRequest page) {
        var selection = shape.of(CategoryView.class);
        return pages.read(Category.tree(), page).mapAll(some -> {
            var counts = selection.shows("postCount")
                    ? Term.postCounts(Category.class, some, posts, viewer.now())
                    : Map.<UUID, Long>of();
            return some.stream()
                    .map(category -> CategoryView.of(category, counts.getOrDefault(category.id, 0L), viewer))
                    .toList();
        });
    }

    @POST
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(operationId = "createCategory", summary = "Make a category, as an editor")
    public RestResponse<CategoryView> create(
            @QueryParam("takeover") @DefaultValue("false") @Parameter(description = TagResource.TAKEOVER)
                    boolean takeover,
            @Valid @NotNull NewCategory wanted) {
        Term.mustBeEditor(viewer);
        var view = view(Category.make(wanted, takeover));
        return Created.at(view.links().self(), view);
    }

    @GET
    @Path("{category}")
    @PermitAll
    @Operation(operationId = "getCategory", summary = "Read a category, by slug")
    public CategoryView get(@PathParam("category") TermRef ref) {
        return view(Term.visible(Category.class, ref, category -> true));
    }

    @PATCH
    @Path("{category}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "updateCategory",
            summary = "Rename, describe or move a category, as an editor",
            description = "A JSON merge patch (RFC 7396). What is below it moves with it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewCategory.class)))
    public CategoryView update(
            @PathParam("category") TermRef ref,
            @QueryParam("takeover") @DefaultValue("false") @Parameter(description = TagResource.TAKEOVER)
                    boolean takeover,
            @NotNull ObjectNode patch) {
        var category = editable(ref);
        category.change(changes.merge(RULES, patch, view(category)), takeover);
        return view(category);
    }

    @DELETE
    @Path("{category}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "deleteCategory",
            summary = "End a category, as an editor",
            description =
                    "There must be none below it. Its posts go to its parent; those of one at the top are in it no more.")
    public void delete(@PathParam("category") TermRef ref) {
        editable(ref).end(posts);
    }

    private Category editable(TermRef ref) {
        Term.mustBeEditor(viewer);
        var category = Term.editable(Category.class, ref);
        tags.check(category.version, () -> view(category));
        return category;
    }

    private CategoryView view(Category category) {
        var counts = Term.postCounts(Category.class, List.of(category), posts, viewer.now());
        return CategoryView.of(category, counts.getOrDefault(category.id, 0L), viewer);
    }
}
