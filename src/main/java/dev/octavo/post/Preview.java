package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.Secret;
import dev.octavo.account.Viewer;
import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.Field;
import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Listing;
import dev.octavo.http.NotFound;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Lets whoever holds its URL read what readers do not see yet: without an account, and for a while. The secret in the URL is shown
 * once; only its hash is kept.
 */
@Entity
class Preview extends PanacheEntityBase {
    /** One that is over is told apart from one that never was for so long. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private static final Sort NEWEST_FIRST = Sort.by(Field.of("id", Type.ID), true);

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;

    /** Null for what was saved last, whenever it is read. */
    @ManyToOne(fetch = FetchType.LAZY)
    PostRevision revision;

    @ManyToOne(fetch = FetchType.LAZY)
    Account author;

    byte[] hash;
    boolean singleUse;
    Instant createdAt;
    Instant expiresAt;

    /** When it was read first. */
    Instant usedAt;

    protected Preview() {}

    /** Of a post that the viewer may edit. */
    static Preview make(Post post, NewPreview wanted, String secret, Viewer by) {
        delete("post = ?1 and expiresAt < ?2", post, by.now().minus(REMEMBERED));
        var preview = new Preview(Ids.next(), post, wanted, secret, by);
        preview.persist();
        Event.recordUnder(post.id, EventType.PREVIEW_CREATED, preview.id, Visibility.EDITORS);
        return preview;
    }

    Preview(UUID id, Post post, NewPreview wanted, String secret, Viewer by) {
        this.id = id;
        this.post = post;
        this.revision = wanted.revision() == null
                ? null
                : PostRevision.find(post, wanted.revision(), LockModeType.NONE)
                        .orElseThrow(() -> InvalidInput.at("/revision", "unknown", "must be a revision of this post"));
        this.author = by.account();
        this.hash = Secret.hash(secret);
        this.singleUse = wanted.singleUse();
        this.createdAt = by.now();
        this.expiresAt = by.now().plus(wanted.ttl());
    }

    /** Those of a post that have not expired, the newest first. */
    static Listing<Preview> listing(Post post, Instant now) {
        return new Listing<>(Preview.class, "join fetch row.author", NEWEST_FIRST)
                .where("row.post.id = :post", "post", post.id)
                .where("row.expiresAt > :now", "now", now);
    }

    /**
     * @throws NotFound if the post has no such preview
     */
    static Preview of(Post post, UUID id) {
        return Preview.<Preview>find("id = ?1 and post = ?2", id, post)
                .firstResultOptional()
                .orElseThrow(() -> new NotFound("This post has no preview " + id + "."));
    }

    /**
     * Uses it.
     *
     * @param counts whether it is over if it is good for one use
     * @throws NotFound if there is none with this secret, or it was revoked, or its post is in the trash, or whoever made it may not edit the post any more
     * @throws PreviewEnded if it has expired, or was good for one use
     */
    static Preview open(String secret, boolean counts, Instant now) {
        var preview = Preview.<Preview>find(
                        "from Preview p join fetch p.post post join fetch p.author a"
                                + " where p.hash = ?1 and post.deletedAt is null and a.disabledAt is null",
                        Secret.hash(secret))
                .firstResultOptional()
                .filter(found -> found.post.isInCareOf(Viewer.acting(found.author, now)))
                .orElseThrow(() -> new NotFound("There is no such preview, or it was revoked."));
        if (!preview.expiresAt.isAfter(now)) {
            throw new PreviewEnded("This preview has expired.");
        }
        // One statement, so that of two who read at once one reads first.
        var isFirst = counts && update("usedAt = ?1 where id = ?2 and usedAt is null", now, preview.id) > 0;
        if (preview.singleUse && !isFirst && (counts || preview.usedAt != null)) {
            throw new PreviewEnded("This preview was good for one use.");
        }
        return preview;
    }

    void revoke() {
        delete();
        Event.recordUnder(post.id, EventType.PREVIEW_REVOKED, id, Visibility.EDITORS);
    }
}
