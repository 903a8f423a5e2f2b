package dev.octavo.account;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** Says neither whether the account exists nor which of the two was wrong. */
final class WrongCredentials extends Problem {
    WrongCredentials() {
        super(Status.UNAUTHORIZED, "wrong-credentials", "No account has this username and password.");
        with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
