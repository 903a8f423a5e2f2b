package dev.octavo.http;

import dev.octavo.http.Sort.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows beyond a cursor, as a condition.
 *
 * @param equal how many of the first keys are the same in all rows, so that they say nothing
 */
record Keyset(Sort order, Cursor cursor, int equal) {
    /** The condition; its values are put among the others. */
    String condition(Map<String, Object> values) {
        var keys = order.keys().subList(equal, order.keys().size());
        var names = new ArrayList<String>();
        for (int i = 0; i < keys.size(); i++) {
            var text = cursor.values().get(equal + i);
            names.add(text == null ? null : ":cursor" + i);
            if (text != null) {
                values.put("cursor" + i, keys.get(i).field().type().read(text, null));
            }
        }
        var first = keys.getFirst();
        if (isUniform(keys)) {
            // Compared as wholes, which an index does too.
            return "(" + String.join(", ", keys.stream().map(Keyset::path).toList()) + ")" + further(first) + "("
                    + String.join(", ", names) + ")";
        }
        // The first key's bound by itself, because an index can start there, which it cannot with alternatives.
        return path(first) + further(first).stripTrailing() + "= " + names.getFirst() + " and ("
                + alternatives(keys, names) + ")";
    }

    /** Whether a row is beyond another if its values, compared one after the other, are. */
    private static boolean isUniform(List<Key> keys) {
        return keys.stream()
                .allMatch(key -> key.descending() == keys.getFirst().descending()
                        && !key.field().nullable());
    }

    /**
     * Rows beyond in the first key, or equal in it and beyond in the next, and so on. Nulls count as the greatest value forwards,
     * so that they are last.
     */
    private String alternatives(List<Key> keys, List<String> names) {
        var alternatives = new ArrayList<String>();
        var same = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            var path = path(keys.get(i));
            if (names.get(i) == null) {
                if (cursor.backwards()) {
                    alternatives.add(same + path + " is not null");
                }
                same.append(path).append(" is null and ");
                continue;
            }
            var beyond = path + further(keys.get(i)) + names.get(i);
            alternatives.add(same
                    + (keys.get(i).field().nullable() && !cursor.backwards()
                            ? "(" + beyond + " or " + path + " is null)"
                            : beyond));
            same.append(path).append(" = ").append(names.get(i)).append(" and ");
        }
        return String.join(" or ", alternatives);
    }

    private String further(Key key) {
        return key.isGreaterBeyond(cursor.backwards()) ? " > " : " < ";
    }

    private static String path(Key key) {
        return key.field().path();
    }
}
