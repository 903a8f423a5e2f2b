package dev.octavo.post;

import dev.octavo.account.AuthorView;
import dev.octavo.tag.CategoryName;
import dev.octavo.tag.TagName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Hibernate;

/**
 * By whom a post is and where it is filed, in order. One statement reads it for a whole page; the entity's collections
 * would take one each.
 */
record PostNames(List<AuthorView> authors, List<TagName> tags, List<CategoryName> categories) {
    private enum Kind {
        AUTHOR,
        TAG,
        CATEGORY
    }

    private record Row(UUID post, int kind, int position, String key, String name) {}

    private static final String OF = String.join(
            " union all ",
            select(Kind.AUTHOR, "authors", "username"),
            select(Kind.TAG, "tags", "slug"),
            select(Kind.CATEGORY, "categories", "slug"));

    private static String select(Kind kind, String collection, String key) {
        return "select post.id, %d, index(each), each.%s, each.name from Post post join post.%s each where post in :posts"
                .formatted(kind.ordinal(), key, collection);
    }

    /** As the entity has them, once it was asked for one of them, or has been changed. */
    static PostNames of(Post post) {
        return Stream.of(post.authors, post.tags, post.categories).anyMatch(Hibernate::isInitialized)
                ? new PostNames(
                        post.authors.stream().map(AuthorView::of).toList(),
                        post.tags.stream().map(TagName::of).toList(),
                        post.categories.stream().map(CategoryName::of).toList())
                : of(List.of(post)).get(post.id);
    }

    static Map<UUID, PostNames> of(List<Post> posts) {
        return Post.getEntityManager()
                .createQuery(OF, Row.class)
                .setParameter("posts", posts)
                .getResultStream()
                .sorted(Comparator.comparingInt(Row::position))
                .collect(Collectors.groupingBy(
                        Row::post, Collectors.collectingAndThen(Collectors.toList(), PostNames::ofOne)));
    }

    private static PostNames ofOne(List<Row> rows) {
        return new PostNames(
                named(rows, Kind.AUTHOR, AuthorView::new),
                named(rows, Kind.TAG, TagName::new),
                named(rows, Kind.CATEGORY, CategoryName::new));
    }

    private static <T> List<T> named(List<Row> rows, Kind kind, BiFunction<String, String, T> name) {
        return rows.stream()
                .filter(row -> row.kind() == kind.ordinal())
                .map(row -> name.apply(row.key(), row.name()))
                .toList();
    }
}
