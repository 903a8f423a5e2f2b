package dev.octavo.database;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Says in one sentence that the database cannot be reached, before anything else fails of it at length. */
@Singleton
class Reachable implements FlywayConfigurationCustomizer {
    @Override
    public void customize(FluentConfiguration configuration) {
        EmbeddedDatabase.failure().ifPresent(failure -> {
            throw new ConfigurationException(failure);
        });
        try (var connection = configuration.getDataSource().getConnection()) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw new ConfigurationException("Cannot reach the database (" + e.getMessage()
                    + "). Check QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.");
        }
    }
}
