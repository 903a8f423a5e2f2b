package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.EntityTags;
import dev.octavo.http.Ids;
import dev.octavo.site.Moderation;
import dev.octavo.site.Site;
import dev.octavo.site.UrlPattern;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;

/** An article under its address: whose it is, who sees it since when, and whether one may comment on it. */
@Entity
@DynamicUpdate
public class Post extends Article {
    @Id
    public UUID id;

    @Version
    long version;

    String slug;

    @ManyToOne(fetch = FetchType.LAZY)
    Account author;

    Instant createdAt;

    /** Null for a draft, to come for a scheduled post. */
    Instant publishedAt;

    /** Of a post that readers have seen before, so that it comes back under its old date. */
    Instant firstPublishedAt;

    /** When it went to the trash, if it did. */
    Instant deletedAt;

    /** The site's pattern for addresses of posts. Read with the row, it costs no statement of its own and is never outdated. */
    @Formula("(select site.post_url from site)")
    String urlPattern;

    boolean commentsOpen;

    @Enumerated(EnumType.STRING)
    public Moderation commentModeration;

    int commentCount;

    protected Post() {}

    /**
     * Writes a post: a draft, or published at the time that it names.
     *
     * @param takeover whether it may take a slug that leads to another post
     * @param note why, for its history; may be null
     */
    public static Post write(Viewer author, NewPost wanted, boolean takeover, String note) {
        var now = author.now();
        var post = new Post();
        post.author = author.account();
        post.id = Ids.next();
        post.createdAt = now;
        post.urlPattern = Site.current().postUrl();
        post.publishedAt = wanted.publishedAt();
        post.setAtOnce(wanted);
        post.show(wanted.content(), wanted.content().rendered(), now);
        // After what takes long, because others who want the same slug wait from here on.
        post.slug =
                wanted.slug() == null ? PostSlug.free(wanted.title()) : PostSlug.claim(wanted.slug(), post, takeover);
        var revision = new PostRevision(post, post.content(), note, author);
        post.shownRevision = revision.id;
        post.persist();
        revision.persist();
        post.tell(EventType.POST_CREATED, post.isPublic(now));
        if (post.publishedAt != null) {
            post.tellOfPublication(post.isPublic(now), now);
        }
        flush();
        return post;
    }

    /**
     * The post that this names. Drafts, scheduled posts and the trash exist only for those who may edit them:
     * everyone else gets the 404 of a wrong slug. A slug that it has had leads to it, if it is theirs to see.
     */
    public static Post visibleTo(Viewer viewer, PostRef ref) {
        return visible(viewer, ref, LockModeType.NONE).orElseThrow(() -> FormerSlug.missing(viewer, ref));
    }

    /**
     * The same, for a change: its row is locked until the transaction ends, so that changes follow one another, and
     * is still the version that {@code If-Match} names.
     */
    static Post editableBy(Viewer viewer, PostRef ref, EntityTags tags) {
        return locked(viewer, ref, tags).orElseThrow(() -> FormerSlug.missing(viewer, ref));
    }

    /**
     * The post to replace, for a PUT: as {@link #editableBy}, and while there is none under a slug, nobody else puts one
     * there. Of one that the viewer may not see no more is told than that its slug is taken, when it is claimed.
     *
     * @param takeover whether a new post may come to be under a slug that leads to another
     * @return empty where a new post may come to be
     */
    static Optional<Post> replaceableBy(Viewer viewer, PostRef ref, boolean takeover, EntityTags tags) {
        if (ref.slug() == null) {
            return Optional.of(editableBy(viewer, ref, tags));
        }
        PostSlug.reserve(ref.slug());
        return locked(viewer, ref, tags).or(() -> {
            if (!takeover) {
                FormerSlug.follow(viewer, ref);
            }
            return tags.none();
        });
    }

