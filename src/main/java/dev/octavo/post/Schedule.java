package dev.octavo.post;

import dev.octavo.account.Role;
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
import dev.octavo.post.NewSchedule.Action;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/**
 * What is to come of a post at an instant. Since when and until when readers see it are dates of the post, so that they are exact;
 * their rows are there to write the event. An update is done by its row, a moment later. Whoever writes one has locked the post.
 */
@Entity
@DynamicUpdate
class Schedule extends PanacheEntityBase {
    private static final Sort SOONEST_FIRST = new Sort(List.of(
            new Sort.Key(Field.of("dueAt", Type.INSTANT), false), new Sort.Key(Field.of("id", Type.ID), false)));

    @Id
    UUID id;

    @Version
    long version;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;

    @Enumerated(EnumType.STRING)
    Action action;

    Instant dueAt;
    String zone;

    /** Of an update only. */
    @ManyToOne(fetch = FetchType.LAZY)
    PostRevision revision;

    protected Schedule() {}

    private Schedule(Post post, Action action, Instant dueAt, String zone) {
        this(Ids.next(), post, action, dueAt, zone);
    }

    Schedule(UUID id, Post post, Action action, Instant dueAt, String zone) {
        this.id = id;
        this.post = post;
        this.action = action;
        this.dueAt = dueAt;
        this.zone = zone;
    }

    static Schedule plan(Post post, NewSchedule wanted, Viewer by) {
        post.mustNotBeInTrash();
        if (wanted.action() == Action.PUBLISH && post.publishedAt != null) {
            throw new ScheduleConflict("The post is published, or is going to be: change when instead.");
        }
        if (wanted.action() == Action.UNPUBLISH && post.unpublishAt != null) {
            throw new ScheduleConflict("The post is going to be unpublished: change when instead.");
        }
        var schedule = new Schedule(post, wanted.action(), null, null);
        schedule.set(wanted, by);
        schedule.persist();
        schedule.apply(schedule.dueAt, by.now());
        schedule.tell(EventType.SCHEDULE_CREATED);
        return schedule;
    }

    void change(NewSchedule wanted, Viewer by) {
        post.mustNotBeInTrash();
        if (wanted.action() != action) {
            throw InvalidInput.at("/action", "read-only", "is read-only: cancel this and make another");
        }
        set(wanted, by);
        apply(dueAt, by.now());
        tell(EventType.SCHEDULE_CHANGED);
    }

    /** It does not come. A post that was to be published is a draft again. */
    void cancel(Instant now) {
        post.mustNotBeInTrash();
        delete();
        apply(null, now);
        tell(EventType.SCHEDULE_CANCELLED);
    }

    private void set(NewSchedule wanted, Viewer by) {
        var when = Moment.parse(wanted.at(), wanted.zone());
        if (!when.at().isAfter(by.now())) {
            throw InvalidInput.at("/at", "past", "must be to come; now it is " + by.now());
        }
        if (action != Action.UPDATE && wanted.revision() != null) {
            throw InvalidInput.at("/revision", "conflicting", "is for updates only");
        }
        dueAt = when.at();
        zone = when.zone();
        if (action == Action.UPDATE) {
            revision = revision(wanted.revision());
            // Now, so that what cannot be rendered is not waited for.
            revision.rendered();
            if (!post.isPublic(dueAt)) {
                throw new ScheduleConflict("Readers do not see the post then: there is nothing to update.");
            }
        }
    }

    private PostRevision revision(UUID wanted) {
        if (wanted == null && post.workingRevision == null) {
            throw InvalidInput.at("/revision", "missing", "must be given, because the post has no working copy");
        }
        return wanted == null
                ? post.workingRevision
                : PostRevision.find(post, wanted, LockModeType.PESSIMISTIC_READ)
                        .orElseThrow(() -> InvalidInput.at("/revision", "unknown", "must be a revision of this post"));
    }

    private void apply(Instant at, Instant now) {
        switch (action) {
            case PUBLISH -> post.showFrom(at, now);
            case UNPUBLISH -> post.hideFrom(at, now);
            case UPDATE -> {
                // Its row is all there is of it.
            }
        }
    }

    /** Of a publication, events of the post tell. */
    private void tell(EventType what) {
        if (action != Action.PUBLISH) {
            Event.recordUnder(post.id, what, id, Visibility.EDITORS);
        }
    }

    /** Makes, moves and ends rows as the dates of the post say, after they have changed. */
    static void follow(Post post, Instant now) {
        follow(post, Action.PUBLISH, post.status(now) == PostStatus.SCHEDULED ? post.publishedAt : null);
        follow(post, Action.UNPUBLISH, post.unpublishAt);
    }

    private static void follow(Post post, Action action, Instant at) {
        var row = Schedule.<Schedule>find("post = ?1 and action = ?2", post, action)
                .firstResultOptional();
        if (at == null) {
            row.ifPresent(ended -> {
                ended.delete();
                ended.tell(EventType.SCHEDULE_CANCELLED);
            });
        } else {
            row.ifPresentOrElse(known -> known.dueAt = at, () -> new Schedule(post, action, at, "UTC").persist());
        }
    }

    /**
     * Does what is due of a post whose row is locked, in the order of its time, as something that Octavo does by itself. Of a post
     * in the trash it waits.
     */
    static void settle(Post post, Instant now) {
        if (post.deletedAt != null) {
            return;
        }
        List<Schedule> due = list("post = ?1 and dueAt <= ?2 order by dueAt, id", post, now);
        if (!due.isEmpty()) {
            Event.byItself(() -> due.forEach(schedule -> schedule.happen(now)));
            // So that the version is that of what is there now.
            flush();
        }
    }

    private void happen(Instant now) {
        delete();
        switch (action) {
            case PUBLISH -> post.tellOfPublication(true, dueAt);
            case UNPUBLISH -> post.end(dueAt);
            case UPDATE -> {
                if (!post.isPublic(dueAt) || !post.showInstead(revision, now)) {
                    tell(EventType.SCHEDULE_CANCELLED);
                }
            }
        }
    }

    /** Those of a post, the soonest first. */
    static Listing<Schedule> listing(Post post) {
        return listing().where("row.post.id = :post", "post", post.id);
    }

    /** Those that are the viewer's to look after. What is in the trash does not come. */
    static Listing<Schedule> listing(Viewer viewer) {
        return listing()
                .where("row.post.deletedAt is null")
                .where(PostAuthors.include("row.post"), "viewer", viewer.is(Role.EDITOR) ? null : viewer.id());
    }

    private static Listing<Schedule> listing() {
        return new Listing<>(Schedule.class, "join fetch row.post", SOONEST_FIRST);
    }

    /**
     * @throws NotFound if there is none, or none of a post that the viewer may edit
     */
    static Schedule of(Viewer viewer, UUID id) {
        return Schedule.<Schedule>findByIdOptional(id)
                .filter(schedule -> schedule.post.isEditableBy(viewer))
                .orElseThrow(() -> new NotFound("There is no schedule " + id + " that you may see."));
    }

    /** The same for a change: its post is locked, and what was due is done. */
    static Schedule locked(Viewer viewer, UUID id) {
        var post = of(viewer, id).post.id;
        getEntityManager().clear();
        Post.lockedFor(viewer, new PostRef(post, null));
        return of(viewer, id);
    }
}
