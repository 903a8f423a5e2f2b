package dev.octavo.post;

import dev.octavo.account.Viewer;
import dev.octavo.http.Moved;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.Optional;
import java.util.UUID;

/**
 * A slug that a post had when readers saw it. It leads to the post wherever that is, until another post takes it. While its post
 * is in the trash it leads nowhere, and is free. {@link PostSlug} sees to it that no post outside the trash has it.
 */
@Entity
class FormerSlug extends PanacheEntityBase {
    @Id
    String slug;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;

    /** From now on leads from this slug, which the post has had until now. */
    static void keep(String slug, UUID post) {
        var former = new FormerSlug();
        former.slug = slug;
        former.post = getEntityManager().getReference(Post.class, post);
        former.persist();
    }

    /** The post outside the trash that has had this slug. */
    static Optional<Post> post(String slug) {
        return FormerSlug.<FormerSlug>find("slug = ?1 and post.deletedAt is null", slug)
                .firstResultOptional()
                .map(former -> former.post);
    }

    /**
     * Asked of a name that no post has.
     *
     * @throws Moved if one has had it that the viewer may see
     */
    static void follow(Viewer viewer, PostRef ref) {
        Optional.ofNullable(ref.slug())
                .flatMap(FormerSlug::post)
                .filter(post -> post.isVisibleTo(viewer))
                .ifPresent(post -> {
                    throw new Moved("posts", post.slug);
                });
    }

    /** The same where there has to be a post. */
    static PostNotFound missing(Viewer viewer, PostRef ref) {
        follow(viewer, ref);
        return new PostNotFound(ref);
    }
}
