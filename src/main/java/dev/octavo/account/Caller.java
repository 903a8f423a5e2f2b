package dev.octavo.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a request's token stands for, as the security identity carries it.
 *
 * @param isNarrowed whether the token may less than its account's role
 * @param expiresAt when a personal token ends, if it does; null for a session, which its use prolongs
 */
record Caller(
        UUID account,
        String username,
        UUID token,
        Role role,
        Set<Scope> scopes,
        boolean isNarrowed,
        Instant expiresAt) {
    static final String ATTRIBUTE = "octavo.caller";
}
