package dev.octavo.archive;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

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
        var database = new PGSimpleDataSource();
        database.setUrl(
                config.getValue("quarkus.datasource.jdbc.url", String.class).replaceFirst("/[^/]*$", "/" + name));
        database.setUser(config.getValue("quarkus.datasource.*.username", String.class));
        database.setPassword(config.getValue("quarkus.datasource.*.password", String.class));
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
