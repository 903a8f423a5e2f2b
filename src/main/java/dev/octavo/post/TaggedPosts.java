package dev.octavo.post;

import dev.octavo.tag.Tag;
import dev.octavo.tag.Tagged;
import dev.octavo.tag.Term;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.util.Map;

/** Which posts have a tag or a category. */
@Singleton
class TaggedPosts implements Tagged {
    private static final Map<Class<? extends Term>, String> COUNTS = Map.of(Tag.class, """
            (select count(*) from Post post join post.tags tag
            where tag.id = row.id and post.deletedAt is null and post.publishedAt <= :now)""");

    /** In the order of ids, before the rows of what they have, as whoever writes a post does. */
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
    public String countOf(Class<? extends Term> kind) {
        return COUNTS.get(kind);
    }

    @Override
    public void replace(Term term, Term by) {
        var kind = term instanceof Tag ? "tag" : "category";
        run(HOLD, kind).setParameter("term", term.id).getResultList();
        // Now nobody can give it to a further post.
        Post.getEntityManager().lock(term, LockModeType.PESSIMISTIC_WRITE);
        run(REPLACE, kind)
                .setParameter("term", term.id)
                .setParameter("by", by == null ? null : by.id)
                .executeUpdate();
    }

    private static Query run(String sql, String kind) {
        return Post.getEntityManager().createNativeQuery(sql.formatted("post_" + kind, kind + "_id"));
    }
}
