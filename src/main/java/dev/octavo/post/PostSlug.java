package dev.octavo.post;

import dev.octavo.http.Slug;
import java.util.regex.Pattern;

/** Gives out slugs, each to one post. */
final class PostSlug {
    private static final Pattern NUMBERS = Pattern.compile("(-\\d+)+$");

    private PostSlug() {}

    /** A slug from a title: with {@code -2}, {@code -3} and so on behind it when it is taken. */
    static String free(String title) {
        var made = Slug.of(title);
        var base = made.isEmpty() ? "post" : made;
        lock(base);
        var taken = Post.slugsLike(base);
        if (!taken.contains(base) && base.matches(NewPost.NOT_RESERVED + ".*")) {
            return base;
        }
        var number = 2;
        while (taken.contains(base + "-" + number)) {
            number++;
        }
        return base + "-" + number;
    }

    /**
     * @throws SlugTaken if another post has it
     */
    static String claim(String slug) {
        lock(slug);
        if (Post.slugsLike(slug).contains(slug)) {
            throw new SlugTaken(slug);
        }
        return slug;
    }

    /**
     * Until the transaction ends nobody else gives out a slug that differs from this in numbers at its end only. So the
     * look-up and the insert are one step, and numbers follow one another however many posts of one title are written.
     */
    private static void lock(String slug) {
        Post.getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended('post.slug ' || :base, 0))")
                .setParameter("base", NUMBERS.matcher(slug).replaceFirst(""))
                .getSingleResult();
    }
}
