package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.octavo.account.AuthorView;
import dev.octavo.account.Viewer;
import dev.octavo.http.Selection;
import dev.octavo.tag.CategoryName;
import dev.octavo.tag.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

        @Schema(required = true) PostLinks links,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Only if `fields` names it")
        String body,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Only if `fields` names it")
        Format format,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Only if `fields` names it")
        String html,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Only if `fields` names it")
        List<Heading> toc,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Only if `fields` names it")
        Seo seo,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Only if `fields` names it")
        PostHead head,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = "Only if `fields` names it")
        Map<String, Object> meta,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The newest three that readers see; only if `include` or `fields` names them")
        List<PostComments.Item> comments,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Where it matches `q`; only if `include` names it")
        Highlight highlight) {

    /** Not shown unless asked for. */
    static final Set<String> ONLY_NAMED =
            Set.of("body", "format", "html", "toc", "seo", "head", "meta", "comments", "highlight");

    public static PostSummary of(Post post, Viewer viewer) {
        return of(post, PostNames.of(post), viewer, Selection.USUAL, null, null);
    }

    /** Those of a page, but for what has been purged meanwhile. */
    static List<PostSummary> of(List<Post> posts, Viewer viewer, Selection selection, PostComments comments, String q) {
        if (posts.isEmpty()) {
            return List.of();
        }
        var ids = posts.stream().map(post -> post.id).toList();
        var names = PostNames.areShown(selection, viewer) ? PostNames.of(posts) : null;
        var said = selection.names("comments") ? comments.newest(ids, viewer) : null;
        var highlights = Highlight.ofPosts(ids, q, selection);
        return posts.stream()
                .filter(post -> names == null || names.containsKey(post.id))
                .map(post -> of(
                        post,
                        names == null ? PostNames.NONE : names.get(post.id),
                        viewer,
                        selection,
                        said == null ? null : said.getOrDefault(post.id, List.of()),
                        highlights.get(post.id)))
                .toList();
    }

    private static PostSummary of(
            Post post,
            PostNames names,
            Viewer viewer,
            Selection selection,
            List<PostComments.Item> comments,
            Highlight highlight) {
        return new PostSummary(
                post.id,
                post.slug,
                post.status(viewer.now()),
                post.title,
                post.excerpt == null ? post.derivedExcerpt : post.excerpt,
                post.readingMinutes,
                names.author(),
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
                PostLinks.of(post, viewer),
                selection.names("body") ? post.body : null,
                selection.names("format") ? post.format : null,
                selection.names("html") ? post.html : null,
                selection.names("toc") ? post.toc : null,
                selection.names("seo") ? post.content(names.tags()).seoOrNothing() : null,
                selection.names("head") ? PostHead.of(post.content(names.tags()), post.rendering(), post.url()) : null,
                selection.names("meta") ? post.meta : null,
                comments,
                highlight);
    }
}
