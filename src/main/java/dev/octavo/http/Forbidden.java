package dev.octavo.http;

import jakarta.ws.rs.core.Response.Status;

/** The caller may see it, but may not do this. */
public final class Forbidden extends Problem {
    public Forbidden(String detail) {
        super(Status.FORBIDDEN, "forbidden", detail);
    }
}
