package dev.octavo.http;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The readable part of a URL: lower-case ASCII letters and digits, in words joined by single hyphens. */
public final class Slug {
    /** The form of every slug. */
    public static final String PATTERN = "[a-z0-9]+(-[a-z0-9]+)*";

    /** The most characters a slug may have. */
    public static final int MAX_LENGTH = 100;

    /** Leaves room for a number behind it. */
    private static final int MAX_GENERATED = 80;

    private static final int MAX_READ = 200;

    /** ICU knows how every script is written in Latin letters. */
    private static final Transliterator TO_ASCII = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    /** Signs that tell names apart: C, C++ and C# are three tags. */
    private static final Map<String, String> SPOKEN =
            Map.of("+", " plus ", "#", " sharp ", "&", " and ", "@", " at ", "%", " percent ");

    private static final Pattern SIGN = Pattern.compile("[+#&@%]");
    private static final Pattern APOSTROPHE = Pattern.compile("['’`]");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");

    private Slug() {}

    /** A slug for a text in any script; for one of signs only, such as an emoji, from their Unicode names. */
    public static String of(String text) {
        var slug = words(text);
        return slug.isEmpty()
                ? words(text.codePoints()
                        .limit(MAX_READ)
                        .mapToObj(Character::getName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")))
                : slug;
    }

    private static String words(String text) {
        // ICU takes more than twice as long for twice the text, and of a long one the beginning is enough.
        var beginning = text.codePoints()
                .limit(MAX_READ)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        var spoken = SIGN.matcher(beginning).replaceAll(sign -> SPOKEN.get(sign.group()));
        var ascii = TO_ASCII.transliterate(spoken).toLowerCase(Locale.ROOT);
        var words = NOT_A_WORD.matcher(APOSTROPHE.matcher(ascii).replaceAll("")).replaceAll("-");
        return shortened(words.replaceAll("^-|-$", ""));
    }

    private static String shortened(String slug) {
        if (slug.length() <= MAX_GENERATED) {
            return slug;
        }
        var end = slug.lastIndexOf('-', MAX_GENERATED);
        return slug.substring(0, end > 0 ? end : MAX_GENERATED);
    }
}
