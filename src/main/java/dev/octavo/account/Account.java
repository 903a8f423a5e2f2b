package dev.octavo.account;

import dev.octavo.http.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Somebody who signs in: writes, moderates or comments under a name of their own. */
@Entity
public class Account extends PanacheEntityBase {
    @Id
    public UUID id;

    @Version
    long version;

    public String username;

    /** As readers see it. */
    public String name;

    @Enumerated(EnumType.STRING)
    Role role;

    String passwordHash;
    Instant createdAt;

    protected Account() {}

    public Account(String username, String name, Role role, String password, Instant now) {
        this.id = Ids.next();
        this.username = username;
        this.name = name;
        this.role = role;
        this.passwordHash = PasswordHash.of(password);
        this.createdAt = now;
    }

    /** The account that these belong to, or none; takes the same time for a wrong name as for a wrong password. */
    static Optional<Account> signingIn(String username, String password) {
        var account = Account.<Account>find("username", username).firstResultOptional();
        var hash = account.map(found -> found.passwordHash).orElse(null);
        return PasswordHash.matches(password, hash) ? account : Optional.empty();
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
}
