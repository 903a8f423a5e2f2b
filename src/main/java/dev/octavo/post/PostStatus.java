package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** Where a post is in its life, derived from its times and the clock: in Java of one post, and in HQL for lists. */
public enum PostStatus {
    @JsonProperty("draft")
    DRAFT("{post}.deletedAt is null and ({post}.publishedAt is null or {post}.unpublishAt <= :now)"),
    @JsonProperty("scheduled")
    SCHEDULED("{post}.deletedAt is null and {post}.publishedAt > :now"),
    /** Readers see it. */
    @JsonProperty("published")
    PUBLISHED("{post}.deletedAt is null and {post}.publishedAt <= :now"
            + " and ({post}.unpublishAt is null or {post}.unpublishAt > :now)"),
    @JsonProperty("trash")
    TRASH("{post}.deletedAt is not null");

    private final String condition;

    PostStatus(String condition) {
        this.condition = condition;
    }

    /**
     * The condition under which a post has this status, with the parameter {@code now}, which the trash does not need.
     *
     * @param post its path in the query, such as {@code row.post}
     */
    public String of(String post) {
        return condition.replace("{post}", post);
    }

    /** The condition under which readers come upon a post that nobody has told them of, with {@code now} too. */
    public static String listed(String post) {
        return PUBLISHED.of(post) + " and not " + post + ".unlisted";
    }

    static PostStatus of(Instant publishedAt, Instant unpublishAt, Instant deletedAt, Instant now) {
        if (deletedAt != null) {
            return TRASH;
        }
        if (publishedAt == null || (unpublishAt != null && !unpublishAt.isAfter(now))) {
            return DRAFT;
        }
        return publishedAt.isAfter(now) ? SCHEDULED : PUBLISHED;
    }
}
