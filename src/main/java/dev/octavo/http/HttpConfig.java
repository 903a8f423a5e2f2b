package dev.octavo.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "octavo.http")
public interface HttpConfig {
    /** Whether a write without {@code If-Match} is refused with 428. */
    @WithDefault("false")
    boolean requireIfMatch();

    /** How long the answer to a POST with {@code Idempotency-Key} is kept to be given again, such as {@code 24H}. */
    @WithDefault("24H")
    Duration idempotencyTtl();
}
