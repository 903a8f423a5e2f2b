package dev.octavo.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Revisions come post by post; one of a post's can be its working copy, and has to be one that its author can be shown. */
final class Working implements Table.Completion {
    private String lastWithOne;

    @Override
    public String complete(ObjectNode revision) {
        var post = revision.path("post_id").textValue();
        if (revision.path("working").booleanValue()) {
            Kind.must(!post.equals(lastWithOne), "working: is another revision of this post already");
            lastWithOne = post;
            Rendered.check(revision.path("content"));
        }
        return post + "/" + revision.path("id").textValue();
    }
}
