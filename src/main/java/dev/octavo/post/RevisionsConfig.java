package dev.octavo.post;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

@ConfigMapping(prefix = "octavo.revisions")
interface RevisionsConfig {
    /** How many revisions of a post are kept; beyond them those that are published, the working copy, pinned or named. */
    @WithDefault("100")
    @Min(1)
    int keep();

    /** How long revisions are kept, such as {@code 365D}; longer those that are published, the working copy, pinned or named. */
    @WithDefault("365D")
    @DurationMin(minutes = 1)
    Duration maxAge();
}
