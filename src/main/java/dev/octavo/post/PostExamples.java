package dev.octavo.post;

import dev.octavo.account.Secret;
import dev.octavo.account.Viewer;
import java.time.Instant;
import java.util.UUID;

/** What the examples of the document run on, beside posts. */
public final class PostExamples {
    private PostExamples() {}

    /**
     * Says that a post began otherwise.
     *
     * @param id older than all that are made now, so that it is the first
     */
    public static void keepBeginning(UUID id, Post post, String body, Viewer author) {
        var content = post.content();
        var beginning = new PostContent(
                content.title(),
                body,
                content.format(),
                null,
                content.canonicalUrl(),
                content.seo(),
                content.meta(),
                content.tags());
        new PostRevision(id, post, beginning, "Where to begin", author).persist();
    }

    /** A preview that can be listed and revoked; nobody knows its secret. */
    public static void keepPreview(UUID id, Post post, Viewer author) {
        new Preview(id, post, new NewPreview(null, null, null), Secret.random(), author).persist();
    }

    /** Plans an end that is far away. */
    public static void plan(UUID id, Post post, Instant now) {
        var end = Instant.parse("2099-12-31T23:00:00Z");
        new Schedule(id, post, NewSchedule.Action.UNPUBLISH, end, "Europe/Berlin").persist();
        post.hideFrom(end, now);
    }
}
