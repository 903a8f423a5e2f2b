package dev.octavo.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Which revisions are kept. A save prunes those of its own post, so that no timer is needed. */
@ApplicationScoped
class Retention {
    private final RevisionsConfig config;

    Retention(RevisionsConfig config) {
        this.config = config;
    }

    /**
     * Writes what has been changed, and lets go of the post's revisions that are too many or too old. After all changes: written in
     * two steps they would count as two versions.
     */
    void prune(Post post, Instant now) {
        Post.flush();
        Post.getEntityManager()
                .createNativeQuery("""
                        delete from post_revision revision using post
                        where post.id = :post and revision.post_id = post.id
                        and not revision.pinned and revision.name is null
                        and revision.id is distinct from post.shown_revision
                        and revision.id is distinct from post.working_revision
                        and not exists (select from preview where revision_id = revision.id and expires_at > :now)
                        and not exists (select from schedule where revision_id = revision.id)
                        and (revision.created_at < :oldest or revision.id not in (
                            select id from post_revision where post_id = :post order by id desc limit :keep))
                        """)
                .setParameter("post", post.id)
                .setParameter("oldest", now.minus(config.maxAge()))
                .setParameter("now", now)
                .setParameter("keep", config.keep())
                .executeUpdate();
    }
}
