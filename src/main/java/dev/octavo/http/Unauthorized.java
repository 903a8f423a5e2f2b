package dev.octavo.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** Nobody is asking, or somebody whose token says nothing. */
public final class Unauthorized extends Problem {
    public Unauthorized() {
        super(Status.UNAUTHORIZED, "unauthorized", "A token is needed: Authorization: Bearer oct_…");
        with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
