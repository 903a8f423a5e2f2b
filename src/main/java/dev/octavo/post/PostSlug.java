package dev.octavo.post;

import dev.octavo.http.Slug;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gives out slugs, each to one post. */
final class PostSlug {
    private static final Pattern NUMBERS = Pattern.compile("(-\\d+)+$");

    private PostSlug() {}

    /** A slug from a title: with {@code -2}, {@code -3} and so on behind it when it is taken. */
    static String free(String title) {
        var made = Slug.of(title);
        var base = made.isEmpty() ? "post" : made;
        lockFamily(base);
        var taken = inUseLike(base);
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
        lockFamily(slug);
        if (inUseLike(slug).contains(slug)) {
            throw new SlugTaken(slug);
        }
        return slug;
    }

    /**
     * Of those who would put a post under this slug, one goes on; the others wait until its transaction ends. Taken before
     * all else, and by nobody who holds it already, so that nobody can wait for one who waits for them.
     */
    static void reserve(String slug) {
        lock("post.put " + slug);
    }

    /** The slugs in use that are this one, or begin with it and a hyphen. */
    private static Set<String> inUseLike(String slug) {
        return Post.getEntityManager()
                .createQuery(
                        "select slug from Post where deletedAt is null and (slug = :slug or slug like :numbered)",
                        String.class)
                .setParameter("slug", slug)
                .setParameter("numbered", slug + "-%")
                .getResultStream()
                .collect(Collectors.toSet());
    }

    /**
     * Until the transaction ends nobody else gives out a slug that differs from this in numbers at its end only. So the
     * look-up and the insert are one step, and numbers follow one another however many posts of one title are written.
     */
    private static void lockFamily(String slug) {
        lock("post.slug " + NUMBERS.matcher(slug).replaceFirst(""));
    }

    private static void lock(String name) {
        Post.getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", name)
                .getSingleResult();
    }
}
