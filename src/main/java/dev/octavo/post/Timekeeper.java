package dev.octavo.post;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** Does what is due. On any number of nodes: each takes what no other is at. */
@ApplicationScoped
class Timekeeper {
    private static final Logger LOG = Logger.getLogger(Timekeeper.class);

    private final Clock clock;

    /** Said once, and not each second: the post that something is wrong with, or with none the database. */
    private final Set<List<UUID>> said = ConcurrentHashMap.newKeySet();

    Timekeeper(Clock clock) {
        this.clock = clock;
    }

    /** Before anybody is answered, so that nobody reads what should have changed while no node ran. A command changes nothing. */
    void catchUp(@Observes StartupEvent event, Scheduler scheduler) {
        if (scheduler.isRunning()) {
            sweep();
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        var now = clock.instant();
        var failed = new ArrayList<UUID>();
        while (settleNext(now, failed)) {
            // There may be more.
        }
    }

    /** Of one post after the other, so that one that fails keeps nobody from what is theirs. */
    private boolean settleNext(Instant now, List<UUID> failed) {
        var claimed = new ArrayList<UUID>();
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                claimed.addAll(claim(now, failed));
                claimed.forEach(post -> Schedule.settle(Post.findById(post), now));
            });
        } catch (RuntimeException e) {
            if (said.add(List.copyOf(claimed))) {
                LOG.errorf(e, "what is due of posts %s is tried again each second", claimed);
            }
            failed.addAll(claimed);
            return !claimed.isEmpty();
        }
        said.remove(claimed);
        return !claimed.isEmpty();
    }

    /** Locks the post, with what is due of it first. */
    private static List<UUID> claim(Instant now, List<UUID> failed) {
        return Post.getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("""
                        select post.id from schedule join post on post.id = post_id
                        where due_at <= :now and deleted_at is null and post.id <> all (:failed)
                        order by due_at, schedule.id limit 1
                        for update of schedule skip locked for no key update of post skip locked
                        """, UUID.class)
                .setParameter("now", now)
                .setParameter("failed", failed.toArray(UUID[]::new))
                .getResultList();
    }
}
