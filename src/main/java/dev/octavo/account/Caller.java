package dev.octavo.account;

import java.util.Set;
import java.util.UUID;

/** Whom a request's token stands for, as the security identity carries it. */
record Caller(UUID account, UUID token, Role role, Set<Scope> scopes, boolean isNarrowed) {
    static final String ATTRIBUTE = "octavo.caller";
}
