package dev.octavo.tag;

import dev.octavo.http.Slug;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a URL names a tag or a category. */
@Schema(type = SchemaType.STRING, description = "A slug")
public record TermRef(String slug) {
    /**
     * Called by JAX-RS for a path parameter.
     *
     * @throws IllegalArgumentException if nothing can have this slug, which JAX-RS answers with 404
     */
    public static TermRef fromString(String text) {
        if (text.length() > Slug.MAX_LENGTH || !text.matches(Slug.PATTERN)) {
            throw new IllegalArgumentException(text);
        }
        return new TermRef(text);
    }

    @Override
    public String toString() {
        return slug;
    }
}
