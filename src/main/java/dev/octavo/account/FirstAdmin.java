package dev.octavo.account;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;

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
    private volatile Origin origin = Origin.EARLIER;
    private volatile String password;

    FirstAdmin(AdminConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    void onStart(@Observes StartupEvent event) {
        if (Account.noneExists()) {
            origin = config.password().isPresent() ? Origin.CONFIGURED : Origin.MADE_UP;
            password = config.password().orElseGet(() -> Secret.random().substring(0, 20));
            new Account("admin", "Admin", Role.ADMIN, password, clock.instant()).persist();
        }
    }

    public Origin origin() {
        return origin;
    }

    /** The password that was set at this very start, for the banner to show once if it was made up. */
    public String password() {
        return password;
    }
}
