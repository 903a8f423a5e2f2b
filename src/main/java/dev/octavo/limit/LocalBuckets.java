package dev.octavo.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The buckets of one limit in this node's memory: one number for whoever has asked lately, and bounded in all. */
final class LocalBuckets {
    /** So many that a flood from everywhere cannot fill the memory: some 15 MB. Whoever asks most is kept longest. */
    private static final int MOST = 100_000;

    private final Limit limit;
    private final Cache<String, AtomicLong> ends;

    LocalBuckets(Limit limit) {
        this.limit = limit;
        this.ends = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(
                        limit.isOff() ? Duration.ofMinutes(1) : limit.rate().window())
                .build();
    }

    Grant take(String who, long now) {
        if (limit.isOff()) {
            return Grant.unlimited(limit);
        }
        var end = ends.get(who, _ -> new AtomicLong());
        while (true) {
            var until = end.get();
            if (limit.isUsedUp(until, now)) {
                return limit.refused(until, now);
            }
            var next = Math.max(until, now) + limit.interval();
            if (end.compareAndSet(until, next)) {
                return limit.granted(next, now);
            }
        }
    }

    /** What taking one would give now if that is nothing. */
    Optional<Grant> refusal(String who, long now) {
        return Optional.ofNullable(limit.isOff() ? null : ends.getIfPresent(who))
                .map(AtomicLong::get)
                .filter(until -> limit.isUsedUp(until, now))
                .map(until -> limit.refused(until, now));
    }

    /** Takes one that is known only now to be one, even if there is none: it is owed. */
    void charge(String who, long now) {
        if (!limit.isOff()) {
            ends.get(who, _ -> new AtomicLong()).updateAndGet(until -> Math.max(until, now) + limit.interval());
        }
    }
}
