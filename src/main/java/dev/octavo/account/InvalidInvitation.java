package dev.octavo.account;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** Does not say what is wrong with it, or whether it has ever been one. */
final class InvalidInvitation extends Problem {
    InvalidInvitation() {
        super(
                Status.BAD_REQUEST,
                "invalid-invitation",
                "This invitation is unknown, used, revoked or expired: ask for a new one.");
    }
}
