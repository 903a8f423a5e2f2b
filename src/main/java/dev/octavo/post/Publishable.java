package dev.octavo.post;

import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Objects;

/** An article under its address: since when readers see it, or that it is in the trash. Every change of that is an event. */
@MappedSuperclass
abstract class Publishable extends Article {
    String slug;

    /** Null for a draft, to come for a scheduled post. */
    Instant publishedAt;

    /** Until when readers see it; null for ever. */
    Instant unpublishAt;

    /** Of a post that readers have seen before, so that it comes back under its old date. */
    Instant firstPublishedAt;

    /** When it went to the trash, if it did. */
    Instant deletedAt;

    /** Whether it is read at its address only: no list, count or event tells readers that it is there. */
    boolean unlisted;

    /** Tells of a new post. */
    void begin(Instant now) {
        tell(EventType.POST_CREATED, isPublic(now));
        if (publishedAt != null) {
            if (!isPublic(now)) {
                Schedule.follow((Post) this, now);
            }
            tellOfPublication(isPublic(now), now);
        }
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
    Instant since(Instant now) {
        if (isPublic(now)) {
            return publishedAt;
        }
        return firstPublishedAt == null ? now : firstPublishedAt;
    }

    void showFrom(Instant at, Instant now) {
        var seen = isPublic(now);
        if (seen && !publishedAt.equals(at)) {
            firstPublishedAt = publishedAt;
        }
        if (at == null) {
            unpublishAt = null;
        }
        var changes = !Objects.equals(publishedAt, at);
        publishedAt = at;
        // Told only to those who see it from now on.
        showWorkingCopy(now);
        if (changes) {
            mustEndAfterItBegins();
            Schedule.follow((Post) this, now);
            tellOfPublication(seen || isPublic(now), now);
        }
    }

    /** Shows the post until then; null for ever. Readers are not told. */
    void hideFrom(Instant at, Instant now) {
        if (!Objects.equals(unpublishAt, at)) {
            hiddenSaves += isPublic(now) ? 1 : 0;
            unpublishAt = at;
            mustEndAfterItBegins();
            Schedule.follow((Post) this, now);
        }
    }

    /** The time until which readers saw it has come. */
    void end(Instant then) {
        unpublishAt = null;
        unpublish(then);
    }

    private void mustEndAfterItBegins() {
        if (unpublishAt != null && (publishedAt == null || !publishedAt.isBefore(unpublishAt))) {
            throw new ScheduleConflict(
                    publishedAt == null
                            ? "The post is a draft: publish it, or say when, before you say until when."
                            : "The post would be unpublished at %s, before it is published at %s."
                                    .formatted(unpublishAt, publishedAt));
        }
    }

    void tellOfPublication(boolean seenByReaders, Instant now) {
        tell(
                switch (status(now)) {
                    case PUBLISHED -> EventType.POST_PUBLISHED;
                    case SCHEDULED -> EventType.POST_SCHEDULED;
                    case DRAFT, TRASH -> EventType.POST_UNPUBLISHED;
                },
                seenByReaders);
    }

    /** After the tags, as in write(): in another order two writers could wait for each other. */
    void moveTo(String wanted, boolean takeover, boolean seen, Instant now) {
        if (wanted != null && !wanted.equals(slug)) {
            var former = slug;
            slug = PostSlug.claim(wanted, id, takeover);
            if (seen) {
                FormerSlug.keep(former, id);
            }
            tell(EventType.POST_MOVED, isPublic(now), former);
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
            tell(EventType.POST_RESTORED, isPublic(now), slug.equals(former) ? null : former);
            Schedule.settle((Post) this, now);
        }
    }

    /** What the columns are: what readers see, or what was saved of a post that they do not. */
    PostView.Version shownAs(Instant now) {
        return isPublic(now) || workingRevision != null ? PostView.Version.PUBLISHED : PostView.Version.WORKING;
    }

    @Override
    public boolean isPublic(Instant now) {
        return status(now) == PostStatus.PUBLISHED;
    }

    /** Whether readers come upon it without having been told its address. */
    public boolean isListed(Instant now) {
        return isPublic(now) && !unlisted;
    }

    boolean wasSeen(Instant now) {
        return isPublic(now) || firstPublishedAt != null;
    }

    PostStatus status(Instant now) {
        return PostStatus.of(publishedAt, unpublishAt, deletedAt, now);
    }

    @Override
    void tell(EventType what, boolean seenByReaders) {
        tell(what, seenByReaders, null);
    }

    private void tell(EventType what, boolean seenByReaders, String former) {
        Event.record(what, id, slug, former, Visibility.of(seenByReaders && !unlisted));
    }

    void mustNotBeInTrash() {
        if (deletedAt != null) {
            throw new PostInTrash();
        }
    }
}
