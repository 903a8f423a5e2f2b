package dev.octavo.archive;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;

/** A database beside that of the tests, with all tables and nobody in it. */
final class EmptyDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private EmptyDatabase() {}

    static DataSource make(DataSource tests) throws SQLException {
        return make(tests, "latest");
    }

    /** With the tables of an older version. */
    static DataSource make(DataSource tests, String version) throws SQLException {
        var name = "empty_" + NUMBER.incrementAndGet();
        try (var connection = tests.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        var config = ConfigProvider.getConfig();
        var url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        // A pool, because PostgreSQL makes each connection prove at length that it knows the password; it lets
        // go soon of what is not used, because there are many.
        var database = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .reapTimeout(Duration.ofSeconds(1))
                        .connectionFactoryConfiguration(connections -> connections
                                .jdbcUrl(url.replaceFirst("/[^/]*$", "/" + name))
                                .principal(new NamePrincipal(
                                        config.getValue("quarkus.datasource.*.username", String.class)))
                                .credential(new SimplePassword(
                                        config.getValue("quarkus.datasource.*.password", String.class))))));
        Flyway.configure().dataSource(database).target(version).load().migrate();
        return database;
    }

    /** The first column of the first row. */
    static String single(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
