package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.AuthorView;
import dev.octavo.account.Role;
import dev.octavo.account.Viewer;
import dev.octavo.http.Selection;
import dev.octavo.tag.CategoryName;
import dev.octavo.tag.TagName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * By whom a post is and where it is filed, in order. One statement reads it for a whole page; the entity's collections
 * would take one each.
 */
record PostNames(List<AuthorView> authors, List<TagName> tags, List<CategoryName> categories) {
    /** By one array: in HQL a list is as many parameters, which PostgreSQL plans anew each time. */
    private static final String OF = """
            select post_id, 'author', position, username, name, account.id
              from post_author join account on account.id = account_id where post_id = any(:posts)
            union all select post_id, 'tag', position, slug, name, null
              from post_tag join tag on tag.id = tag_id where post_id = any(:posts)
            union all select post_id, 'category', position, slug, name, null
              from post_category join category on category.id = category_id where post_id = any(:posts)""";

    private record Row(UUID post, String kind, int position, String key, String name, UUID account) {}

    /** Of what is shown without. */
    static final PostNames NONE = new PostNames(List.of(), List.of(), List.of());

    /** Whether they have to be read, to be shown, or to know whose it is. */
    static boolean areShown(Selection selection, Viewer viewer) {
        return Stream.of("author", "authors", "tags", "categories").anyMatch(selection::shows)
                || viewer.is(Role.AUTHOR)
                        && !viewer.is(Role.EDITOR)
                        && Stream.of("links", "modified").anyMatch(selection::shows);
    }

    /** The first of the authors. */
    AuthorView author() {
        return authors.isEmpty() ? null : authors.getFirst();
    }

    /**
     * In a transaction as the entity has them, which may have been changed.
     *
     * @throws PostNotFound if the post has been purged since it was read
     */
    static PostNames of(Post post) {
        if (Post.getEntityManager().isJoinedToTransaction()) {
            return new PostNames(
                    post.authors.stream().map(AuthorView::of).toList(),
                    post.tags.stream().map(TagName::of).toList(),
                    post.categoryNames());
        }
        return Optional.ofNullable(of(List.of(post)).get(post.id))
                .orElseThrow(() -> new PostNotFound(new PostRef(post.id, null)));
    }

    /** Without those that have been purged since they were read. They are told whose they are. */
    static Map<UUID, PostNames> of(List<Post> posts) {
        var rows = Post.getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(OF, Row.class)
                .setParameter("posts", posts.stream().map(post -> post.id).toArray(UUID[]::new))
                .getResultList()
                .stream()
                .sorted(Comparator.comparingInt(Row::position))
                .collect(Collectors.groupingBy(Row::post));
        for (var post : posts) {
            if (!Post.getEntityManager().contains(post)) {
                post.authors = rows.getOrDefault(post.id, List.of()).stream()
                        .filter(row -> row.account() != null)
                        .map(row -> Post.getEntityManager().getReference(Account.class, row.account()))
                        .toList();
            }
        }
        return rows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, of -> ofOne(of.getValue())));
    }

    private static PostNames ofOne(List<Row> rows) {
        return new PostNames(
                named(rows, "author", AuthorView::new),
                named(rows, "tag", TagName::new),
                named(rows, "category", CategoryName::new));
    }

    private static <T> List<T> named(List<Row> rows, String kind, BiFunction<String, String, T> name) {
        return rows.stream()
                .filter(row -> row.kind().equals(kind))
                .map(row -> name.apply(row.key(), row.name()))
                .toList();
    }
}
