package dev.octavo.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.octavo.http.Signatures;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Buckets that all nodes share, in PostgreSQL. Taking is one statement that reads, decides and writes, so that of many at once no
 * more get through than may; what is refused writes nothing. Nobody takes from within a transaction of their own: the
 * count stays whatever becomes of that.
 */
@ApplicationScoped
public class SharedBuckets {
    /** The second half finds no row only if somebody else has made it at this very moment. */
    private static final String TAKE = """
            with taken as (
                insert into bucket values (?, ?)
                on conflict (key) do update set until_micro = greatest(bucket.until_micro, ?) + ?
                where greatest(bucket.until_micro, ?) + ? <= ?
                returning until_micro)
            select until_micro, true from taken
            union all
            select until_micro, false from bucket where key = ? and not exists (select from taken)
            """;

    /** It waits for nobody, so that it is in nobody's way. */
    private static final String SWEEP = """
            delete from bucket where key in (
                select key from bucket where until_micro < ? order by until_micro limit 100 for update skip locked)
            """;

    /** Four times as many rows go as may come in between. */
    private static final int SWEEP_EVERY = 25;

    private final AgroalDataSource database;
    private final Signatures signatures;
    private final Clock clock;
    private final AtomicInteger taken = new AtomicInteger();

    /** When the buckets that refused are full again: they do not move until they give, so a flood is refused from memory. */
    private final Cache<ByteBuffer, Long> refused =
            Caffeine.newBuilder().maximumSize(100_000).build();

    /**
     * Whoever asks for the same bucket waits here, not in PostgreSQL: there each would keep a connection from others, and the first refusal
     * serves all who wait.
     */
    private final Lock[] turns = Stream.generate(ReentrantLock::new).limit(256).toArray(Lock[]::new);

    /** One of a limit, by whoever is to be limited. */
    public record Demand(Limit limit, String... who) {}

    SharedBuckets(AgroalDataSource database, Signatures signatures, Clock clock) {
        this.database = database;
        this.signatures = signatures;
        this.clock = clock;
    }

    /**
     * Takes one of each, or none of any.
     *
     * @return the first refusal, or what the last one has granted
     */
    public Grant take(List<Demand> demands) {
        var wanted = demands.stream().filter(demand -> !demand.limit().isOff()).toList();
        if (wanted.isEmpty()) {
            return Grant.unlimited(demands.getFirst().limit());
        }
        var turn = turns[Math.floorMod(Arrays.hashCode(key(wanted.getFirst())), turns.length)];
        return refusalInMemory(wanted).orElseGet(() -> {
            turn.lock();
            try {
                return refusalInMemory(wanted).orElseGet(() -> takeFromDatabase(wanted));
            } finally {
                turn.unlock();
            }
        });
    }

    private Optional<Grant> refusalInMemory(List<Demand> demands) {
        var now = now();
        for (var demand : demands) {
            var end = refused.getIfPresent(ByteBuffer.wrap(key(demand)));
            if (end != null && demand.limit().isUsedUp(end, now)) {
                return Optional.of(demand.limit().refused(end, now));
            }
        }
        return Optional.empty();
    }

    private Grant takeFromDatabase(List<Demand> demands) {
        var now = now();
        sweep(now);
        return inItsOwnTransaction(connection -> {
            Grant grant = null;
            for (var demand : demands) {
                grant = take(connection, demand, now);
                if (!grant.isGranted()) {
                    connection.rollback();
                    refused.put(ByteBuffer.wrap(key(demand)), grant.until());
                    return grant;
                }
            }
            connection.commit();
            return grant;
        });
    }

    /** Gives back one of each that was taken: it turned out not to count. */
    public void giveBack(List<Demand> demands) {
        for (var demand : demands) {
            if (!demand.limit().isOff()) {
                var interval = demand.limit().interval();
                write("update bucket set until_micro = until_micro - ? where key = ?", interval, key(demand));
                refused.invalidate(ByteBuffer.wrap(key(demand)));
            }
        }
    }

    /** Fills a bucket. */
    public void fill(Demand demand) {
        write("delete from bucket where key = ?", (Object) key(demand));
        refused.invalidate(ByteBuffer.wrap(key(demand)));
    }

    /** Notes something about somebody, to be asked with {@link #isNoted} for a while. */
    public void note(Duration howLong, String... what) {
        write(
                "insert into bucket values (?, ?) on conflict (key) do update set until_micro = excluded.until_micro",
                key(what),
                now() + howLong.toNanos() / 1_000);
    }

    public boolean isNoted(String... what) {
        return inItsOwnTransaction(connection -> {
            var ask = "select from bucket where key = ? and until_micro > ?";
            try (var statement = prepare(connection, ask, key(what), now());
                    var row = statement.executeQuery()) {
                return row.next();
            }
        });
    }

    private Grant take(Connection connection, Demand demand, long now) throws SQLException {
        var limit = demand.limit();
        var key = key(demand);
        var interval = limit.interval();
        var farthest = now + limit.capacity();
        try (var statement =
                        prepare(connection, TAKE, key, now + interval, now, interval, now, interval, farthest, key);
                var row = statement.executeQuery()) {
            if (!row.next()) {
                return limit.refused(farthest, now);
            }
            return row.getBoolean(2) ? limit.granted(row.getLong(1), now) : limit.refused(row.getLong(1), now);
        }
    }

    private void sweep(long now) {
        if (taken.incrementAndGet() % SWEEP_EVERY == 0) {
            write(SWEEP, now);
        }
    }

    private void write(String sql, Object... values) {
        inItsOwnTransaction(connection -> {
            try (var statement = prepare(connection, sql, values)) {
                statement.executeUpdate();
                connection.commit();
                return null;
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private <T> T inItsOwnTransaction(Work<T> work) {
        return QuarkusTransaction.suspendingExisting().call(() -> {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                return work.on(connection);
            }
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private byte[] key(Demand demand) {
        var what = Arrays.copyOf(demand.who(), demand.who().length + 1);
        what[demand.who().length] = demand.limit().name();
        return key(what);
    }

    private byte[] key(String... what) {
        return Arrays.copyOf(signatures.sign("bucket", new byte[0], what), 16);
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
