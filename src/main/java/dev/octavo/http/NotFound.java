package dev.octavo.http;

import jakarta.ws.rs.core.Response.Status;

/** There is nothing here, or nothing that this caller may know of: both look the same. */
public class NotFound extends Problem {
    public NotFound(String detail) {
        super(Status.NOT_FOUND, "not-found", detail);
    }
}
