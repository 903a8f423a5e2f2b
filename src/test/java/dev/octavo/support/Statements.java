package dev.octavo.support;

import io.quarkus.arc.Arc;
import org.hibernate.SessionFactory;

/** Counts SQL statements: what a request costs the database. */
public final class Statements {
    private Statements() {}

    public static long during(Runnable requests) {
        var statistics = Arc.container().instance(SessionFactory.class).get().getStatistics();
        var before = statistics.getPrepareStatementCount();
        requests.run();
        return statistics.getPrepareStatementCount() - before;
    }
}
