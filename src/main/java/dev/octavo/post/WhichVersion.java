package dev.octavo.post;

import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.NotFound;
import java.time.Instant;
import java.util.UUID;

/**
 * Which content of a post is meant: what readers see, what was saved last, or what one revision keeps.
 *
 * @param revision or null if it is named
 */
record WhichVersion(PostView.Version named, UUID revision) {
    static final WhichVersion PUBLISHED = new WhichVersion(PostView.Version.PUBLISHED, null);
    private static final WhichVersion WORKING = new WhichVersion(PostView.Version.WORKING, null);

    /**
     * @param parameter of the query that says it
     * @throws InvalidInput if it says something else
     */
    static WhichVersion parse(String parameter, String text) {
        return switch (text) {
            case "published" -> PUBLISHED;
            case "working" -> WORKING;
            default ->
                Ids.read(text)
                        .map(id -> new WhichVersion(PostView.Version.REVISION, id))
                        .orElseThrow(() -> InvalidInput.parameter(
                                parameter, "wrong-type", "must be published, working or the id of a revision"));
        };
    }

    /**
     * @throws NotFound if the post has no such revision, or none that readers see
     */
    PostRevision of(Post post, Instant now) {
        return switch (named) {
            case PUBLISHED -> {
                if (post.shownAs(now) != PostView.Version.PUBLISHED) {
                    throw new NotFound("Nothing of this post is published.");
                }
                yield PostRevision.of(post, post.shownRevision);
            }
            case WORKING ->
                post.workingRevision == null ? PostRevision.of(post, post.shownRevision) : post.workingRevision;
            case REVISION -> PostRevision.of(post, revision);
        };
    }
}
