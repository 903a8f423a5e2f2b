package dev.octavo.post;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.jpa.SpecHints;

/** Where deleted posts wait, so that they can be taken back for a while. */
@ApplicationScoped
class Trash {
    /** Few, because each takes its comments with it, and others may wait for those. */
    private static final int AT_ONCE = 20;

    /** Hibernate's word for skipping what is locked. */
    private static final int SKIP_LOCKED = -2;

    private final TrashConfig config;
    private final Clock clock;

    Trash(TrashConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Ends what has been here for too long. Any number of nodes may do so at once: each takes what no other is at. */
    @Scheduled(every = "1H", delayed = "1M", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        config.retention().filter(Duration::isPositive).ifPresent(kept -> {
            var before = clock.instant().minus(kept);
            while (QuarkusTransaction.requiringNew().call(() -> purgeSome(before)) == AT_ONCE) {
                // There may be more.
            }
        });
    }

    private static int purgeSome(Instant before) {
        List<Post> old = Post.<Post>find("deletedAt <= ?1 order by deletedAt", before)
                .page(0, AT_ONCE)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
                .list();
        old.forEach(Post::purge);
        return old.size();
    }
}
