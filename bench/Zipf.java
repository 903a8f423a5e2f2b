import java.util.ArrayDeque;

/** Ranks from 0, the first the most frequent: the n-th is thrown in proportion to 1 / (n + shift)^exponent. */
final class Zipf {
    // The alias method of A. J. Walker: one throw, one look, however many ranks there are.
    private final double[] own;
    private final int[] other;

    Zipf(int ranks, double exponent, double shift) {
        own = new double[ranks];
        other = new int[ranks];
        var sum = 0.0;
        for (var rank = 0; rank < ranks; rank++) {
            own[rank] = StrictMath.pow(rank + 1 + shift, -exponent);
            sum += own[rank];
        }
        var small = new ArrayDeque<Integer>();
        var large = new ArrayDeque<Integer>();
        for (var rank = 0; rank < ranks; rank++) {
            own[rank] *= ranks / sum;
            (own[rank] < 1 ? small : large).add(rank);
        }
        while (!small.isEmpty() && !large.isEmpty()) {
            var low = small.poll();
            var high = large.poll();
            other[low] = high;
            own[high] -= 1 - own[low];
            (own[high] < 1 ? small : large).add(high);
        }
        small.forEach(rank -> own[rank] = 1);
        large.forEach(rank -> own[rank] = 1);
    }

    int rank(Dice dice) {
        var rank = dice.below(own.length);
        return dice.part() < own[rank] ? rank : other[rank];
    }
}
