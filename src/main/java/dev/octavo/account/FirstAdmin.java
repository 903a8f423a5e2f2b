package dev.octavo.account;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Somebody must be able to sign in to an empty database. */
@ApplicationScoped
public class FirstAdmin {
    public static final String USERNAME = "admin";

    private final AdminConfig config;
    private final Clock clock;
    private volatile String printed;

    FirstAdmin(AdminConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    void onStart(@Observes StartupEvent event) {
        if (Account.noneExists()) {
            var password = config.password()
                    .orElseGet(() -> printed = Token.newSecret().substring(Token.PREFIX.length(), 24));
            new Account(USERNAME, "Admin", Role.ADMIN, password, clock.instant()).persist();
        }
    }

    /** The password that was made up at this very start, for the banner to show once. */
    public Optional<String> passwordToPrint() {
        return Optional.ofNullable(printed);
    }
}
