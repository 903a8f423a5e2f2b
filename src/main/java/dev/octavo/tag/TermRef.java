package dev.octavo.tag;

import dev.octavo.http.Slug;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a URL names a tag or a category. */
@Schema(type = SchemaType.STRING, description = "A slug")
public record TermRef(String slug) {
    /**
     * Called by JAX-RS for a path parameter, before it would look for a {@code fromString}.
     *
     * @throws IllegalArgumentException if nothing can have this slug, which JAX-RS answers with 404
     */
    public TermRef {
        if (slug.length() > Slug.MAX_LENGTH || !slug.matches(Slug.PATTERN)) {
            throw new IllegalArgumentException(slug);
        }
    }

    @Override
    public String toString() {
        return slug;
    }
}
