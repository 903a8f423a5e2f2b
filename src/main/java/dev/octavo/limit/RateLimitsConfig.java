package dev.octavo.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How often somebody may ask. A rate is written {@code 10/1m}: ten at once, and as many more each minute; units are
 * {@code s}, {@code m}, {@code h}, {@code d}; {@code off} ends one limit.
 */
@ConfigMapping(prefix = "octavo.rate-limits")
public interface RateLimitsConfig {
    /** Whether anything is limited at all; {@code false} ends the throttling of wrong passwords too. */
    @WithDefault("true")
    boolean enabled();

    /** Reads without a token, by address, on each node for itself; wide enough for a frontend that renders on its server. */
    @WithDefault("2000/10s")
    Rate reads();

    /** Writes without a token, by address. */
    @WithDefault("10/1m")
    Rate guestWrites();

    /** Writes with a token, by account. */
    @WithDefault("600/1m")
    Rate writes();

    /** Sign-ins with whatever outcome, by address, on each node for itself: each costs a password hash. */
    @WithDefault("60/1m")
    Rate signIns();

    /** Requests with a token that is none, by address, on each node for itself. */
    @WithDefault("100/1m")
    Rate badTokens();

    /** Wrong passwords for one username from one address. */
    @WithDefault("5/5m")
    Rate wrongPasswords();

    /** Wrong passwords from one address, for whatever usernames: more, as a whole office may share it. */
    @WithDefault("10/5m")
    Rate wrongPasswordsPerAddress();

    /** Wrong passwords for one username from all addresses that it has not signed in from in the last 30 days. */
    @WithDefault("100/1h")
    Rate wrongPasswordsPerUsername();
}
