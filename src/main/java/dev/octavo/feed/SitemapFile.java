package dev.octavo.feed;

import dev.octavo.post.PublicPages;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the files that the index of site maps names. */
@Schema(
        type = SchemaType.STRING,
        description = "`posts`, `tags` or `authors` and a number, as in the index",
        examples = "posts-1")
public record SitemapFile(PublicPages pages, int number) {
    /** The most URLs that the protocol lets a file have. */
    static final int LENGTH = 50_000;

    private static final Pattern NAME = Pattern.compile("(posts|tags|authors)-([1-9][0-9]{0,3})");

    /**
     * Called by JAX-RS for a path parameter.
     *
     * @throws IllegalArgumentException if no file can be named so, which JAX-RS answers with 404
     */
    public static SitemapFile fromString(String text) {
        var name = NAME.matcher(text);
        if (!name.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new SitemapFile(
                PublicPages.valueOf(name.group(1).toUpperCase(Locale.ROOT)), Integer.parseInt(name.group(2)));
    }

    /** Where it stands. */
    String path() {
        return "/sitemap-" + this + ".xml";
    }

    /** How many pages stand in the files before it. */
    int skipped() {
        return (number - 1) * LENGTH;
    }

    @Override
    public String toString() {
        return pages.name().toLowerCase(Locale.ROOT) + "-" + number;
    }
}
