package dev.octavo.post;

import dev.octavo.account.AuthorView;
import dev.octavo.account.Viewer;
import dev.octavo.tag.CategoryName;
import dev.octavo.tag.TagName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A post in a list: all but its text. */
@Schema(additionalProperties = Schema.False.class)
public record PostSummary(
        @Schema(required = true) UUID id,
        @Schema(required = true, examples = "hello-octavo") String slug,
        @Schema(required = true) PostStatus status,
        @Schema(required = true, examples = "Hello, Octavo") String title,
        @Schema(required = true) String excerpt,
        @Schema(required = true, minimum = "1") int readingMinutes,

        @Schema(required = true, description = "The first of `authors`")
        AuthorView author,

        @Schema(required = true) List<AuthorView> authors,
        @Schema(required = true) List<TagName> tags,

        @Schema(required = true, description = "The first is the primary one")
        List<CategoryName> categories,

        @Schema(required = true, nullable = true) String canonicalUrl,
        @Schema(required = true) boolean commentsOpen,
        @Schema(required = true) boolean featured,
        @Schema(required = true) boolean unlisted,
        @Schema(required = true, minimum = "0") int commentCount,
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

        @Schema(required = true) PostLinks links) {

    public static PostSummary of(Post post, Viewer viewer) {
        return of(post, PostNames.of(post), viewer);
    }

    /** Those of a page, but for what has been purged meanwhile. */
    static List<PostSummary> of(List<Post> posts, Viewer viewer) {
        var names = PostNames.of(posts);
        return posts.stream()
                .filter(post -> names.containsKey(post.id))
                .map(post -> of(post, names.get(post.id), viewer))
                .toList();
    }

    private static PostSummary of(Post post, PostNames names, Viewer viewer) {
        return new PostSummary(
                post.id,
                post.slug,
                post.status(viewer.now()),
                post.title,
                post.excerpt == null ? post.derivedExcerpt : post.excerpt,
                post.readingMinutes,
                names.authors().getFirst(),
                names.authors(),
                names.tags(),
                names.categories(),
                post.canonicalUrl,
                post.commentsOpen,
                post.featured,
                post.unlisted,
                post.commentCount,
                post.publishedAt,
                post.createdAt,
                post.updatedAt,
                post.url(),
                PostLinks.of(post, viewer));
    }
}
