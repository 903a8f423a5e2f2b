package dev.octavo.post;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be said of a revision afterwards: the body of a PATCH. */
@Schema(additionalProperties = Schema.False.class)
public record RevisionEdit(
        @Size(min = 1, max = 100)
        @Schema(nullable = true, description = "One with a name is never pruned", examples = "As it was printed")
        String name,

        @Schema(nullable = true, defaultValue = "false", description = "Whether it is kept for ever")
        Boolean pinned) {

    public RevisionEdit {
        pinned = pinned != null && pinned;
    }
}
