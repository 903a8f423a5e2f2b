package dev.octavo.post;

import dev.octavo.http.Group;
import dev.octavo.http.Versioned;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many posts there are of each kind. */
@Schema(additionalProperties = Schema.False.class)
public record PostStats(@Schema(required = true) List<Group> items) implements Versioned {
    @Override
    public long entityVersion() {
        return 0;
    }
}
