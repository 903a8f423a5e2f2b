package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.octavo.http.ProblemDocument;
import dev.octavo.http.Versioned;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a change of many posts. */
@Schema(additionalProperties = Schema.False.class)
public record BulkResult(
        @Schema(required = true, description = "Whether it was only tried, and nothing is changed")
        boolean dryRun,

        @Schema(required = true, minimum = "0", description = "How many posts were found and saved")
        int succeeded,

        @Schema(required = true, minimum = "0") int failed,

        @Schema(required = true, description = "A post each, in the order of the ids or of the list")
        List<Item> items)
        implements Versioned {

    /** What came of one. */
    @Schema(name = "BulkItem", additionalProperties = Schema.False.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @Schema(required = true) UUID id,

            @Schema(
                    required = true,
                    description = "As the same PATCH of this post alone would be answered",
                    examples = "200")
            int status,

            @Schema(description = "Why it is as it was") ProblemDocument problem) {

        static Item of(PostView post) {
            return new Item(post.id(), 200, null);
        }

        static Item of(UUID id, ProblemDocument problem) {
            return new Item(id, problem.status(), problem);
        }
    }

    static BulkResult of(boolean dryRun, List<Item> items) {
        var failed = (int) items.stream().filter(item -> item.problem() != null).count();
        return new BulkResult(dryRun, items.size() - failed, failed, items);
    }

    @Override
    public long entityVersion() {
        return 0;
    }
}
