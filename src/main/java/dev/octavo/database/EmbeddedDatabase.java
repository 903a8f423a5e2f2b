package dev.octavo.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the data source a PostgreSQL of our own when none is configured. {@code octavo.data-dir} (default {@code data}) says
 * where it keeps its files; with {@code octavo.embedded.throwaway=true}, for tests, it starts empty and waits for no disk. With
 * {@code octavo.embedded.existing=true}, for an export, it begins no new folder, and joins the server of an Octavo that runs.
 *
 * <p>It starts when its URL is first asked for, and lists no names: so building an application starts nothing, and records
 * nothing. What it started in a folder is kept in a system property, because live reload replaces our classes, but not the JVM.
 */
public class EmbeddedDatabase implements ConfigSourceFactory {
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String RUNNING = "octavo.embedded.running";
    private static final String FAILURE = "octavo.embedded.failure";

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
        var existing =
                value(context, "octavo.embedded.existing").map(Boolean::valueOf).orElse(false);
        return List.of(new Lazy(new EmbeddedPostgresql(folder, throwaway), existing));
    }

    /** Why it did not start, if it did not. Thrown from here it would drown in a start that has no log yet. */
    static Optional<String> failure() {
        return Optional.ofNullable(System.getProperty(FAILURE));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }

    private record Lazy(EmbeddedPostgresql server, boolean existing) implements ConfigSource {
        @Override
        public String getValue(String name) {
            // Quarkus asks for the user and password of a data source without listed names as those of all ("*").
            return switch (name) {
                case URL -> "jdbc:postgresql://127.0.0.1:" + orFailure(this::port) + "/postgres";
                case "quarkus.datasource.*.username" -> EmbeddedPostgresql.USER;
                case "quarkus.datasource.*.password" -> orFailure(server::password);
                default -> null;
            };
        }

        private String orFailure(Supplier<String> value) {
            try {
                if (existing) {
                    server.mustExist();
                }
                return value.get();
            } catch (ConfigurationException e) {
                System.setProperty(FAILURE, e.getMessage());
                return "0";
            }
        }

        private String port() {
            synchronized (EmbeddedDatabase.class) {
                var running = RUNNING + "." + server.folder();
                if (System.getProperty(running) == null) {
                    System.clearProperty(FAILURE);
                    var port = existing ? server.portInUse() : OptionalInt.empty();
                    System.setProperty(
                            running,
                            Integer.toString(port.orElseGet(() -> server.start().getPort())));
                }
                return System.getProperty(running);
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
            // Above all that may give an empty URL, such as an environment variable of a compose file.
            return 1000;
        }
    }
}
