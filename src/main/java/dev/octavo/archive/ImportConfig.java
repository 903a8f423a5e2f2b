package dev.octavo.archive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "octavo.import")
interface ImportConfig {
    /** How many bytes the files of an archive may have together when an import unpacks them. */
    @WithDefault("10G")
    MemorySize maxSize();
}
