package dev.octavo.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DispatcherTest {
    @Inject
    DataSource database;

    private final UUID subject = UUID.randomUUID();
    private final List<Dispatcher> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(dispatcher -> dispatcher.stop(null));
    }

    /** What a listener has heard of this test's subject. */
    private final class Heard implements EventListener {
        final List<UUID> ids = new CopyOnWriteArrayList<>();
        final Semaphore count = new Semaphore(0);

        @Override
        public void happened(List<EventView> events) {
            events.stream().filter(event -> subject.equals(event.subject())).forEach(event -> {
                ids.add(event.id());
                count.release();
            });
        }

        void await(int number) throws InterruptedException {
            assertTrue(count.tryAcquire(number, 60, TimeUnit.SECONDS), "heard only " + ids.size());
        }
    }

    @Test
    void every_listener_hears_of_each_event_once_in_order_however_long_transactions_take() throws Exception {
        var first = new Heard();
        var second = new Heard();
        dispatcher(Duration.ofMillis(5), first);
        dispatcher(Duration.ofMillis(5), second);
        var writers = 100;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Three in a hundred of all that are under way end last.
            var late = new Semaphore(0);
            var all = new ArrayList<Future<?>>();
            var random = new Random(4);
            for (var number = 0; number < writers; number++) {
                var waits = random.nextInt(100) < 3;
                all.add(threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                    record();
                    Event.flush();
                    if (waits) {
                        late.acquireUninterruptibly();
                    }
                    record();
                })));
            }
            // All others have ended, or wait to be the last.
            first.count.tryAcquire(writers, 2, TimeUnit.SECONDS);
            late.release(writers);
            for (var writer : all) {
                writer.get();
            }
        }
        first.await(2 * writers);
        second.await(2 * writers);
        var order =
                QuarkusTransaction.requiringNew()
                        .call(() -> Event.<Event>list("subject = ?1 order by xid, id", subject))
                        .stream()
                        .map(event -> event.id)
                        .toList();
        assertEquals(order, first.ids);
        assertEquals(order, second.ids);
    }

    @Test
    void what_is_committed_late_is_heard_of_and_what_came_later_waits_for_it() throws Exception {
        var heard = new Heard();
        dispatcher(Duration.ofMillis(5), heard);
        var early = new Semaphore(0);
        var begun = new Semaphore(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                record();
                Event.flush();
                begun.release();
                early.acquireUninterruptibly();
            }));
            begun.acquire();
            QuarkusTransaction.requiringNew().run(this::record);
            var heardAtOnce = heard.count.tryAcquire(200, TimeUnit.MILLISECONDS);
            early.release();
            slow.get();
            assertFalse(heardAtOnce);
        }
        heard.await(2);
    }

    @Test
    void a_commit_is_heard_of_at_once_and_not_when_it_is_looked_for() throws Exception {
        var heard = new Heard();
        dispatcher(Duration.ofSeconds(120), heard);
        // It may not listen yet when the first are committed; the last of them it hears of by its first look, or
        // because it was told.
        var unheard = 0;
        while (heard.ids.isEmpty()) {
            QuarkusTransaction.requiringNew().run(this::record);
            unheard += heard.count.tryAcquire(20, TimeUnit.MILLISECONDS) ? 0 : 1;
        }
        heard.await(unheard);
        QuarkusTransaction.requiringNew().run(this::record);
        heard.await(1);
    }

    @Test
    void a_listener_that_fails_keeps_no_other_from_hearing() throws Exception {
        var heard = new Heard();
        EventListener fails = events -> {
            throw new IllegalStateException("of this listener");
        };
        dispatcher(Duration.ofMillis(5), fails, heard);
        QuarkusTransaction.requiringNew().run(this::record);
        heard.await(1);
        QuarkusTransaction.requiringNew().run(this::record);
        heard.await(1);
    }

    private void dispatcher(Duration pause, EventListener... listeners) {
        var dispatcher = new Dispatcher(List.of(listeners), database, pause);
        started.add(dispatcher);
        dispatcher.listen();
    }

    private void record() {
        Event.record(EventType.SITE_UPDATED, subject, Visibility.ADMINS);
    }
}
