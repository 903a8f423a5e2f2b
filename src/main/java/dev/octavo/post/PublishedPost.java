package dev.octavo.post;

import dev.octavo.account.Viewer;
import dev.octavo.http.Selection;
import java.util.List;

/** A post that readers see, with its text: for feeds, which carry what lists leave out. */
public record PublishedPost(PostSummary post, String html) {
    private static final Selection WITH_TEXT = Selection.USUAL.with("html");

    /**
     * The first posts that the list of them shows, with as many statements however many there are.
     *
     * @param tag a slug, or null for whatever tags
     * @param author a username, or null for whoever wrote them
     */
    public static List<PublishedPost> newest(Viewer viewer, String tag, String author, int limit) {
        var listing = PostFilter.PUBLISHED.select(viewer).reading(PostColumns.ofSummary(WITH_TEXT));
        var posts = listing.equal(PostFilter.TAG, tag)
                .equal(PostFilter.AUTHOR, author)
                .first(Post.getEntityManager(), limit);
        return PostSummary.of(posts, viewer, WITH_TEXT, null, null).stream()
                .map(post -> new PublishedPost(post, post.html()))
                .toList();
    }
}
