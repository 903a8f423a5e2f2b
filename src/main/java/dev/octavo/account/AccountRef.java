package dev.octavo.account;

import dev.octavo.http.Ids;
import dev.octavo.http.Slug;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a URL names an account: by id or by username. A username never looks like an id. */
@Schema(type = SchemaType.STRING, description = "An id or a username", examples = "admin")
public record AccountRef(UUID id, String username) {
    /**
     * Called by JAX-RS for a path parameter.
     *
     * @throws IllegalArgumentException if no account can have this name, which JAX-RS answers with 404
     */
    public static AccountRef fromString(String text) {
        var id = Ids.read(text);
        if (id.isEmpty() && !text.matches(Slug.PATTERN)) {
            throw new IllegalArgumentException(text);
        }
        return new AccountRef(id.orElse(null), id.isPresent() ? null : text);
    }

    @Override
    public String toString() {
        return id == null ? username : id.toString();
    }
}
