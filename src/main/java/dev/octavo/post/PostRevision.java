package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.Viewer;
import dev.octavo.http.Field;
import dev.octavo.http.Ids;
import dev.octavo.http.Listing;
import dev.octavo.http.NotFound;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import dev.octavo.tag.Tag;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A post's content as it was saved once. What can change is what it is called, and whether it is kept. */
@Entity
@DynamicUpdate
class PostRevision extends PanacheEntityBase {
    private static final Sort NEWEST_FIRST = Sort.by(Field.of("id", Type.ID), true);

    @Id
    UUID id;

    @Version
    long version;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;

    @ManyToOne(fetch = FetchType.LAZY)
    Account author;

    Instant createdAt;
    String note;
    String name;
    boolean pinned;

    /** Of the body, in bytes. */
    int size;

    // Lists do not read it.
    @Basic(fetch = FetchType.LAZY)
    @Immutable
    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    PostContent content;

    @Transient
    private Rendering rendering;

    protected PostRevision() {}

    PostRevision(Article article, PostContent content, String note, Viewer by) {
        this(Ids.next(), article, content, note, by);
    }

    PostRevision(UUID id, Article article, PostContent content, String note, Viewer by) {
        this.id = id;
        // There are no others.
        this.post = (Post) article;
        this.author = by.account();
        this.createdAt = by.now();
        this.note = note;
        this.content = content;
        this.size = content.body().getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * @throws NotFound if the post has no such revision
     */
    static PostRevision of(Post post, UUID id) {
        return find(post, id, LockModeType.NONE).orElseThrow(() -> notFound(id));
    }

    /** The same, for a change: nobody else changes or prunes it until the transaction ends. */
    static PostRevision locked(Post post, UUID id) {
        return find(post, id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> notFound(id));
    }

    static Optional<PostRevision> find(Post post, UUID id, LockModeType lock) {
        return PostRevision.<PostRevision>find("id = ?1 and post = ?2", id, post)
                .withLock(lock)
                .firstResultOptional();
    }

    /** The newest first. */
    static Listing<PostRevision> listing(Post post) {
        return new Listing<>(PostRevision.class, "join fetch row.author", NEWEST_FIRST)
                .where("row.post.id = :post", "post", post.id);
    }

    /** Of those that are kept, the one that this one came after. */
    Optional<PostRevision> before() {
        return PostRevision.<PostRevision>find("post = ?1 and id < ?2 order by id desc", post, id)
                .firstResultOptional();
    }

    /** Which version of its post it is, if it still is one. */
    PostView.Version is(Instant now) {
        if (post.workingRevision != null && id.equals(post.workingRevision.id)) {
            return PostView.Version.WORKING;
        }
        return id.equals(post.shownRevision) ? post.shownAs(now) : PostView.Version.REVISION;
    }

    void describe(RevisionEdit edit) {
        name = edit.name();
        pinned = edit.pinned();
    }

    /** What it says, its tags called what they are called now. */
    PostContent content() {
        return content.withTags(Tag.canonical(content.tags()));
    }

    /** Made once a request, of the few contents that readers do not see: it is not kept. */
    Rendering rendered() {
        if (rendering == null) {
            rendering = content.rendered();
        }
        return rendering;
    }

    private static NotFound notFound(UUID id) {
        return new NotFound("This post has no revision " + id + ".");
    }
}
