package dev.octavo.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Octavo finishes what runs when it is told to stop. The embedded PostgreSQL is told at the same time, and has to outlive it. */
@ApplicationScoped
class LastRequest {
    /** Seconds, above those of {@code quarkus.shutdown.timeout}. */
    private static final long PATIENCE = 60;

    private static final CountDownLatch ANSWERED = new CountDownLatch(1);
    private static volatile boolean running;

    void begin(@Observes StartupEvent event) {
        running = true;
    }

    void end(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        ANSWERED.countDown();
    }

    static void thenStop(EmbeddedPostgres server) {
        try {
            if (running) {
                ANSWERED.await(PATIENCE, TimeUnit.SECONDS);
            }
            server.close();
        } catch (IOException | InterruptedException e) {
            // What it leaves, the next start repairs.
            System.err.println("PostgreSQL did not stop: " + e.getMessage());
        }
    }
}
