package dev.octavo.post;

import dev.octavo.http.Column;
import dev.octavo.http.Selection;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which columns the properties of a post are made of: what is not shown is not read. */
final class PostColumns {
    private static final Set<String> NAMED_ELSEWHERE =
            Set.of("author", "authors", "tags", "categories", "comments", "highlight", "links");
    private static final List<String> TIMES = List.of("publishedAt", "unpublishAt", "deletedAt");
    private static final List<String> ADDRESS = List.of("slug", "publishedAt", "deletedAt", "urlPattern");

    /** Of those that are not what a column is called. */
    private static final Map<String, List<String>> MADE_OF = Map.of(
            "status", TIMES,
            "version", both(TIMES, List.of("workingRevision")),
            "modified", List.of("workingRevision"),
            "excerpt", List.of("excerpt", "derivedExcerpt"),
            "url", ADDRESS,
            "head",
                    both(
                            ADDRESS,
                            List.of("title", "excerpt", "derivedExcerpt", "canonicalUrl", "seo", "derivedImage")));

    private static final List<String> SUMMARY = Arrays.stream(PostSummary.class.getRecordComponents())
            .map(component -> component.getName())
            .filter(name -> !PostSummary.ONLY_NAMED.contains(name))
            .toList();
    private static final List<String> VIEW = Arrays.stream(PostView.class.getRecordComponents())
            .map(component -> component.getName())
            .toList();

    private static final Map<String, Column<Post>> COLUMNS = new ConcurrentHashMap<>();

    private PostColumns() {}

    /** What a list shows. */
    static List<Column<Post>> ofSummary(Selection selection) {
        return of(selection.shown(SUMMARY), List.of());
    }

    /** What is shown of one, and what decides to whom. */
    static List<Column<Post>> ofView(Selection selection) {
        return of(selection.shown(VIEW), both(TIMES, List.of("version", "hiddenSaves")));
    }

    private static List<Column<Post>> of(Collection<String> properties, List<String> more) {
        return Stream.of(
                        Stream.of("id"),
                        more.stream(),
                        properties.stream()
                                .filter(name -> !NAMED_ELSEWHERE.contains(name))
                                .flatMap(name -> MADE_OF.getOrDefault(name, List.of(name)).stream()))
                .flatMap(names -> names)
                .filter(name -> !name.equals("entityVersion"))
                .distinct()
                .map(name -> COLUMNS.computeIfAbsent(name, PostColumns::column))
                .toList();
    }

    private static Column<Post> column(String name) {
        // Whether there is one is all that is asked.
        return name.equals("workingRevision")
                ? new Column<>(
                        "row.workingRevision.id",
                        (post, id) -> post.workingRevision =
                                id == null ? null : Post.getEntityManager().getReference(PostRevision.class, id))
                : Column.of(Post.class, name);
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.of(some, others).flatMap(List::stream).collect(Collectors.toList());
    }
}
