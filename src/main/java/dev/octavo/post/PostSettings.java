package dev.octavo.post;

import dev.octavo.site.Moderation;

/** What applies to a post at once, and has no revisions. */
record PostSettings(boolean commentsOpen, Moderation commentModeration, boolean featured, boolean unlisted) {
    static PostSettings of(Post post) {
        return new PostSettings(post.commentsOpen, post.commentModeration, post.featured, post.unlisted);
    }

    static PostSettings of(NewPost wanted) {
        return new PostSettings(
                wanted.commentsOpen(),
                wanted.commentModeration(),
                Boolean.TRUE.equals(wanted.featured()),
                Boolean.TRUE.equals(wanted.unlisted()));
    }

    /** These, but for what a file speaks of. */
    PostSettings with(NewPost file) {
        return new PostSettings(
                commentsOpen,
                commentModeration,
                file.featured() == null ? featured : file.featured(),
                file.unlisted() == null ? unlisted : file.unlisted());
    }
}
