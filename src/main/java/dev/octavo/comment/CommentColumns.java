package dev.octavo.comment;

import dev.octavo.account.Account;
import dev.octavo.http.Column;
import dev.octavo.http.Selection;
import dev.octavo.post.Post;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which columns the properties of a comment are made of: what is not shown is not read. */
final class CommentColumns {
    /** What they need of the account that wrote it. */
    static final String JOINS = "left join row.account account";

    private static final Set<String> ALL = Set.of(
            "id", "post", "parent", "depth", "status", "author", "body", "html", "createdAt", "updatedAt", "links");

    private static final Map<String, List<Column<Comment>>> MADE_OF = Map.of(
            "post", List.of(post()),
            "links", List.of(post()),
            "parent",
                    List.of(new Column<>(
                            "row.parent.id", (comment, id) -> comment.parent = reference(Comment.class, id))),
            "highlight", List.of(),
            "email", List.of(Column.of(Comment.class, "authorEmail")),
            "author",
                    List.of(
                            Column.of(Comment.class, "authorName"),
                            Column.of(Comment.class, "authorUrl"),
                            new Column<>("account.username", (comment, username) -> {
                                if (username != null) {
                                    comment.account = Column.empty(Account.class);
                                    comment.account.username = (String) username;
                                }
                            }),
                            new Column<>("account.name", (comment, name) -> {
                                if (comment.account != null) {
                                    comment.account.name = (String) name;
                                }
                            })));

    private CommentColumns() {}

    /** What is shown to readers, or to moderators, who see one thing more. */
    static List<Column<Comment>> of(Selection selection, boolean toModerators) {
        return Stream.concat(
                        // Whether it is shown, and where it leads.
                        Stream.of("id", "post", "status", "createdAt"),
                        Stream.concat(
                                selection.shown(ALL).stream(), toModerators ? Stream.of("email") : Stream.empty()))
                .distinct()
                .flatMap(name -> MADE_OF.containsKey(name)
                        ? MADE_OF.get(name).stream()
                        : Stream.of(Column.of(Comment.class, name)))
                .distinct()
                .toList();
    }

    private static Column<Comment> post() {
        return new Column<>("row.post.id", (comment, id) -> comment.post = reference(Post.class, id));
    }

    private static <T> T reference(Class<T> type, Object id) {
        return id == null ? null : Comment.getEntityManager().getReference(type, id);
    }
}
