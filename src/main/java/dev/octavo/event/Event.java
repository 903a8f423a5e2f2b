package dev.octavo.event;

import dev.octavo.http.Attempt;
import dev.octavo.http.Ids;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * That something has changed: ids and slugs, no contents, so that nothing has to be hidden in it but the fact itself. A row is
 * written in the transaction of the change: both are there, or neither.
 */
@Entity
@Immutable
public class Event extends PanacheEntityBase {
    private static final ScopedValue<Boolean> BY_ITSELF = ScopedValue.newInstance();

    @Id
    UUID id;

    /** Given by PostgreSQL to the transaction; with the id the event's position. */
    @Column(insertable = false)
    Long xid;

    Instant occurredAt;

    @Enumerated(EnumType.STRING)
    EventType type;

    /** What has changed; null for the site. */
    UUID subject;

    /** Of what belongs to a post: a comment, a preview or a schedule. */
    @Column(name = "context")
    UUID post;

    /** The account that asked for it; null for a guest, and for what Octavo does by itself. */
    UUID actor;

    @Enumerated(EnumType.STRING)
    Visibility visibility;

    /** Of a post, a tag or a category, kept when it is no more. */
    String slug;

    String formerSlug;

    /** Before all events of a transaction. */
    static final UUID FIRST = new UUID(0, 0);

    /** Where an event stands in the order in which all read them: by transaction, and in one by id. */
    record Position(long xid, UUID id) {}

    protected Event() {}

    private Event(EventType type, UUID subject, UUID post, Visibility visibility) {
        this.id = Ids.next();
        this.occurredAt = bean(Clock.class).instant();
        this.type = type;
        this.subject = subject;
        this.post = post;
        this.actor = caller();
        this.visibility = visibility;
    }

    /** Of an account or a token, or of the site. */
    public static void record(EventType type, UUID subject, Visibility visibility) {
        new Event(type, subject, null, visibility).write();
    }

    /** By an account that is not signed in yet. */
    public static void record(EventType type, UUID subject, UUID actor) {
        var event = new Event(type, subject, null, Visibility.ADMINS);
        event.actor = actor;
        event.write();
    }

    /**
     * Of a post, a tag or a category.
     *
     * @param formerSlug null unless it has another one now
     */
    public static void record(EventType type, UUID subject, String slug, String formerSlug, Visibility visibility) {
        var event = new Event(type, subject, null, visibility);
        event.slug = slug;
        event.formerSlug = formerSlug;
        event.write();
    }

    /**
     * The transaction before which all have ended. Whoever reads by position stops there, and so passes over no event of one
     * that began earlier and commits later. Asked before the events are.
     */
    static long settled() {
        return (Long) getEntityManager()
                .createNativeQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", Long.class)
                .getSingleResult();
    }

    /** Of what belongs to a post: a comment, a preview or a schedule. */
    public static void recordUnder(UUID post, EventType type, UUID subject, Visibility visibility) {
        new Event(type, subject, post, visibility).write();
    }

    /** What Octavo does by itself, even if somebody else's request gave it the occasion. */
    public static void byItself(Runnable changes) {
        ScopedValue.where(BY_ITSELF, true).run(changes);
    }

    /** The next ones that are settled, in the order of their positions. */
    static List<Event> after(Position position, int limit) {
        return getEntityManager()
                .createQuery(
                        "from Event where xid < ?1 and xid >= ?2 and (xid > ?2 or id > ?3) order by xid, id",
                        Event.class)
                .setParameter(1, settled())
                .setParameter(2, position.xid())
                .setParameter(3, position.id())
                .setMaxResults(limit)
                .getResultList();
    }

    Position position() {
        return new Position(xid, id);
    }

    private void write() {
        persist();
        Arc.container().beanManager().getEvent().fire(this);
    }

    /** Asked here, so that entities need not be told who changes them. */
    private static UUID caller() {
        return !BY_ITSELF.isBound() && Arc.container().requestContext().isActive()
                ? bean(SecurityIdentity.class).getAttribute(Attempt.CALLER)
                : null;
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
