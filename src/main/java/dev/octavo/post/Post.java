package dev.octavo.post;

import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.event.EventType;
import dev.octavo.http.EntityTags;
import dev.octavo.http.Ids;
import dev.octavo.http.Selection;
import dev.octavo.site.Site;
import dev.octavo.site.UrlPattern;
import jakarta.persistence.Entity;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;

/** An article that is somebody's: who finds, changes and comments on it. */
@Entity
@DynamicUpdate
public class Post extends Owned {
    @Version
    long version;

    Instant createdAt;

    /** The site's pattern for addresses of posts. Read with the row, it costs no statement of its own and is never outdated. */
    @Formula("(select site.post_url from site)")
    String urlPattern;

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
        post.id = Ids.next();
        post.createdAt = now;
        post.urlPattern = Site.current().postUrl();
        post.publishedAt = wanted.publishedAt();
        post.authors.add(author.account());
        post.set(PostSettings.of(wanted, post, author));
        post.show(wanted.content(), wanted.content().rendered(), now);
        // After what takes long, because others who want the same slug wait from here on.
        post.slug = wanted.slug() == null
                ? PostSlug.free(wanted.title())
                : PostSlug.claim(wanted.slug(), post.id, takeover);
        var revision = new PostRevision(post, post.content(), note, author);
        post.shownRevision = revision.id;
        post.persist();
        revision.persist();
        post.begin(now);
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

    /** The same, to be shown: as much of it as is wanted. */
    static PostView readBy(Viewer viewer, PostRef ref, Selection selection, PostComments comments) {
        var found = ref.read(PostColumns.ofView(selection));
        var names = found.isPresent() && (PostNames.areShown(selection, viewer) || !viewer.isVisitor())
                ? PostNames.of(found.get())
                : PostNames.NONE;
        var post = found.filter(one -> one.isVisibleTo(viewer)).orElseThrow(() -> FormerSlug.missing(viewer, ref));
        var said = selection.names("comments")
                ? comments.newest(List.of(post.id), viewer).getOrDefault(post.id, List.of())
                : null;
        return PostView.of(post, names, viewer, said);
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
        var found = locked(viewer, ref);
        found.ifPresent(post -> tags.check(post.version, () -> PostView.of(post, viewer)));
        return found;
    }

    /** For a change of what belongs to it: it is locked, and what was due is done. */
    static Post lockedFor(Viewer viewer, PostRef ref) {
        return locked(viewer, ref).orElseThrow(() -> FormerSlug.missing(viewer, ref));
    }

    private static Optional<Post> locked(Viewer viewer, PostRef ref) {
        var found = visible(viewer, ref, LockModeType.PESSIMISTIC_WRITE);
        viewer.hasWaited();
        found.ifPresent(post -> Schedule.settle(post.mustBeEditableBy(viewer), viewer.now()));
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
        setAtOnce(PostSettings.of(wanted, this, by), by.now());
        save(wanted.content(), saving.note(), by);
        if (saving.publish()) {
            showFrom(since(by.now()), by.now());
        }
        moveTo(wanted.slug(), saving.takeover(), seen, by.now());
    }

    /**
     * Says what a file says, to readers at once, and is a draft, scheduled or published by its date, as if it were written
     * now. What it does not speak of stays: id, categories, comments and how they are moderated, whether it is featured or
     * unlisted. Asked to publish it, readers see it now even if the file says later or never.
     */
    void become(NewPost file, Saving saving, Viewer by) {
        var now = by.now();
        mustNotBeInTrash();
        var seen = wasSeen(now);
        setAtOnce(PostSettings.ofFile(file, this, by), now);
        save(file.content(), saving.note(), by);
        var at = file.publishedAt();
        showFrom(saving.publish() && (at == null || at.isAfter(now)) ? since(now) : at, now);
        moveTo(file.slug(), saving.takeover(), seen, now);
    }

    /** Saves once more what a revision says. */
    void goBackTo(PostRevision revision, String note, Viewer by) {
        mustNotBeInTrash();
        save(revision.content(), note, by);
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

    /** Where the site's frontend shows it, or will; null without a pattern, and for drafts and the trash. */
    String url() {
        return urlPattern == null || publishedAt == null || deletedAt != null
                ? null
                : UrlPattern.ofPost(urlPattern, id, slug, publishedAt);
    }
}
