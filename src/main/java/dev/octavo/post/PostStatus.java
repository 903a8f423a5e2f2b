package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a post is in its life, derived from its times and the clock. */
public enum PostStatus {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("published")
    PUBLISHED,
    @JsonProperty("trash")
    TRASH
}
