package dev.octavo.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose comments wait for a moderator. */
public enum Moderation {
    /** Those of guests. */
    @JsonProperty("guests")
    GUESTS,
    /** Everyone's but moderators'. */
    @JsonProperty("all")
    ALL,
    /** Those of people none of whose comments has been approved yet. */
    @JsonProperty("first-comment")
    FIRST_COMMENT,
    /** Nobody's. */
    @JsonProperty("none")
    NONE,
    /** Nobody's, and guests may not comment. */
    @JsonProperty("members-only")
    MEMBERS_ONLY
}
