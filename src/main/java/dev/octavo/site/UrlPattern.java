package dev.octavo.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Addresses of a frontend, with places in braces for what tells one page from another: {@code
 * https://blog.example.org/{year}/{slug}}. What fills them needs no escaping: slugs, names, ids and numbers.
 */
public final class UrlPattern {
    static final int MAX_LENGTH = 500;

    /** First, because what is repeated is matched recursively: a long text would exhaust the stack. */
    private static final String LENGTH = "^(?=.{1," + MAX_LENGTH + "}$)";

    private static final String HOST = "[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9.-]+(:[0-9]{1,5})?";
    private static final String PLAIN = "[A-Za-z0-9._~:@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}";

    /** For posts; {@code {slug}} or {@code {id}} tells them apart. */
    static final String POST =
            LENGTH + "(?=.*\\{(slug|id)\\})" + HOST + "[/?#](" + PLAIN + "|[/?#]|\\{(slug|id|year|month|day)\\})*$";

    static final String TAG = LENGTH + "(?=.*\\{slug\\})" + HOST + "[/?#](" + PLAIN + "|[/?#]|\\{slug\\})*$";
    static final String AUTHOR = LENGTH + "(?=.*\\{username\\})" + HOST + "[/?#](" + PLAIN + "|[/?#]|\\{username\\})*$";

    private static final DateTimeFormatter YEAR = utc("uuuu");
    private static final DateTimeFormatter MONTH = utc("MM");
    private static final DateTimeFormatter DAY = utc("dd");

    private UrlPattern() {}

    /**
     * Where the frontend shows a post.
     *
     * @param publishedAt gives year, month and day, in UTC
     */
    public static String ofPost(String pattern, UUID id, String slug, Instant publishedAt) {
        return pattern.replace("{slug}", slug)
                .replace("{id}", id.toString())
                .replace("{year}", YEAR.format(publishedAt))
                .replace("{month}", MONTH.format(publishedAt))
                .replace("{day}", DAY.format(publishedAt));
    }

    /** The folder in which the pages of a pattern differ for the first time: {@code https://example.org/blog/} of {@code https://example.org/blog/{slug}}. */
    static String beginning(String pattern) {
        var path = pattern.split("[{?#]", 2)[0];
        var end = path.lastIndexOf('/');
        // Of https://example.org?id={id} what ends there is no folder.
        return end < path.indexOf("//") + 2 ? path + "/" : path.substring(0, end + 1);
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }
}
