package dev.octavo.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/** What an answer needs is away or busy, the database most likely: nothing is wrong with the request, and it can be sent again. */
final class Unavailable extends Problem {
    private static final String SECONDS = "2";

    /** PostgreSQL is shut down, has crashed, is starting, or has no connection left. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    Unavailable() {
        super(
                Status.SERVICE_UNAVAILABLE,
                "unavailable",
                "The database cannot be reached, or is busy. Try again in a moment.");
        with(HttpHeaders.RETRY_AFTER, SECONDS);
    }

    /** Whether that is what a failure comes from, however wrapped. */
    static boolean isBehind(Throwable failure) {
        return causes(failure).limit(50).anyMatch(Unavailable::isItself);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return failure == null
                ? Stream.empty()
                : Stream.of(
                                Stream.of(failure),
                                // A transaction manager that cannot commit attaches why.
                                Arrays.stream(failure.getSuppressed()).flatMap(Unavailable::causes),
                                causes(failure.getCause()))
                        .flatMap(each -> each);
    }

    private static boolean isItself(Throwable failure) {
        return switch (failure) {
            // The pool has no state to give: it has no connection to hand out in time. The driver always has one.
            case SQLException sql ->
                sql.getSQLState() == null
                        || sql.getSQLState().startsWith("08")
                        // PostgreSQL ended one of two transactions that stood in each other's way.
                        || sql.getSQLState().startsWith("40")
                        || AWAY.contains(sql.getSQLState());
            case RejectedExecutionException noWorker -> true;
            default -> false;
        };
    }
}
