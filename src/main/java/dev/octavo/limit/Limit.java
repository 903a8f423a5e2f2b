package dev.octavo.limit;

/**
 * A rate with a name, and the arithmetic of its buckets (the generic cell rate algorithm). A bucket is one number: the time at which it is
 * full again. Taking one moves that time by an interval; it must not come to lie further off than a full bucket lasts.
 * Times are microseconds since 1970, of the injected clock.
 */
public record Limit(String name, Rate rate) {
    boolean isOff() {
        return rate.isOff();
    }

    /** After which one that was taken is there again. */
    long interval() {
        return Math.max(1, rate.window().toNanos() / 1_000 / rate.quota());
    }

    /** How long a full bucket lasts whoever takes from it without pause; a multiple of the interval, so that no rounding eats one. */
    long capacity() {
        return interval() * rate.quota();
    }

    /** Whether a bucket that is full again at a time has none to give now. */
    boolean isUsedUp(long until, long now) {
        return Math.max(until, now) + interval() > now + capacity();
    }

    /** What of {@code RateLimit-Policy} is this one's. */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, rate.quota(), rate.window().toSeconds());
    }

    Grant granted(long until, long now) {
        return new Grant(this, true, until, now);
    }

    Grant refused(long until, long now) {
        return new Grant(this, false, until, now);
    }
}
