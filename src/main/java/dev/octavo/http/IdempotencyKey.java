package dev.octavo.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a client calls a POST by, so that it can be sent again: 1 to 255 visible characters of ASCII, quoted as the
 * strings of RFC 8941 are, or bare. Quoted and bare it is the same key.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">draft-ietf-httpapi-idempotency-key-header</a>
 */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";

    /** The sign that the answer is an earlier one. */
    static final String REPLAYED = "Idempotency-Replayed";

    /** No quotes and no commas: they would be a quoted key that is broken, or two keys that a proxy has joined. */
    private static final Pattern BARE = Pattern.compile("[!#-+\\--~]{1,255}");

    private static final Pattern QUOTED = Pattern.compile("\"((?:[!#-\\[\\]-~]|\\\\[\"\\\\]){1,255})\"");

    private IdempotencyKey() {}

    /**
     * @param values of all headers of this name
     * @throws InvalidInput if there is more than one, or it is no key
     */
    static String parse(List<String> values) {
        if (values.size() > 1) {
            throw InvalidInput.parameter(HEADER, "repeated", "may stand here only once");
        }
        var value = values.getFirst();
        var quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return quoted.group(1).replaceAll("\\\\(.)", "$1");
        }
        if (!BARE.matcher(value).matches()) {
            throw InvalidInput.parameter(
                    HEADER, "malformed", "must be 1 to 255 visible ASCII characters, such as a UUID, quoted or bare");
        }
        return value;
    }
}
