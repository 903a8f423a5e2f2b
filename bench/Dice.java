/** SplitMix64: whatever is thrown follows from the seed and the number of what it is for, on any machine, in any thread. */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed, long number) {
        state = mix(seed * GOLDEN) ^ mix(number * GOLDEN + 1);
    }

    private static long mix(long bits) {
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    long bits() {
        return mix(state += GOLDEN);
    }

    /** From 0 up to, and not, 1. */
    double part() {
        return (bits() >>> 11) * 0x1p-53;
    }

    int below(int end) {
        return (int) ((bits() >>> 32) * end >>> 32);
    }

    /** From the first to the last, both possible. */
    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    boolean chance(double probability) {
        return part() < probability;
    }
}
