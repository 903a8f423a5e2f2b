package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of a post at a time to come, as its author asks for it. */
@Schema(additionalProperties = Schema.False.class)
public record NewSchedule(
        @NotNull Action action,

        @NotNull
        @Schema(
                description =
                        "An instant, or a local time in `zone`. One that there is twice, because clocks go back, is the earlier; "
                                + "with an offset it is the one that you mean",
                examples = "2030-03-31T08:00")
        String at,

        @Schema(
                nullable = true,
                description =
                        "A time zone of the IANA: that of a local time, and the one in which the time is shown. Without it UTC",
                examples = "Europe/Berlin")
        String zone,

        @Schema(
                nullable = true,
                description = "Of an update: what readers are to see, without it the working copy as it is now")
        UUID revision) {

    /** What is to happen. */
    @Schema(name = "ScheduleAction")
    public enum Action {
        /** Readers see the post from then on. */
        @JsonProperty("publish")
        PUBLISH,
        /** Readers see another revision from then on. */
        @JsonProperty("update")
        UPDATE,
        /** Readers see the post until then. */
        @JsonProperty("unpublish")
        UNPUBLISH
    }
}