    private static Optional<Post> locked(Viewer viewer, PostRef ref, EntityTags tags) {
        var found = visible(viewer, ref, LockModeType.PESSIMISTIC_WRITE);
        found.ifPresent(post -> tags.check(post.mustBeEditableBy(viewer).version, () -> PostView.of(post, viewer)));
        return found;
    }

    private static Optional<Post> visible(Viewer viewer, PostRef ref, LockModeType lock) {
        return ref.find(lock).filter(post -> post.isVisibleTo(viewer));
    }

    Post mustBeEditableBy(Viewer viewer) {
        if (!isEditableBy(viewer)) {
            throw viewer.refusal("Authors edit their own posts; editors edit all.");
        }
        return this;
    }

    /** Whether there never was a post; asked under a lock until the transaction ends, so that two who ask do not both hear yes. */
    public static boolean noneEver() {
        if (count() > 0) {
            return false;
        }
        getEntityManager()
                .createNativeQuery("lock table post in share row exclusive mode")
                .executeUpdate();
        return count() == 0;
    }

    /** Saves other content and settings. */
    void revise(NewPost wanted, Saving saving, Viewer by) {
        mustNotBeInTrash();
        var seen = wasSeen(by.now());
        if (wanted.commentsOpen() != commentsOpen || wanted.commentModeration() != commentModeration) {
            var isSeen = isPublic(by.now());
            tell(isSeen ? EventType.POST_UPDATED : EventType.POST_SAVED, isSeen);
        }
        setAtOnce(wanted);
        save(wanted.content(), saving.note(), by);
        if (saving.publish()) {
            showFrom(since(by.now()), by.now());
        }
        moveTo(wanted.slug(), saving.takeover(), seen, by.now());
    }

    /**
     * Says what a file says, to readers at once, and is a draft, scheduled or published by its date, as if it were written
     * now. What no file speaks of stays: id, comments and how they are moderated. Asked to publish it, readers see it now even
     * if the file says later or never.
     */
    void become(NewPost file, Saving saving, Viewer by) {
        var now = by.now();
        mustNotBeInTrash();
        var seen = wasSeen(now);
        save(file.content(), saving.note(), by);
        var at = file.publishedAt();
        showFrom(saving.publish() && (at == null || at.isAfter(now)) ? since(now) : at, now);
        moveTo(file.slug(), saving.takeover(), seen, now);
    }

    /** Saves once more what a revision says. */
    void goBackTo(PostRevision revision, String note, Viewer by) {
        mustNotBeInTrash();
        save(revision.content, note, by);
    }

    /** Shows the newest content to readers, from the given time on; without one since the first publication, or now. */
    void publish(Instant at, Instant now) {
        mustNotBeInTrash();
        showFrom(at == null ? since(now) : at, now);
    }

    /** Takes the post from its readers; it is a draft again. */
    void unpublish(Instant now) {
        mustNotBeInTrash();
        showFrom(null, now);
    }

    /** The date of a post that readers see from now on, or see already. */
    private Instant since(Instant now) {
        if (isPublic(now)) {
            return publishedAt;
        }
        return firstPublishedAt == null ? now : firstPublishedAt;
    }

    private void showFrom(Instant at, Instant now) {
        showWorkingCopy(now);
        var seen = isPublic(now);
        if (seen && !publishedAt.equals(at)) {
            firstPublishedAt = publishedAt;
        }
        var changes = !Objects.equals(publishedAt, at);
        publishedAt = at;
        if (changes) {
            tellOfPublication(seen || isPublic(now), now);
        }
    }

    private void tellOfPublication(boolean seenByReaders, Instant now) {
        tell(
                switch (status(now)) {
                    case PUBLISHED -> EventType.POST_PUBLISHED;
                    case SCHEDULED -> EventType.POST_SCHEDULED;
                    case DRAFT, TRASH -> EventType.POST_UNPUBLISHED;
                },
                seenByReaders);
    }

