package dev.octavo.account;

import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.NotFound;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Somebody who signs in: writes, moderates or comments under a name of their own. */
@Entity
public class Account extends PanacheEntityBase {
    /**
     * In characters. The length is all that is asked of a password, and that it is not the username: rules about digits and signs
     * make passwords worse (NIST SP 800-63B, section 5.1.1.2).
     */
    static final int SHORTEST_PASSWORD = 8;

    static final int LONGEST_PASSWORD = 256;
    static final int LONGEST_NAME = 100;

    /** RFC 5321, section 4.5.3.1.3. */
    static final int LONGEST_EMAIL = 254;

    @Id
    public UUID id;

    @Version
    long version;

    public String username;

    /** As readers see it. */
    public String name;

    /** In lower case, because it belongs to one account; for admins and its owner only. */
    String email;

    @Enumerated(EnumType.STRING)
    Role role;

    /** Null until an invitation is accepted. */
    String passwordHash;

    byte[] invitationHash;
    Instant invitationExpiresAt;
    Instant createdAt;
    Instant disabledAt;

    protected Account() {}

    /**
     * @param password null for an account that nobody can sign in to before an invitation is accepted
     */
    public Account(String username, String name, Role role, String password, Instant now) {
        this.id = Ids.next();
        this.username = username;
        this.name = name;
        this.role = role;
        this.passwordHash = password == null ? null : PasswordHash.of(password);
        this.createdAt = now;
    }

    static Account create(NewAccount wanted, Instant now) {
        var account = new Account(wanted.username(), wanted.name(), wanted.role(), null, now);
        account.email = wanted.email();
        account.passwordHash = wanted.password() == null ? null : account.hashOf(wanted.password());
        account.tell(EventType.ACCOUNT_CREATED);
        return account.saved();
    }

    /**
     * @throws NotFound if there is none
     */
    static Account named(AccountRef ref) {
        return find(ref, LockModeType.NONE);
    }

