package dev.octavo.archive;

import dev.octavo.account.FirstAdmin;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

/**
 * The commands {@code export FILE} and {@code import FILE}. What they did goes to standard output; what is wrong, in one line, to
 * standard error.
 */
@Singleton
public class Transfer implements QuarkusApplication {
    private static final int LONGEST_LINE = 500;

    private final Export export;
    private final Import reader;
    private final DataSource database;
    private final Flyway schema;
    private final FirstAdmin admin;

    Transfer(Export export, Import reader, DataSource database, Flyway schema, FirstAdmin admin) {
        this.export = export;
        this.reader = reader;
        this.database = database;
        this.schema = schema;
        this.admin = admin;
    }

    /** Why this command cannot succeed, if that can be seen without a database. */
    public static Optional<String> refusal(String... arguments) {
        var file = Path.of(arguments[1]);
        if (arguments[0].equals("import")) {
            return Files.isReadable(file) && !Files.isDirectory(file)
                    ? Optional.empty()
                    : Optional.of(line(arguments, "there is no such file that can be read"));
        }
        var folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            return Optional.of(line(arguments, "it exists already, and is not overwritten"));
        }
        return folder != null && Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of(line(arguments, "there is no such folder that can be written to"));
    }

    /** How Octavo starts for it: it serves nobody, says only what is wrong, and an export changes nothing. */
    public static Map<String, String> settings(String command) {
        var settings = new HashMap<>(Map.of(
                "quarkus.http.host-enabled", "false",
                "quarkus.scheduler.enabled", "false",
                "quarkus.log.level", "WARN",
                "quarkus.log.console.stderr", "true"));
        if (command.equals("export")) {
            settings.put("quarkus.flyway.migrate-at-start", "false");
            settings.put("quarkus.hibernate-orm.schema-management.strategy", "none");
            settings.put("octavo.embedded.existing", "true");
        }
        return settings;
    }

    /**
     * @param arguments {@code export} or {@code import}, and the file
     * @return the exit code: 0, or 1 after a failure
     */
    @Override
    public int run(String... arguments) {
        var file = Path.of(arguments[1]);
        try {
            if (arguments[0].equals("export")) {
                mustBeOfThisVersion(schema);
                System.out.printf("Exported %s to %s.%n", sentence(export.write(database, file)), file);
            } else {
                var outcome = reader.read(file, database);
                System.out.printf("Imported %s from %s.%n", sentence(outcome.records()), file);
                outcome.admin().ifPresent(this::introduce);
            }
            return 0;
        } catch (BrokenArchive | ConfigurationException e) {
            return failed(arguments, e.getMessage());
        } catch (IOException | SQLException e) {
            return failed(arguments, e.toString());
        }
    }

    /** Tables of another version are not read as if they were ours, nor changed under the server that may run on them. */
    static void mustBeOfThisVersion(Flyway schema) {
        var migrations = schema.info().all();
        var ours = Arrays.stream(migrations).allMatch(migration -> migration.getState() == MigrationState.SUCCESS);
        if (migrations.length == 0 || !ours) {
            throw new ConfigurationException(
                    "its tables are not those of this Octavo. Export with the one that runs on it, or start this one on it first");
        }
    }

    private void introduce(String username) {
        System.out.printf(
                "No password was imported. %s signs in with %s; the others need a new one each.%n",
                username,
                admin.origin() == FirstAdmin.Origin.CONFIGURED
                        ? "the one in OCTAVO_ADMIN_PASSWORD"
                        : "the password " + admin.password() + " (shown this once: keep it)");
    }

    private static String sentence(Map<String, Long> records) {
        return records.entrySet().stream()
                .map(file -> file.getValue() + " " + file.getKey().replace(".ndjson", ""))
                .collect(Collectors.joining(", "));
    }

    private static int failed(String[] arguments, String why) {
        System.err.println(line(arguments, why));
        return 1;
    }

    /** One, whatever a file has put into it. */
    private static String line(String[] arguments, String why) {
        var line = "octavo: cannot %s %s: %s.".formatted(arguments[0], arguments[1], why)
                + (arguments[0].equals("import") ? " Nothing was imported." : "");
        return line.substring(0, Math.min(line.length(), LONGEST_LINE)).replaceAll("\\p{Cntrl}", " ");
    }
}
