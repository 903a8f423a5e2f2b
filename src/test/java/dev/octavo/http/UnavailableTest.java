package dev.octavo.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnavailableTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "08001, true",
                "08006, true",
                "57P01, true",
                "57P02, true",
                "57P03, true",
                "53300, true",
                "-, true",
                "57014, false",
                "23505, false",
                "40001, true",
                "40P01, true",
                "22001, false",
            })
    void it_is_the_database_that_is_away_or_busy(String state, boolean away) {
        var failure = new SQLException("it says so", state);
        assertEquals(away, Unavailable.isBehind(failure));
        assertEquals(away, Unavailable.isBehind(new IllegalStateException(new RuntimeException(failure))));
        var rollback = new IllegalStateException("cannot commit");
        rollback.addSuppressed(new RuntimeException(failure));
        assertEquals(away, Unavailable.isBehind(rollback));
    }

    @Test
    void other_failures_are_our_own() {
        assertEquals(false, Unavailable.isBehind(new IllegalStateException("a bug")));
        assertEquals(false, Unavailable.isBehind(null));
        assertEquals(true, Unavailable.isBehind(new RejectedExecutionException()));
    }
}
