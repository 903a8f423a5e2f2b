package dev.octavo.http;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;

/** Whoever asked has gone before the answer was sent. That is their right, and nothing to be logged as a failure of ours. */
final class HangUp {
    private HangUp() {}

    static boolean isBehind(Throwable failure, HttpServerResponse response) {
        if (!response.closed()) {
            return false;
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
