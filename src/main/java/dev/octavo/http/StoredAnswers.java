package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answers to POSTs with {@code Idempotency-Key}, all read and written in the transaction of such a POST. */
@ApplicationScoped
class StoredAnswers {
    /** More than one, so that they become fewer; few, so that nobody waits for it. */
    private static final int SWEPT_AT_ONCE = 100;

    private static final TypeReference<MultivaluedHashMap<String, Object>> HEADERS = new TypeReference<>() {};

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpConfig config;

    StoredAnswers(EntityManager entities, ObjectMapper json, Clock clock, HttpConfig config) {
        this.entities = entities;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Keeps all others from this id until the transaction ends. It is over for them only when what was stored can be read:
     * PostgreSQL makes a transaction visible before it lets its locks go.
     *
     * @return false if another transaction has it
     */
    boolean claim(byte[] id) {
        return (boolean) entities.createNativeQuery("select pg_try_advisory_xact_lock(:id)")
                .setParameter("id", ByteBuffer.wrap(id).getLong())
                .getSingleResult();
    }

    /** A statement after that of the lock, so that it sees what was committed until then. */
    Optional<StoredAnswer> find(byte[] id) {
        List<?> rows = entities.createNativeQuery(
                        "select request, status, headers, body from stored_answer where id = :id and expires_at > :now",
                        Tuple.class)
                .setParameter("id", id)
                .setParameter("now", clock.instant())
                .getResultList();
        return rows.stream().map(row -> answer((Tuple) row)).findFirst();
    }

    void store(byte[] id, StoredAnswer answer) {
        var now = clock.instant();
        // What is there under this id has expired: else it would have been found.
        entities.createNativeQuery("""
                        insert into stored_answer (id, request, status, headers, body, expires_at)
                        values (:id, :request, :status, :headers, :body, :expiresAt)
                        on conflict (id) do update set request = excluded.request, status = excluded.status,
                            headers = excluded.headers, body = excluded.body, expires_at = excluded.expires_at""")
                .setParameter("id", id)
                .setParameter("request", answer.request())
                .setParameter("status", answer.status())
                .setParameter("headers", written(answer))
                .setParameter("body", answer.body())
                .setParameter("expiresAt", now.plus(config.idempotencyTtl()))
                .executeUpdate();
        sweep(now);
    }

    private void sweep(Instant now) {
        entities.createNativeQuery("""
                        delete from stored_answer where id in (
                            select id from stored_answer where expires_at <= :now
                            order by expires_at limit :most for update skip locked)""")
                .setParameter("now", now)
                .setParameter("most", SWEPT_AT_ONCE)
                .executeUpdate();
    }

    private String written(StoredAnswer answer) {
        try {
            return json.writeValueAsString(answer.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private StoredAnswer answer(Tuple row) {
        try {
            return new StoredAnswer(
                    row.get("request", byte[].class),
                    row.get("status", Integer.class),
                    json.readValue(row.get("headers", String.class), HEADERS),
                    row.get("body", byte[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
