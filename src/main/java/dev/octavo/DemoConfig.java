package dev.octavo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

@ConfigMapping(prefix = "octavo.demo")
interface DemoConfig {
    /** Whether a database that never held a post gets three to try the API on; {@code true} in dev mode. */
    @WithParentName
    @WithDefault("false")
    boolean enabled();
}
