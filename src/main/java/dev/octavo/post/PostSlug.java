package dev.octavo.post;

import dev.octavo.http.Slug;
import dev.octavo.http.SlugRedirects;
import dev.octavo.http.SlugTaken;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gives out slugs, each to one post. */
final class PostSlug {
    private static final Pattern NUMBERS = Pattern.compile("(-\\d+)+$");

    /** Leaves room for a number behind it. */
    private static final int LONGEST_NUMBERED = Slug.MAX_LENGTH - 10;

    private PostSlug() {}

    /** A slug from a title: with {@code -2}, {@code -3} and so on behind it when it is taken. */
    static String free(String title) {
        var made = Slug.of(title);
        return again(made.isEmpty() ? "post" : made);
    }

    /** A slug that was given up; when it is taken by now, with a number behind it. */
    static String again(String slug) {
        lockFamily(slug);
        var taken = takenLike(slug);
        if (!taken.contains(slug) && slug.matches(NewPost.NOT_RESERVED + ".*")) {
            return given(slug);
        }
        if (slug.length() > LONGEST_NUMBERED) {
            return again(slug.substring(0, LONGEST_NUMBERED).replaceFirst("-$", ""));
        }
        var number = 2;
        while (taken.contains(slug + "-" + number)) {
            number++;
        }
        return given(slug + "-" + number);
    }

    /**
     * This slug and no other.
     *
     * @param post that has it from now on
     * @param takeover whether it may lead to another post until now
     * @throws SlugTaken if another post has it
     * @throws SlugRedirects if another post has had it, and it is not to be taken over
     */
    static String claim(String slug, UUID post, boolean takeover) {
        lockFamily(slug);
        if (Post.count("slug = ?1 and deletedAt is null", slug) > 0) {
            throw new SlugTaken("post", slug);
        }
        FormerSlug.post(slug)
                .filter(other -> !takeover && !other.id.equals(post))
                .ifPresent(other -> {
                    throw new SlugRedirects("post", slug);
                });
        return given(slug);
    }

    private static String given(String slug) {
        FormerSlug.delete("slug", slug);
        return slug;
    }

    /**
     * Of those who would put a post under this slug, one goes on; the others wait until its transaction ends. Taken before
     * all else, and by nobody who holds it already, so that nobody can wait for one who waits for them.
     */
    static void reserve(String slug) {
        lock("post.put " + slug);
    }

    /** The slugs that posts have, or that lead to one, and are this one or begin with it and a hyphen. */
    private static Set<String> takenLike(String slug) {
        return Post.getEntityManager()
                .createQuery("""
                        select slug from Post where deletedAt is null and (slug = :slug or slug like :numbered)
                        union all
                        select former.slug from FormerSlug former
                        where former.post.deletedAt is null and (former.slug = :slug or former.slug like :numbered)""", String.class)
                .setParameter("slug", slug)
                .setParameter("numbered", slug + "-%")
                .getResultList()
                .stream()
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
