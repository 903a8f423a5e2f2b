package dev.octavo.comment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What readers see of a comment: approved ones, and no other. */
public enum CommentStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("spam")
    SPAM,
    @JsonProperty("trash")
    TRASH
}
