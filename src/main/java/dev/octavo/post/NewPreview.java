package dev.octavo.post;

import dev.octavo.http.InvalidInput;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a preview shows, and for how long: the body of a POST. */
@Schema(additionalProperties = Schema.False.class)
public record NewPreview(
        @Schema(
                type = SchemaType.STRING,
                format = "duration",
                nullable = true,
                defaultValue = "PT1H",
                description = "For how long, as ISO 8601 writes it: a minute to 30 days",
                examples = "PT10M")
        Duration ttl,

        @Schema(nullable = true, description = "Without it what was saved last, whenever it is read")
        UUID revision,

        @Schema(nullable = true, defaultValue = "false", description = "Whether it is over when it was read once")
        Boolean singleUse) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    public NewPreview {
        ttl = ttl == null ? Duration.ofHours(1) : ttl;
        singleUse = singleUse != null && singleUse;
        if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
            throw InvalidInput.at("/ttl", "out-of-range", "must be between PT1M and P30D");
        }
    }
}
