package dev.octavo.post;

import dev.octavo.site.Site;
import dev.octavo.site.UrlPattern;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The pages that a frontend has of what readers see, by the patterns of the site. They stand in the order of ids or of names, so
 * that most keep their place when others come and go.
 */
public enum PublicPages {
    POSTS("post.id", "post.slug", "Post post") {
        @Override
        String url(Site site, Row row) {
            return site.postUrl() == null
                    ? null
                    : UrlPattern.ofPost(site.postUrl(), (UUID) row.key, row.name, row.publishedAt);
        }
    },
    TAGS("tag.slug", "tag.slug", "Post post join post.tags tag") {
        @Override
        String url(Site site, Row row) {
            return site.tagUrl(row.name);
        }
    },
    AUTHORS("author.username", "author.username", "Post post join post.authors author") {
        @Override
        String url(Site site, Row row) {
            return site.authorUrl(row.name);
        }
    };

    private static final String CHANGED = "max(greatest(post.updatedAt, post.publishedAt))";
    private static final String SEEN = PostStatus.listed("post");

    private final String key;
    private final String name;
    private final String rows;

    PublicPages(String key, String name, String rows) {
        this.key = key;
        this.name = name;
        this.rows = rows;
    }

    /**
     * A page.
     *
     * @param key its place in the order
     * @param changedAt when what readers see there last changed
     */
    public record Page(Object key, String url, Instant changedAt) {}

    /** What the database knows of a page. */
    record Row(Object key, String name, Instant publishedAt, Instant changedAt) {}

    abstract String url(Site site, Row row);

    /** Whether the frontend has such pages. */
    public boolean areOn(Site site) {
        return url(site, new Row(new UUID(0, 0), "", Instant.EPOCH, Instant.EPOCH)) != null;
    }

    /** Divided into parts of so many pages, when each part last changed. */
    public List<Instant> parts(int size, Instant now) {
        return Post.getEntityManager()
                .createQuery("""
                        select max(page.changedAt) from (
                          select %2$s as changedAt, (row_number() over (order by %1$s) - 1) / :size as part
                          from %3$s where %4$s group by %1$s) page
                        group by page.part order by page.part""".formatted(key, CHANGED, rows, SEEN), Instant.class)
                .setParameter("size", size)
                .setParameter("now", now)
                .getResultList();
    }

    /**
     * Some of the pages.
     *
     * @param after the key of the page before them, or null for the first
     * @param skip how many of those to leave out
     */
    public List<Page> read(Site site, Instant now, Object after, int skip, int limit) {
        var query = Post.getEntityManager()
                .createQuery(
                        "select %s, max(%s), max(post.publishedAt), %s from %s where %s %s group by %1$s order by %1$s"
                                .formatted(
                                        key,
                                        name,
                                        CHANGED,
                                        rows,
                                        SEEN,
                                        after == null ? "" : "and " + key + " > :after"),
                        Row.class)
                .setParameter("now", now);
        if (after != null) {
            query.setParameter("after", after);
        }
        // As a list: a stream would keep its connection for as long as the answer is being sent.
        return query.setFirstResult(skip).setMaxResults(limit).getResultList().stream()
                .map(row -> new Page(row.key, url(site, row), row.changedAt))
                .toList();
    }
}
