package dev.octavo.post;

import dev.octavo.tag.Category;
import dev.octavo.tag.Tag;
import dev.octavo.tag.Tagged;
import dev.octavo.tag.Term;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import java.util.Map;

/** Which posts have a tag or a category. */
@Singleton
class TaggedPosts implements Tagged {
    private static final String SEEN = PostStatus.listed("post");
    private static final Map<Class<? extends Term>, String> POSTS = Map.of(
            Tag.class, "Post post join post.tags tag where tag.id = row.id and " + SEEN, Category.class, """
            Post post join post.categories category
            where (category.path = row.path or category.path like concat(row.path, ' %')) and \
            """ + SEEN);

    /** In the order of ids, so that two who do this never wait for each other. */
    private static final String HOLD =
            "select id from post where id in (select post_id from %1$s where %2$s = :term) order by id for update";

    /** All that such a post has is put down anew, so that no place is empty and none is taken twice. */
    private static final String REPLACE = """
            with had as (
              delete from %1$s where post_id in (select post_id from %1$s where %2$s = :term) returning post_id, position, %2$s),
            wanted as (
              select post_id, case %2$s when :term then cast(:by as uuid) else %2$s end as term, min(position) as place
              from had group by 1, 2)
            insert into %1$s (post_id, position, %2$s)
            select post_id, row_number() over (partition by post_id order by place) - 1, term from wanted where term is not null""";

    @Override
    public String of(Class<? extends Term> kind) {
        return POSTS.get(kind);
    }

    @Override
    public String countsByTag() {
        return "select tag.id as tag, count(*) as posts from Post post join post.tags tag where " + SEEN
                + " group by tag.id";
    }

    @Override
    public void hold(Term term) {
        query(HOLD, term).getResultList();
    }

    @Override
    public void replace(Term term, Term by) {
        query(REPLACE, term).setParameter("by", by == null ? null : by.id).executeUpdate();
    }

    private static Query query(String sql, Term term) {
        var kind = term instanceof Tag ? "tag" : "category";
        return Post.getEntityManager()
                .createNativeQuery(sql.formatted("post_" + kind, kind + "_id"))
                .setParameter("term", term.id);
    }
}
