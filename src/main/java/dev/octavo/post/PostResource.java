package dev.octavo.post;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Posts, as readers and authors see them. */
@Path(PostResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Posts", description = "Write, publish, find")
public class PostResource {
    static final String PATH = "/api/v1/posts";

    private static final Changes.Rules<NewPost> RULES = new Changes.Rules<>(
            NewPost.class,
            Map.of(
                    "author",
                    "it is the first of authors",
                    "publishedAt",
                    "PUT or DELETE /posts/{post}/publication changes it",
                    "head",
                    "set seo, canonicalUrl, or what they follow from"),
            Set.of("commentCount", "version", "modified", "url", "head/canonical", "head/image"));

    /** What a PUT takes: a post as it is written, or as it was read. */
    @Schema(
            name = "PostReplacement",
            anyOf = {NewPost.class, PostView.class})
    interface PostReplacement {}

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;
    private final Changes changes;
    private final Retention retention;
    private final PostComments comments;

    PostResource(
            Viewer viewer, Pages pages, EntityTags tags, Changes changes, Retention retention, PostComments comments) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
        this.changes = changes;
        this.retention = retention;
        this.comments = comments;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listPosts",
            summary = "List posts",
            description = "Published ones, the newest first, unless asked otherwise.")
    public PageOf<PostSummary> list(
            @Valid @BeanParam PostFilter filter,
            @BeanParam PostIncludes includes,
            @BeanParam Shape shape,
            @Valid @BeanParam PageRequest page) {
        var selection = includes.of(shape, PostSummary.class, comments, filter.q());
        var listing = filter.select(viewer).reading(PostColumns.ofSummary(selection));
        return pages.read(listing, page).mapAll(all -> PostSummary.of(all, viewer, selection, comments, filter.q()));
    }

    @POST
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createPost", summary = "Write a post", description = """
                    As JSON, or as a Markdown file whose front matter gives `title`, `slug`, `date`, `tags`, `excerpt`, \
                    `canonicalUrl`, `authors` by their usernames, `draft`, `featured` and `unlisted`, and for `seo` its `meta_title`, `description` and `image`. \
                    What else stands there goes into `meta`.""")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NewPost.class)),
                @Content(
                        mediaType = "text/markdown",
                        schema = @Schema(type = SchemaType.STRING),
                        example = FrontMatter.EXAMPLE)
            })
    public RestResponse<PostView> create(
            @QueryParam("takeover") @DefaultValue("false") @Parameter(description = Saving.TAKEOVER) boolean takeover,
            @Valid @BeanParam Note note,
            @Valid @NotNull NewPost wanted) {
        var view = PostView.of(Post.write(viewer, wanted, takeover, note.note()), viewer);
        return Created.at(view.links().self(), view);
    }

    @GET
    @Path("{post}")
    @PermitAll
    @Operation(operationId = "getPost", summary = "Read a post, by id or slug")
    public PostView get(
            @PathParam("post") PostRef ref,
            @QueryParam("version")
                    @DefaultValue("published")
                    @Parameter(
                            description =
                                    "`published`, or to those who may edit the post `working`, what was saved last, or a revision by its id")
                    String version,
            @BeanParam PostIncludes includes,
            @BeanParam Shape shape) {
        var which = WhichVersion.parse("version", version);
        var selection = includes.of(shape, PostView.class, comments);
        if (which == WhichVersion.PUBLISHED) {
            return Post.readBy(viewer, ref, selection, comments);
        }
        var post = Post.visibleTo(viewer, ref).mustBeEditableBy(viewer);
        return PostView.of(post, which.of(post, viewer.now()), viewer);
    }

    @PUT
    @Path("{post}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "replacePost",
            summary = "Replace a post, or write one under a slug that is free",
            description = """
                    As JSON, readers of a published post keep what they see until it is published again, or with \
                    `publish=true`. A Markdown file is shown at once and decides by its date and `draft`, as when it was \
                    first written: so a folder of files can be sent again and again, and what is unchanged stays as it is. \
                    So does what the file says nothing of: comments, whose the post is, and whether it is featured or unlisted.""")
    @Parameter(
            name = "If-None-Match",
            in = ParameterIn.HEADER,
            description = "`*` writes a new post or nothing",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PostReplacement.class)),
                @Content(
                        mediaType = "text/markdown",
                        schema = @Schema(type = SchemaType.STRING),
                        example = FrontMatter.EXAMPLE)
            })
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = PostView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = PostView.class)))
    public RestResponse<PostView> replace(
            @PathParam("post") PostRef ref, @Valid @BeanParam Saving saving, @NotNull ObjectNode body) {
        var found = Post.replaceableBy(viewer, ref, saving.takeover(), tags);
        if (found.isEmpty()) {
            return create(ref.name(changes.read(NewPost.class, body)), saving);
        }
        var post = found.get();
        var wanted = changes.replace(RULES, body, PostView.working(post, viewer), PostView.of(post, viewer));
        return RestResponse.ok(revise(post, wanted, saving));
    }

    /** Under a slug that is free. */
    RestResponse<PostView> create(NewPost wanted, Saving saving) {
        var hidden = wanted.publishedAt() == null || wanted.publishedAt().isAfter(viewer.now());
        return create(
                saving.takeover(),
                new Note(saving.note()),
                changes.valid(saving.publish() && hidden ? wanted.withPublishedAt(viewer.now()) : wanted));
    }

    @PATCH
    @Path("{post}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(
            operationId = "updatePost",
            summary = "Change some of a post",
            description = "A JSON merge patch (RFC 7396) on what was saved last.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewPost.class)))
    public PostView update(@PathParam("post") PostRef ref, @Valid @BeanParam Saving saving, @NotNull ObjectNode patch) {
        var post = Post.editableBy(viewer, ref, tags);
        return revise(
                post, changes.merge(RULES, patch, PostView.working(post, viewer), PostView.of(post, viewer)), saving);
    }

    @DELETE
    @Path("{post}")
    @PermissionsAllowed(Scope.Name.POSTS_WRITE)
    @Transactional
    @Operation(operationId = "deletePost", summary = "Move a post to the trash", description = "Its slug becomes free.")
    public void delete(
            @PathParam("post") PostRef ref,
            @QueryParam("purge")
                    @DefaultValue("false")
                    @Parameter(
                            description =
                                    "Ends a post that is in the trash for good, with its comments and revisions; for admins")
                    boolean purge) {
        var post = Post.editableBy(viewer, ref, tags);
        if (purge) {
            post.purge(viewer);
        } else {
            post.trash(viewer.now());
        }
    }

    private PostView revise(Post post, NewPost wanted, Saving saving) {
        post.revise(wanted, saving, viewer);
        retention.prune(post, viewer.now());
        return PostView.working(post, viewer);
    }
}
