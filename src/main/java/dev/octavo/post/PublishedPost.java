package dev.octavo.post;

import dev.octavo.account.Viewer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A post that readers see, with its text: for feeds, which carry what lists leave out. */
public record PublishedPost(PostSummary post, String html) {
    /** What the database knows of a text. */
    private record Text(UUID id, String html) {}

    /**
     * The first posts that the list of them shows, with as many statements however many there are.
     *
     * @param tag a slug, or null for whatever tags
     * @param author a username, or null for whoever wrote them
     */
    public static List<PublishedPost> newest(Viewer viewer, String tag, String author, int limit) {
        var posts = PostFilter.published(tag, author).select(viewer).first(Post.getEntityManager(), limit);
        var texts = Post.getEntityManager()
                .createQuery("select post.id, post.html from Post post where post in :posts", Text.class)
                .setParameter("posts", posts)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(Text::id, Text::html));
        // Without one whatever was purged between the statements.
        return PostSummary.of(posts, viewer).stream()
                .filter(post -> texts.containsKey(post.id()))
                .map(post -> new PublishedPost(post, texts.get(post.id())))
                .toList();
    }
}
