package dev.octavo.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.ProblemMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same change of many posts. */
@Path(PostResource.PATH)
@RunOnVirtualThread
@Tag(name = "Posts")
public class BulkResource {
    /** Parameters that choose nothing. */
    private static final Set<String> NO_FILTERS =
            Set.of("sort", "max-affected", "dry-run", "publish", "takeover", "note");

    private final Viewer viewer;
    private final Pages pages;
    private final PostResource posts;
    private final ProblemMapper problems;

    BulkResource(Viewer viewer, Pages pages, PostResource posts, ProblemMapper problems) {
        this.viewer = viewer;
        this.pages = pages;
        this.posts = posts;
        this.problems = problems;
    }

    @PATCH
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Operation(
            operationId = "updatePosts",
            summary = "Change some of many posts",
            description =
                    "Those of the `ids`, or with parameters those that a list with the same parameters shows. Each post is changed whole or not at all, "
                            + "and the answer says what came of each. If more than `max-affected` are found, none is changed.")
    public BulkResult update(
            @Valid @BeanParam PostFilter filter,
            @Valid @BeanParam BulkLimits limits,
            @Valid @BeanParam Saving saving,
            @Valid @NotNull BulkEdit edit,
            @Context UriInfo uri) {
        var filters = new HashSet<>(uri.getQueryParameters().keySet());
        filters.removeAll(NO_FILTERS);
        var chosen = edit.ids() == null
                ? found(filters.isEmpty(), filter, limits.maxAffected())
                : named(filters, edit.ids(), limits.maxAffected());
        return BulkResult.of(
                limits.dryRun(),
                chosen.stream()
                        .map(post -> update(post, edit.patch(), saving, limits.dryRun()))
                        .toList());
    }

    private List<UUID> named(Set<String> filters, List<UUID> ids, int most) {
        if (!filters.isEmpty()) {
            throw InvalidInput.parameter(filters.iterator().next(), "conflicting", "cannot stand together with ids");
        }
        var posts = ids.stream().distinct().toList();
        return mustNotBeMore(posts, posts.size(), most);
    }

    private List<UUID> found(boolean all, PostFilter filter, int most) {
        if (all) {
            throw InvalidInput.at("/ids", "required", "must be there, or a parameter that chooses posts");
        }
        var page = pages.read(filter.select(viewer), new PageRequest(most, null, null, PageRequest.Count.EXACT));
        return mustNotBeMore(page.items().stream().map(post -> post.id).toList(), page.total(), most);
    }

    private static List<UUID> mustNotBeMore(List<UUID> posts, long found, int most) {
        if (found > most) {
            throw new TooManyAffected(found, most);
        }
        return posts;
    }

    /** In a transaction of its own, so that what fails leaves no trace and the others are not kept waiting. */
    private BulkResult.Item update(UUID id, ObjectNode patch, Saving saving, boolean dryRun) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                var item = BulkResult.Item.of(posts.update(new PostRef(id, null), saving, patch));
                if (dryRun) {
                    throw new Tried(item);
                }
                return item;
            });
        } catch (Tried tried) {
            return tried.item;
        } catch (RuntimeException e) {
            return BulkResult.Item.of(id, problems.document(e, PostResource.PATH + "/" + id));
        }
    }

    /** Has what was tried undone. */
    private static final class Tried extends RuntimeException {
        private final transient BulkResult.Item item;

        Tried(BulkResult.Item item) {
            super(null, null, false, false);
            this.item = item;
        }
    }
}
