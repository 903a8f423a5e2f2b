package dev.octavo.post;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "octavo.trash")
interface TrashConfig {
    /** How long a post stays in the trash before it ends for good, such as {@code 30D}; {@code 0} or nothing for ever. */
    @WithDefault("30D")
    Optional<Duration> retention();
}
