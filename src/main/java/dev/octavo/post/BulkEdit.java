package dev.octavo.post;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.http.InvalidInput;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be changed, of which posts. */
@Schema(additionalProperties = Schema.False.class)
public record BulkEdit(
        @Size(min = 1, max = BulkEdit.MOST)
        @Schema(nullable = true, description = "Without them the parameters choose the posts")
        List<@NotNull UUID> ids,

        @NotNull @Schema(ref = "#/components/schemas/PostPatch")
        ObjectNode patch) {
    static final int MOST = 500;

    public BulkEdit {
        if (patch != null && patch.isEmpty()) {
            throw InvalidInput.at("/patch", "required", "must change something");
        }
    }
}
