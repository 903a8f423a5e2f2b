package dev.octavo.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** Shows how many sign-ins wait for the processors: a growing number is a flood, or a machine that is too small. */
class SignInQueue {
    void show(@Observes StartupEvent event, MeterRegistry meters) {
        meters.gauge("octavo.passwords.waiting", PasswordHash.class, ignored -> PasswordHash.waiting());
    }
}
