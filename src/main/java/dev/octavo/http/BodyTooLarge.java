package dev.octavo.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response.Status;

/** The body is larger than {@code quarkus.http.limits.max-body-size}. */
final class BodyTooLarge extends Problem {
    /** Milliseconds in which a client can come to read the answer. */
    private static final long PATIENCE = 2_000;

    BodyTooLarge() {
        super(
                Status.REQUEST_ENTITY_TOO_LARGE,
                "body-too-large",
                "The body is larger than this server takes. Nothing of it was kept.");
        with("Connection", "close");
    }

    /** Throws away what still comes: a client that is cut off while it sends never reads why. But not for long. */
    static void closeSoon(HttpServerRequest request) {
        request.handler(ignored -> {});
        request.resume();
        Vertx.currentContext().owner().setTimer(PATIENCE, timer -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }
}
