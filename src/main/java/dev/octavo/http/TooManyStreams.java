package dev.octavo.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

final class TooManyStreams extends Problem {
    private static final String SECONDS = "10";

    TooManyStreams(int most) {
        super(
                Status.SERVICE_UNAVAILABLE,
                "too-many-streams",
                "This server sends " + most
                        + " whole lists at a time. Try again when one of them has ended, or read pages.");
        with(HttpHeaders.RETRY_AFTER, SECONDS);
    }
}
