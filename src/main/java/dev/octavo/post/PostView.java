package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.AuthorView;
import dev.octavo.account.Viewer;
import dev.octavo.http.Versioned;
import dev.octavo.site.Moderation;
import dev.octavo.tag.CategoryName;
import dev.octavo.tag.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A post, whole. What can be written in a PUT or PATCH stands in {@link NewPost}; the rest is read-only. */
@Schema(additionalProperties = Schema.False.class)
public record PostView(
        @Schema(required = true) UUID id,
        @Schema(required = true, examples = "hello-octavo") String slug,
        @Schema(required = true) PostStatus status,

        @Schema(
                required = true,
                description =
                        "Which version this is: what readers see, what was saved last, or a revision that is neither")
        Version version,

        @Schema(
                required = true,
                description =
                        "Whether there is a working copy that readers do not see yet; false for all who may not edit the post")
        boolean modified,

        @Schema(required = true, examples = "Hello, Octavo") String title,

        @Schema(required = true, description = "As it was written")
        String body,

        @Schema(required = true) Format format,

        @Schema(required = true, description = "The body, rendered and safe to show")
        String html,

        @Schema(required = true) String excerpt,
        @Schema(required = true) List<Heading> toc,
        @Schema(required = true, minimum = "1") int readingMinutes,

        @Schema(required = true, description = "The first of `authors`")
        AuthorView author,

        @Schema(required = true, description = "Whose it is, in order; all of them may edit it")
        List<AuthorView> authors,

        @Schema(required = true) List<TagName> tags,

        @Schema(required = true, description = "The first is the primary one")
        List<CategoryName> categories,

        @Schema(required = true, nullable = true) String canonicalUrl,

        @Schema(required = true, description = "As it was set; what holds in the end is `head`")
        Seo seo,

        @Schema(required = true, description = "What a page that shows the post says of it in its head")
        PostHead head,

        @Schema(required = true) Map<String, Object> meta,
        @Schema(required = true) boolean commentsOpen,
        @Schema(required = true, nullable = true) Moderation commentModeration,

        @Schema(required = true, description = "Whether it is put before others")
        boolean featured,

        @Schema(
                required = true,
                description = "Whether it is read at its address only, and stands in no list of readers")
        boolean unlisted,

        @Schema(required = true, minimum = "0", description = "Approved comments")
        int commentCount,

        @Schema(required = true, nullable = true) Instant publishedAt,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,

        @Schema(
                required = true,
                nullable = true,
                format = "uri",
                description =
                        "Where the frontend shows it, by the pattern of the site; null without one, and while there is no `publishedAt`",
                examples = "https://blog.example.org/2026/11/hello-octavo")
        String url,

        @Schema(required = true) PostLinks links,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The newest three that readers see; only if `include` or `fields` names them")
        List<PostComments.Item> comments,

        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements Versioned {

    /** Which content a view shows. */
    @Schema(name = "PostVersion")
    public enum Version {
        @JsonProperty("published")
        PUBLISHED,
        @JsonProperty("working")
        WORKING,
        /** Neither of them any more. */
        @JsonProperty("revision")
        REVISION
    }

    /** What readers see; for those who may edit a post that has none yet, what is saved. */
    static PostView of(Post post, Viewer viewer) {
        return of(post, PostNames.of(post), viewer, null);
    }

    /** The same of what has been read of it. */
    static PostView of(Post post, PostNames names, Viewer viewer, List<PostComments.Item> comments) {
        return of(
                post,
                viewer,
                post.shownAs(viewer.now()),
                post.content(names.tags()),
                names,
                post.rendering(),
                post.updatedAt,
                comments);
    }

    /** What was saved last. */
    static PostView working(Post post, Viewer viewer) {
        var working = post.workingRevision;
        return working == null ? of(post, viewer) : of(post, viewer, Version.WORKING, working);
    }

    /** What was saved once. */
    static PostView of(Post post, PostRevision revision, Viewer viewer) {
        return switch (revision.is(viewer.now())) {
            case PUBLISHED -> of(post, viewer);
            case WORKING -> working(post, viewer);
            case REVISION -> of(post, viewer, Version.REVISION, revision);
        };
    }

    private static PostView of(Post post, Viewer viewer, Version version, PostRevision revision) {
        return of(
                post,
                viewer,
                version,
                revision.content(),
                PostNames.of(post),
                revision.rendered(),
                revision.createdAt,
                null);
    }

    private static PostView of(
            Post post,
            Viewer viewer,
            Version version,
            PostContent content,
            PostNames names,
            Rendering rendering,
            Instant updatedAt,
            List<PostComments.Item> comments) {
        return new PostView(
                post.id,
                post.slug,
                post.status(viewer.now()),
                version,
                post.workingRevision != null && post.isEditableBy(viewer),
                content.title(),
                content.body(),
                content.format(),
                rendering.html(),
                content.excerptOr(rendering),
                rendering.toc(),
                rendering.readingMinutes(),
                names.author(),
                names.authors(),
                content.tags(),
                names.categories(),
                content.canonicalUrl(),
                content.seoOrNothing(),
                PostHead.of(content, rendering, post.url()),
                content.meta(),
                post.commentsOpen,
                post.commentModeration,
                post.featured,
                post.unlisted,
                post.commentCount,
                post.publishedAt,
                post.createdAt,
                updatedAt,
                post.url(),
                PostLinks.of(post, viewer),
                comments,
                post.versionFor(viewer));
    }
}
