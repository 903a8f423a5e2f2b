package dev.octavo.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * Revisions come post by post. One of a post's can be what its row was made of, and another its working copy, which has to be one
 * that its author can be shown.
 */
final class Working implements Table.Completion {
    private String lastWithOne;
    private String lastShown;

    @Override
    public String complete(ObjectNode revision) {
        var post = revision.path("post_id").textValue();
        if (revision.path("working").booleanValue()) {
            Kind.must(!post.equals(lastWithOne), "working: is another revision of this post already");
            lastWithOne = post;
            Rendered.check(revision.path("content"));
        }
        if (revision.path("shown").booleanValue()) {
            Kind.must(!post.equals(lastShown), "shown: is another revision of this post already");
            Kind.must(!revision.path("working").booleanValue(), "shown: is not the working copy");
            lastShown = post;
        }
        var body = revision.path("content").path("body").textValue();
        revision.put("size", body.getBytes(StandardCharsets.UTF_8).length);
        return post + "/" + revision.path("id").textValue();
    }
}
