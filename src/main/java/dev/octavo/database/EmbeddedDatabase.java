package dev.octavo.database;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the data source a PostgreSQL of our own when none is configured. {@code octavo.data-dir} (default {@code data}) says
 * where it keeps its files; with {@code octavo.embedded.throwaway=true}, for tests, it starts empty and waits for no disk.
 *
 * <p>It starts when its URL is first asked for, and lists no names: so building an application starts nothing, and records
 * nothing. What it started is kept in a system property, because live reload replaces our classes, but not the JVM.
 */
public class EmbeddedDatabase implements ConfigSourceFactory {
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String RUNNING = "octavo.embedded.running";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (value(context, URL).isPresent()) {
            return List.of();
        }
        var folder = Path.of(value(context, "octavo.data-dir").orElse("data"))
                .toAbsolutePath()
                .normalize();
        var throwaway = value(context, "octavo.embedded.throwaway")
                .map(Boolean::valueOf)
                .orElse(false);
        return List.of(new Lazy(new EmbeddedPostgresql(folder, throwaway)));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name)).map(io.smallrye.config.ConfigValue::getValue);
    }

    private record Lazy(EmbeddedPostgresql server) implements ConfigSource {
        @Override
        public String getValue(String name) {
            // Quarkus asks for the user and password of a data source without listed names as those of all ("*").
            return switch (name) {
                case URL -> "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
                case "quarkus.datasource.*.username" -> EmbeddedPostgresql.USER;
                case "quarkus.datasource.*.password" -> server.password();
                default -> null;
            };
        }

        private String port() {
            synchronized (EmbeddedDatabase.class) {
                if (System.getProperty(RUNNING) == null) {
                    System.setProperty(RUNNING, Integer.toString(server.start().getPort()));
                }
                return System.getProperty(RUNNING);
            }
        }

        @Override
        public Set<String> getPropertyNames() {
            return Set.of();
        }

        @Override
        public String getName() {
            return "embedded PostgreSQL";
        }

        @Override
        public int getOrdinal() {
            return 50;
        }
    }
}
