package dev.octavo.account;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Somebody must be able to sign in to an empty database. */
@ApplicationScoped
public class FirstAdmin {
    /** Where the password comes from. */
    public enum Origin {
        MADE_UP,
        CONFIGURED,
        EARLIER
    }

    private final AdminConfig config;
    private final Clock clock;
    private final boolean serves;
    private volatile Origin origin = Origin.EARLIER;
    private volatile String password;

    FirstAdmin(AdminConfig config, Clock clock, @CommandLineArguments String[] command) {
        this.config = config;
        this.clock = clock;
        this.serves = command.length == 0;
    }

    /** A command finds the database as it is. */
    @Transactional
    void onStart(@Observes StartupEvent event) {
        if (serves && Account.noneExists()) {
            choosePassword();
            new Account("admin", "Admin", Role.ADMIN, password, clock.instant()).persist();
        }
    }

    /**
     * After an import nobody has a password: gives one to the oldest admin, in the import's transaction.
     *
     * @return the admin's name, or none if there is none
     */
    public Optional<String> welcome(Connection database) throws SQLException {
        choosePassword();
        try (var update = database.prepareStatement("""
                update account set password_hash = ?
                where id = (select id from account where role = 'ADMIN' and disabled_at is null order by created_at, id limit 1)
                returning username""")) {
            update.setString(1, PasswordHash.of(password));
            try (var admin = update.executeQuery()) {
                return admin.next() ? Optional.of(admin.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * @throws ConfigurationException if the one that is configured is none that an account could have
     */
    private void choosePassword() {
        origin = config.password().isPresent() ? Origin.CONFIGURED : Origin.MADE_UP;
        password = config.password().orElseGet(() -> Secret.random().substring(0, 20));
        if (password.length() < Account.SHORTEST_PASSWORD || password.length() > Account.LONGEST_PASSWORD) {
            throw new ConfigurationException("octavo.admin.password must have %d to %d characters."
                    .formatted(Account.SHORTEST_PASSWORD, Account.LONGEST_PASSWORD));
        }
    }

    /** A new session of an admin, for whoever runs dev mode: they could as well read the database. */
    @Transactional
    public String session() {
        var secret = Token.newSecret();
        Token.session(Account.oldestAdmin(), secret, clock.instant()).persist();
        return secret;
    }

    public Origin origin() {
        return origin;
    }

    /** The password that was set at this very start, for the banner to show once if it was made up. */
    public String password() {
        return password;
    }
}
