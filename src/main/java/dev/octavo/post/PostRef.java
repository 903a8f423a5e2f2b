package dev.octavo.post;

import dev.octavo.http.Ids;
import dev.octavo.http.Slug;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a URL names a post: by id or by slug. A slug never looks like an id. */
@Schema(type = SchemaType.STRING, description = "An id or a slug", examples = "hello-octavo")
public record PostRef(UUID id, String slug) {
    /**
     * Called by JAX-RS for a path parameter.
     *
     * @throws IllegalArgumentException if no post can have this name, which JAX-RS answers with 404
     */
    public static PostRef fromString(String text) {
        var id = Ids.read(text);
        if (id.isPresent()) {
            return new PostRef(id.get(), null);
        }
        if (text.length() > Slug.MAX_LENGTH || !text.matches(Slug.PATTERN)) {
            throw new IllegalArgumentException(text);
        }
        return new PostRef(null, text);
    }

    @Override
    public String toString() {
        return id == null ? slug : id.toString();
    }
}