    /** The same, locked until the transaction ends, so that changes follow one another. */
    static Account locked(AccountRef ref) {
        return find(ref, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Account find(AccountRef ref, LockModeType lock) {
        var found = ref.id() != null ? find("id", ref.id()) : find("username", ref.username());
        return found.<Account>withLock(lock)
                .firstResultOptional()
                .orElseThrow(() -> new NotFound("There is no account " + ref + " that you may see."));
    }

    /**
     * The account that these belong to, if it may sign in. Takes the same time for a wrong name, an account without a
     * password and one that is disabled as for a wrong password.
     */
    static Optional<Account> signingIn(String username, String password) {
        var account = Account.<Account>find("username = ?1 and disabledAt is null", username)
                .firstResultOptional();
        var hash = account.map(found -> found.passwordHash).orElse(null);
        return PasswordHash.matches(password, hash) ? account : Optional.empty();
    }

    /**
     * The row of an account that has signed in, locked until the transaction ends. Whoever takes its right to sign in comes
     * before, and is noticed here, or comes after, and ends the tokens that are made here as well.
     *
     * @throws WrongCredentials if its password has changed since it was read, or it was disabled
     */
    Account held() {
        return Account.<Account>find("id = ?1 and passwordHash = ?2 and disabledAt is null", id, passwordHash)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(WrongCredentials::new);
    }

    /**
     * The account that a secret invites.
     *
     * @throws InvalidInvitation if it is unknown, used, replaced, revoked or expired, or its account disabled: all look the same
     */
    static Account invitedBy(String secret, Instant now, LockModeType lock) {
        return Account.<Account>find(
                        "invitationHash = ?1 and invitationExpiresAt > ?2 and disabledAt is null",
                        Secret.hash(secret),
                        now)
                .withLock(lock)
                .firstResultOptional()
                .orElseThrow(InvalidInvitation::new);
    }

    /** Of several admins the one who was there first. */
    public static Account oldestAdmin() {
        return Account.<Account>find("role = ADMIN and disabledAt is null order by id")
                .firstResult();
    }

    /** Asked again under a lock until the transaction ends, so that of several nodes one makes the first account. */
    static boolean noneExists() {
        if (count() > 0) {
            return false;
        }
        getEntityManager()
                .createNativeQuery("lock table account in share row exclusive mode")
                .executeUpdate();
        return count() == 0;
    }

    /** Those of them who may write posts. */
    public static List<Account> writers(Collection<String> usernames) {
        return list("username in ?1 and disabledAt is null and role <> MEMBER", usernames);
    }

    AccountStatus status() {
        if (disabledAt != null) {
            return AccountStatus.DISABLED;
        }
        return passwordHash == null ? AccountStatus.INVITED : AccountStatus.ACTIVE;
    }

    /** What an admin changes. Disabling ends at once all that lets somebody in. */
    void change(AccountEdit wanted, Instant now) {
        if (wanted.role() != Role.ADMIN || wanted.disabled()) {
            mustNotBeTheLastAdmin();
        }
        describe(wanted.name(), wanted.email(), wanted.role());
        if (wanted.disabled() == (disabledAt != null)) {
            return;
        }
        disabledAt = wanted.disabled() ? now : null;
        if (wanted.disabled()) {
            shutOut();
        }
        tell(wanted.disabled() ? EventType.ACCOUNT_DISABLED : EventType.ACCOUNT_ENABLED);
    }

    void describe(String name, String email, Role role) {
        if (name.equals(this.name) && Objects.equals(email, this.email) && role == this.role) {
            return;
        }
        this.name = name;
        this.email = email;
        this.role = role;
        tell(EventType.ACCOUNT_UPDATED);
    }

    private void tell(EventType what) {
        Event.record(what, id, Visibility.ADMINS);
    }

    /** Admins go one at a time, until the transaction ends: two who go at once would each count on the other. */
    private void mustNotBeTheLastAdmin() {
        if (role != Role.ADMIN || status() != AccountStatus.ACTIVE) {
            return;
        }
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended('account.admins', 0))")
                .getSingleResult();
        if (count("role = ADMIN and disabledAt is null and passwordHash is not null and id <> ?1", id) == 0) {
            throw new LastAdmin();
        }
    }

    /**
     * @return the secret that lets whoever has it set the password, once; an earlier one does no longer
     */
    String invite(Instant expiresAt) {
        if (disabledAt != null) {
            throw new AccountDisabled();
        }
        var secret = Secret.random();
        invitationHash = Secret.hash(secret);
        invitationExpiresAt = expiresAt;
        tell(EventType.ACCOUNT_INVITED);
        return secret;
    }

    void revokeInvitation() {
        if (invitationHash != null) {
            endInvitation();
            tell(EventType.ACCOUNT_INVITATION_REVOKED);
        }
    }

    private void endInvitation() {
        invitationHash = null;
        invitationExpiresAt = null;
    }

    /**
     * For {@link #setPassword}, which comes later: hashing takes long, and would keep a connection from others.
     *
     * @throws InvalidInput if the password is the username
     */
    String hashOf(String password) {
        if (password.equalsIgnoreCase(username)) {
            throw InvalidInput.at("/password", "too-easy", "must not be the username");
        }
        return PasswordHash.of(password);
    }

    /** Whoever had the old password, or a token or an invitation from before, is out. */
    void setPassword(String hash) {
        passwordHash = hash;
        shutOut();
        tell(EventType.ACCOUNT_PASSWORD_CHANGED);
    }

    private void shutOut() {
        endInvitation();
        Token.endAllOf(this);
    }

    /**
     * Writes it now, so that the answer has the new version.
     *
     * @throws AccountExists if another account has its username or e-mail
     */
    Account saved() {
        try {
            persistAndFlush();
            return this;
        } catch (ConstraintViolationException clash) {
            throw AccountExists.because(clash);
        }
    }

    /** An e-mail as it is kept: the same however it is written. Forms send empty fields. */
    static String address(String email) {
        return email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
    }
}