    @Override
    void tell(EventType what, boolean seenByReaders) {
        Event.record(what, id, slug, null, Visibility.of(seenByReaders));
    }

    /** After the tags, as in write(): in another order two writers could wait for each other. */
    private void moveTo(String wanted, boolean takeover, boolean seen, Instant now) {
        if (wanted != null && !wanted.equals(slug)) {
            var former = slug;
            slug = PostSlug.claim(wanted, this, takeover);
            if (seen) {
                FormerSlug.keep(former, this);
            }
            Event.record(EventType.POST_MOVED, id, slug, former, Visibility.of(isPublic(now)));
        }
    }

    /** Moves the post to the trash, which frees its slug. */
    void trash(Instant now) {
        if (deletedAt == null) {
            tell(EventType.POST_TRASHED, isPublic(now));
            deletedAt = now;
        }
    }

    /** Takes the post out of the trash, as it was, if need be under another slug. */
    void restore(Instant now) {
        if (deletedAt != null) {
            var former = slug;
            slug = PostSlug.again(slug);
            deletedAt = null;
            Event.record(
                    EventType.POST_RESTORED,
                    id,
                    slug,
                    slug.equals(former) ? null : former,
                    Visibility.of(isPublic(now)));
        }
    }

    /** Ends the post for good, because an admin wants it. */
    void purge(Viewer by) {
        if (!by.is(Role.ADMIN)) {
            throw by.refusal("Only admins end a post for good.");
        }
        if (deletedAt == null) {
            throw new PostNotInTrash();
        }
        purge();
    }

    /** The database ends with it what is its own. */
    void purge() {
        tell(EventType.POST_PURGED, false);
        delete();
    }

    /** Adds to the number of comments that readers see. Not a new version: nobody who edits the post minds. */
    public static void countComments(UUID post, int change) {
        if (change != 0) {
            update("commentCount = commentCount + ?1 where id = ?2", change, post);
        }
    }

    /** Asked by {@code comment}, which answers in its own words. */
    public boolean acceptsComments(Instant now) {
        return commentsOpen && isPublic(now);
    }

    /** Whether it is the viewer's to look after: authors their own, editors all. */
    public boolean isInCareOf(Viewer viewer) {
        return viewer.is(Role.EDITOR) || (viewer.is(Role.AUTHOR) && author.id.equals(viewer.id()));
    }

    /** What the columns are: what readers see, or what was saved of a post that they do not. */
    PostView.Version shownAs(Instant now) {
        return isPublic(now) || workingRevision != null ? PostView.Version.PUBLISHED : PostView.Version.WORKING;
    }

    /** Readers are not told, not even by a number, that a working copy was saved. */
    long versionFor(Viewer viewer) {
        return isEditableBy(viewer) ? version : version - hiddenSaves;
    }

    boolean isVisibleTo(Viewer viewer) {
        return isPublic(viewer.now()) || isEditableBy(viewer);
    }

    boolean isEditableBy(Viewer viewer) {
        return viewer.may(Scope.POSTS_WRITE) && isInCareOf(viewer);
    }

    @Override
    public boolean isPublic(Instant now) {
        return status(now) == PostStatus.PUBLISHED;
    }

    private boolean wasSeen(Instant now) {
        return isPublic(now) || firstPublishedAt != null;
    }

    PostStatus status(Instant now) {
        return PostStatus.of(publishedAt, deletedAt, now);
    }

    /** Where the site's frontend shows it, or will; null without a pattern, and for drafts and the trash. */
    String url() {
        return urlPattern == null || publishedAt == null || deletedAt != null
                ? null
                : UrlPattern.ofPost(urlPattern, id, slug, publishedAt);
    }

    private void setAtOnce(NewPost wanted) {
        commentsOpen = wanted.commentsOpen();
        commentModeration = wanted.commentModeration();
    }

    void mustNotBeInTrash() {
        if (deletedAt != null) {
            throw new PostInTrash();
        }
    }
}
