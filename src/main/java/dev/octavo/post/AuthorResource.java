package dev.octavo.post;

import dev.octavo.account.AccountRef;
import dev.octavo.account.Viewer;
import dev.octavo.http.NotFound;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Shape;
import dev.octavo.post.AuthorProfile.Row;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The people whose posts readers see. It stands here and not beside accounts, because all that it says of them follows from
 * posts: whether they are there at all, and how much they wrote.
 */
@Path(AuthorResource.PATH)
@RunOnVirtualThread
@Tag(name = "Authors", description = "Who wrote what readers see")
public class AuthorResource {
    static final String PATH = "/api/v1/authors";

    private final Viewer viewer;
    private final Pages pages;

    AuthorResource(Viewer viewer, Pages pages) {
        this.viewer = viewer;
        this.pages = pages;
    }

    @GET
    @PermitAll
    @Operation(operationId = "listAuthors", summary = "List those whose posts readers see, by username")
    public PageOf<AuthorProfile> list(
            @BeanParam AuthorFilter filter, @BeanParam Shape shape, @Valid @BeanParam PageRequest page) {
        var selection = shape.of(AuthorProfile.class);
        return pages.read(filter.select(viewer), page).mapAll(authors -> {
            var rows = selection.shows("postCount")
                    ? AuthorProfile.among(
                                    authors.stream()
                                            .map(author -> author.username)
                                            .toList(),
                                    viewer.now())
                            .stream()
                            .collect(Collectors.toMap(Row::username, Function.identity()))
                    : Map.<String, Row>of();
            // Whoever took their last post away between the two statements is shown as they were before.
            return authors.stream()
                    .map(author -> AuthorProfile.of(
                            rows.getOrDefault(author.username, new Row(author.username, author.name, 1)), viewer))
                    .toList();
        });
    }

    @GET
    @Path("{author}")
    @PermitAll
    @Operation(operationId = "getAuthor", summary = "Read an author, by username")
    public AuthorProfile get(@PathParam("author") @Parameter(description = "A username") AccountRef ref) {
        return AuthorProfile.among(Stream.ofNullable(ref.username()).toList(), viewer.now()).stream()
                .findFirst()
                .map(author -> AuthorProfile.of(author, viewer))
                .orElseThrow(() -> new NotFound("There is no author " + ref + "."));
    }
}
