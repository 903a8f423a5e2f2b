package dev.octavo.post;

import dev.octavo.http.Selection;
import dev.octavo.http.Shape;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What is shown with a post: each costs one statement, however many posts there are. */
public record PostIncludes(
        @QueryParam("include")
        @Parameter(
                description =
                        "What to add, separated by commas: `comments`, the newest three that readers see; and beside "
                                + "`fields` also `author`, `authors`, `tags` and `categories`, which are shown anyway without it. In a list with `q` also `highlight`, where each matches",
                example = "comments")
        String include) {

    private static final Set<String> INCLUDABLE = Set.of("author", "authors", "tags", "categories", "comments");

    /**
     * What is shown of each of a list of these records.
     *
     * @param q what was looked for; null for nothing
     */
    Selection of(Shape shape, Class<?> view, PostComments comments, String q) {
        var includable = new TreeSet<>(INCLUDABLE);
        includable.add("highlight");
        return Highlight.onlyOf(q, shape.of(include, includable, view, comments.view()));
    }

    /** What is shown of one of these records. */
    Selection of(Shape shape, Class<?> view, PostComments comments) {
        return shape.of(include, INCLUDABLE, view, comments.view());
    }
}
