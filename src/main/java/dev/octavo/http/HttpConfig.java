package dev.octavo.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "octavo.http")
public interface HttpConfig {
    /** Whether a write without {@code If-Match} is refused with 428. */
    @WithDefault("false")
    boolean requireIfMatch();
}
