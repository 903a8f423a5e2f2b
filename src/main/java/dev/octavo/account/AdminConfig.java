package dev.octavo.account;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "octavo.admin")
interface AdminConfig {
    /** The password of the account {@code admin}, of 8 to 256 characters, read at the first start only; without it a random one is printed. */
    Optional<String> password();
}
