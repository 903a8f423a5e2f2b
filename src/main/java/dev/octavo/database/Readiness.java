package dev.octavo.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.postgresql.PGProperty;

/**
 * Whether PostgreSQL takes us in, at {@code /q/health/ready}. Asked by a connection of its own: those of the pool may all be
 * at work, and whoever waits for one does not know that the database is well.
 */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
class Readiness implements HealthCheck {
    /** Seconds: probes give up after few. */
    private static final String PATIENCE = "2";

    /** However many ask, the database is asked once in this while. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final AgroalDataSource database;
    private HealthCheckResponse last;
    private long asked;

    Readiness(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public synchronized HealthCheckResponse call() {
        if (last == null || System.nanoTime() - asked > KEPT.toNanos()) {
            last = ask();
            asked = System.nanoTime();
        }
        return last;
    }

    private HealthCheckResponse ask() {
        var answer = HealthCheckResponse.named("database");
        var factory = database.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        var settings = new Properties();
        settings.putAll(factory.jdbcProperties());
        if (factory.principal() instanceof NamePrincipal user) {
            PGProperty.USER.set(settings, user.getName());
        }
        factory.credentials().stream()
                .filter(SimplePassword.class::isInstance)
                .forEach(password -> PGProperty.PASSWORD.set(settings, ((SimplePassword) password).getWord()));
        PGProperty.CONNECT_TIMEOUT.set(settings, PATIENCE);
        PGProperty.SOCKET_TIMEOUT.set(settings, PATIENCE);
        try (var connection = DriverManager.getConnection(factory.jdbcUrl(), settings)) {
            return answer.status(connection.isValid(Integer.parseInt(PATIENCE))).build();
        } catch (SQLException e) {
            // Not the message: it names hosts and users to whoever asks.
            return answer.down()
                    .withData("sqlState", String.valueOf(e.getSQLState()))
                    .build();
        }
    }
}
