package dev.octavo.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.comment.Comment;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes the paths of comments from their parents, and their HTML. They come in the order of the thread, so that the ancestors of a comment are
 * all that has to be remembered.
 */
final class Threads implements Table.Completion {
    private final Deque<ObjectNode> ancestors = new ArrayDeque<>();

    @Override
    public String complete(ObjectNode comment) {
        var post = comment.path("post_id").textValue();
        var parent = comment.path("parent_id").textValue();
        while (!ancestors.isEmpty() && !ancestors.peek().path("id").asText().equals(parent)) {
            ancestors.pop();
        }
        var above = ancestors.peek();
        if (parent != null && (above == null || !above.path("post_id").asText().equals(post))) {
            throw new InvalidRecord("parent", "is none of the comments that stand above it");
        }
        if (ancestors.size() == Comment.MAX_DEPTH) {
            throw new InvalidRecord("parent", "is at the deepest level");
        }
        var id = comment.path("id").textValue();
        comment.put("root_id", above == null ? id : above.path("root_id").textValue())
                .put("path", above == null ? id : above.path("path").textValue() + "/" + id)
                .put("depth", ancestors.size() + 1);
        var remembered = comment.objectNode();
        remembered.setAll(comment);
        ancestors.push(remembered.retain("id", "post_id", "root_id", "path"));
        Rendered.comment(comment);
        return post + "/" + comment.path("path").textValue();
    }
}
