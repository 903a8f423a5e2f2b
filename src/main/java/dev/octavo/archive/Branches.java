package dev.octavo.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.tag.Category;
import java.util.HashMap;
import java.util.Map;

/** Makes the paths of categories from their parents, which come before them. */
final class Branches implements Table.Completion {
    private final Map<String, String> paths = new HashMap<>();

    @Override
    public String complete(ObjectNode category) {
        var slug = category.path("slug").textValue();
        var parent = category.path("parent_id").textValue();
        var above = paths.get(parent);
        Kind.must(parent == null || above != null, "parent: is none of the categories that stand above it");
        var path = above == null ? slug : above + Category.SEPARATOR + slug;
        Kind.must(path.split(Category.SEPARATOR).length <= Category.MAX_DEPTH, "parent: is at the deepest level");
        paths.put(category.path("id").textValue(), path);
        category.put("path", path);
        return path;
    }
}
