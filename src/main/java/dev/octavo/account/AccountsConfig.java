package dev.octavo.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

@ConfigMapping(prefix = "octavo.accounts")
interface AccountsConfig {
    /** How long an invitation is good for, as a duration such as {@code 7D} or {@code 12H}. */
    @WithDefault("7D")
    @DurationMin(minutes = 1)
    Duration invitationLifetime();

    /**
     * The page of a frontend that accepts invitations, such as {@code https://example.org/welcome#{token}}: the secret takes
     * the place of {@code {token}}. Behind {@code #} it stays out of the logs of servers. Without it answers hold no URL.
     */
    Optional<@Pattern(regexp = ".*\\{token}.*", message = "must hold {token}") String> invitationUrl();
}
