package dev.octavo.event;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Tells the listeners of this node what has happened on any node. Whoever has committed an event notifies all nodes, and
 * besides each looks once a second: a notification that is lost costs a second, and no event.
 */
@ApplicationScoped
class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int AT_ONCE = 500;

    private final List<EventListener> listeners;
    private final DataSource database;
    private final Duration pause;
    private final Semaphore committed = new Semaphore(0);
    private final Thread notifier = Thread.ofVirtual().name("event-notifier").unstarted(this::sendNotifications);
    private final Thread reader = Thread.ofVirtual().name("event-reader").unstarted(this::read);
    private Event.Position reached;
    private volatile boolean stopped;

    private boolean serves = true;

    @Inject
    Dispatcher(@All List<EventListener> listeners, DataSource database, @CommandLineArguments String[] command) {
        this(listeners, database, Duration.ofSeconds(1));
        // A command ends soon, and nobody waits for what it does.
        this.serves = command.length == 0;
    }

    /** @param pause after which it looks without having been notified */
    Dispatcher(List<EventListener> listeners, DataSource database, Duration pause) {
        this.listeners = listeners;
        this.database = database;
        this.pause = pause;
    }

    void start(@Observes StartupEvent event) {
        if (serves) {
            notifier.start();
            listen();
        }
    }

    /** Begins with what has not been settled yet. */
    void listen() {
        if (!listeners.isEmpty()) {
            reached = new Event.Position(QuarkusTransaction.requiringNew().call(Event::settled), Event.FIRST);
            reader.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        committed.release();
    }

    /** After the transaction and not in it: those that notify commit one after the other. */
    void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) Event event) {
        committed.release();
    }

    /** However many commits there were meanwhile, one notification tells of them. */
    private void sendNotifications() {
        untilStopped(() -> {
            committed.acquireUninterruptibly();
            committed.drainPermits();
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("notify octavo_event");
            }
        });
    }

    private void read() {
        untilStopped(() -> {
            try (var connection = database.getConnection()) {
                try {
                    listen(connection);
                } catch (SQLException | RuntimeException e) {
                    // The pool does not see that it is broken, or still listens.
                    connection.abort(Runnable::run);
                    throw e;
                }
            }
        });
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen octavo_event");
            while (!stopped) {
                tellWhatIsNew();
                connection.unwrap(PGConnection.class).getNotifications((int) pause.toMillis());
            }
            statement.execute("unlisten octavo_event");
        }
    }

    private void tellWhatIsNew() {
        List<Event> events;
        do {
            events = QuarkusTransaction.requiringNew().call(() -> Event.after(reached, AT_ONCE));
            if (!events.isEmpty()) {
                reached = events.getLast().position();
                var told = events.stream().map(EventView::of).toList();
                listeners.forEach(listener -> tell(listener, told));
            }
        } while (events.size() == AT_ONCE);
    }

    private static void tell(EventListener listener, List<EventView> events) {
        try {
            listener.happened(events);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "%s could not take %d events", listener.getClass().getSimpleName(), events.size());
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** A database that is away is waited for. */
    private void untilStopped(Work work) {
        while (!stopped) {
            try {
                work.run();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The database is away", e);
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}
