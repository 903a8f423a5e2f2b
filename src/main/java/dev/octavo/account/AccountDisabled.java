package dev.octavo.account;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** Nobody is invited to it: whoever disabled it meant it. */
final class AccountDisabled extends Problem {
    AccountDisabled() {
        super(Status.CONFLICT, "account-disabled", "This account is disabled: enable it first.");
    }
}
