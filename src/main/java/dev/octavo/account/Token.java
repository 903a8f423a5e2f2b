package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.http.Ids;
import dev.octavo.http.NotFound;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Lets whoever holds it act for an account. The secret is shown once; only its hash is kept. */
@Entity
public class Token extends PanacheEntityBase {
    static final String PREFIX = "oct_";
    static final Duration SESSION = Duration.ofHours(12);

    /** A token in use writes this often at most, so that reading does not mean writing. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** How a token came to be. */
    @Schema(name = "TokenKind")
    enum Kind {
        @JsonProperty("session")
        SESSION,
        @JsonProperty("personal")
        PERSONAL
    }

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    Account account;

    @Enumerated(EnumType.STRING)
    Kind kind;

    String name;
    byte[] hash;

    /** Null: all that the account's role may do. */
    String scopes;

    Instant createdAt;
    Instant expiresAt;
    Instant lastUsedAt;

    protected Token() {}

    /** Good for twelve hours, and for twelve more from each use. */
    static Token session(Account account, String secret, Instant now) {
        return new Token(account, Kind.SESSION, "session", secret, null, now, now.plus(SESSION));
    }

    Token(Account account, Kind kind, String name, String secret, Set<Scope> scopes, Instant now, Instant expiresAt) {
        this.id = Ids.next();
        this.account = account;
        this.kind = kind;
        this.name = name;
        this.hash = Secret.hash(secret);
        this.scopes = scopes == null ? null : Scope.join(scopes);
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    /** A new secret of 256 random bits. */
    static String newSecret() {
        return PREFIX + Secret.random();
    }

    /** The token with this secret, if it is good now; notes its use. */
    static Optional<Token> inUse(String secret, Instant now) {
        var token = Token.<Token>find(
                        "from Token t join fetch t.account a where t.hash = ?1 and (t.expiresAt is null or t.expiresAt > ?2)"
                                + " and a.disabledAt is null",
                        Secret.hash(secret),
                        now)
                .firstResultOptional();
        token.ifPresent(found -> found.noteUse(now));
        return token;
    }

    /** Whose they are decides: nobody can see or end another's. */
    static Token ownedBy(UUID account, UUID id) {
        return Token.<Token>find("id = ?1 and account.id = ?2", id, account)
                .firstResultOptional()
                .orElseThrow(() -> new NotFound("You have no token with this id."));
    }

    /** One statement, so that two who end it at once both find it ended. */
    static boolean end(UUID account, UUID id) {
        var ended = delete("id = ?1 and account.id = ?2", id, account) > 0;
        if (ended) {
            Event.record(EventType.TOKEN_ENDED, id, account);
        }
        return ended;
    }

    /** For an account that is held, so that none is made meanwhile. */
    static void endAllOf(Account account) {
        delete("account.id", account.id);
    }

    /** What it may be used for: never more than the role it acts for. */
    Set<Scope> effectiveScopes() {
        var granted = EnumSet.copyOf(account.role.scopes());
        if (scopes != null) {
            granted.retainAll(Scope.split(scopes));
        }
        return granted;
    }

    /** Finds no row if another request was faster, or the token was ended meanwhile: neither matters here. */
    private void noteUse(Instant now) {
        if (lastUsedAt == null || !lastUsedAt.plus(NOTED_EVERY).isAfter(now)) {
            update(
                    "lastUsedAt = ?1, expiresAt = ?2 where id = ?3 and (lastUsedAt is null or lastUsedAt <= ?4)",
                    now,
                    kind == Kind.SESSION ? now.plus(SESSION) : expiresAt,
                    id,
                    now.minus(NOTED_EVERY));
        }
    }
}
