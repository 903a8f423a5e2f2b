package dev.octavo.http;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.sql.SQLException;

/** Whoever asked has gone before the answer was sent. That is their right, and nothing to be logged as a failure of ours. */
final class HangUp {
    /** Since nobody waits for it any more. */
    private static final String CANCELLED = "57014";

    private HangUp() {}

    static boolean isBehind(Throwable failure, HttpServerResponse response) {
        if (!response.closed()) {
            return false;
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof SQLException ended && CANCELLED.equals(ended.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
