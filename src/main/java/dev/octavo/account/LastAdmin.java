package dev.octavo.account;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** Without it nobody could manage accounts. */
final class LastAdmin extends Problem {
    LastAdmin() {
        super(Status.CONFLICT, "last-admin", "This is the only active admin: make another account one first.");
    }
}
