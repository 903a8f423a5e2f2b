package dev.octavo.http;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant. */
final class Spelling {
    private static final int NEAR = 3;

    private Spelling() {}

    /** A sentence's end that names the nearest of the known words; empty where none is near. */
    static String hint(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(word, other) <= Math.min(NEAR, other.length() / 2))
                .min(Comparator.comparingInt(other -> distance(word, other)))
                .map(nearest -> " (did you mean " + nearest + "?)")
                .orElse("");
    }

    /** How many letters have to be put in, taken out or changed (Levenshtein, 1965). */
    private static int distance(String one, String other) {
        if (one.length() > 64) {
            return one.length();
        }
        var before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                var changed =
                        Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1)) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + changed);
            }
            before = now;
        }
        return before[other.length()];
    }
}
