package dev.octavo.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can happen. */
public enum EventType {
    @JsonProperty("post.created")
    POST_CREATED,
    /** What readers do not see: a draft, or the working copy. */
    @JsonProperty("post.saved")
    POST_SAVED,
    /** What readers see has changed. */
    @JsonProperty("post.updated")
    POST_UPDATED,
    @JsonProperty("post.published")
    POST_PUBLISHED,
    @JsonProperty("post.scheduled")
    POST_SCHEDULED,
    @JsonProperty("post.unpublished")
    POST_UNPUBLISHED,
    /** It has another slug. */
    @JsonProperty("post.moved")
    POST_MOVED,
    @JsonProperty("post.trashed")
    POST_TRASHED,
    @JsonProperty("post.restored")
    POST_RESTORED,
    /** It has ended for good, by an admin or by its time in the trash. */
    @JsonProperty("post.purged")
    POST_PURGED,
    @JsonProperty("preview.created")
    PREVIEW_CREATED,
    @JsonProperty("preview.revoked")
    PREVIEW_REVOKED,
    /** Of an update or an end; of a publication post.scheduled tells. */
    @JsonProperty("schedule.created")
    SCHEDULE_CREATED,
    @JsonProperty("schedule.changed")
    SCHEDULE_CHANGED,
    /** Somebody wants it no more, or when the time came there was nothing to do: readers did not see the post, or saw the update already. */
    @JsonProperty("schedule.cancelled")
    SCHEDULE_CANCELLED,
    @JsonProperty("comment.created")
    COMMENT_CREATED,
    @JsonProperty("comment.updated")
    COMMENT_UPDATED,
    @JsonProperty("comment.approved")
    COMMENT_APPROVED,
    /** It waits for a moderator. */
    @JsonProperty("comment.held")
    COMMENT_HELD,
    @JsonProperty("comment.marked-as-spam")
    COMMENT_MARKED_AS_SPAM,
    @JsonProperty("comment.trashed")
    COMMENT_TRASHED,
    @JsonProperty("account.created")
    ACCOUNT_CREATED,
    @JsonProperty("account.updated")
    ACCOUNT_UPDATED,
    @JsonProperty("account.disabled")
    ACCOUNT_DISABLED,
    @JsonProperty("account.enabled")
    ACCOUNT_ENABLED,
    @JsonProperty("account.invited")
    ACCOUNT_INVITED,
    @JsonProperty("account.invitation-revoked")
    ACCOUNT_INVITATION_REVOKED,
    @JsonProperty("account.password-changed")
    ACCOUNT_PASSWORD_CHANGED,
    @JsonProperty("token.created")
    TOKEN_CREATED,
    /** By a sign-in, which makes a token too. */
    @JsonProperty("session.started")
    SESSION_STARTED,
    @JsonProperty("token.ended")
    TOKEN_ENDED,
    @JsonProperty("tag.updated")
    TAG_UPDATED,
    /** All that had it has another now. */
    @JsonProperty("tag.merged")
    TAG_MERGED,
    @JsonProperty("tag.deleted")
    TAG_DELETED,
    @JsonProperty("category.created")
    CATEGORY_CREATED,
    @JsonProperty("category.updated")
    CATEGORY_UPDATED,
    @JsonProperty("category.deleted")
    CATEGORY_DELETED,
    @JsonProperty("site.updated")
    SITE_UPDATED
}
