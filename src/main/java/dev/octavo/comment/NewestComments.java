package dev.octavo.comment;

import dev.octavo.account.Viewer;
import dev.octavo.http.Listing;
import dev.octavo.http.Selection;
import dev.octavo.http.Sort;
import dev.octavo.post.PostComments;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The newest comments under each of some posts. */
@Singleton
class NewestComments implements PostComments {
    private static final int EACH = 3;

    /** Post by post, so that what is said under one costs nothing of its older comments. */
    private static final String NEWEST = """
            row.id in (
              select few.id from Post post join lateral (
                select said.id as id from Comment said where said.post.id = post.id and said.status = APPROVED
                order by said.createdAt desc, said.id desc limit %d) few
              where post.id in (:posts))""".formatted(EACH);

    @Override
    public Class<? extends Item> view() {
        return CommentView.class;
    }

    @Override
    public Map<UUID, List<Item>> newest(List<UUID> posts, Viewer viewer) {
        return new Listing<>(Comment.class, CommentColumns.JOINS, Sort.parse("-createdAt", CommentFilter.FIELDS))
                        .reading(CommentColumns.of(Selection.USUAL, false))
                        .where(NEWEST, "posts", posts)
                        .first(Comment.getEntityManager(), EACH * posts.size())
                        .stream()
                        .collect(Collectors.groupingBy(
                                comment -> comment.post.id,
                                Collectors.mapping(comment -> CommentView.of(comment, viewer), Collectors.toList())));
    }
}
