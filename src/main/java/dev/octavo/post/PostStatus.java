package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** Where a post is in its life, derived from its times and the clock. */
public enum PostStatus {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("published")
    PUBLISHED,
    @JsonProperty("trash")
    TRASH;

    static PostStatus of(Instant publishedAt, Instant deletedAt, Instant now) {
        if (deletedAt != null) {
            return TRASH;
        }
        if (publishedAt == null) {
            return DRAFT;
        }
        return publishedAt.isAfter(now) ? SCHEDULED : PUBLISHED;
    }
}
