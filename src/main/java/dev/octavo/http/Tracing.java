package dev.octavo.http;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Has requests traced only if somebody says where to: by {@code OTEL_EXPORTER_OTLP_ENDPOINT}, as OpenTelemetry names it
 * everywhere, or by Quarkus' own property. Otherwise the tracer is not set up, and a request does not pay for it.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">OpenTelemetry, OTLP exporter configuration</a>
 */
public class Tracing implements ConfigSourceFactory {
    private static final String EXPORTER = "quarkus.otel.exporter.otlp.";
    private static final List<String> SHARED = List.of("endpoint", "headers", "protocol");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var values = new HashMap<String, String>();
        for (var name : SHARED) {
            value(context, EXPORTER + name)
                    .or(() -> value(context, "otel.exporter.otlp." + name))
                    .ifPresent(value -> values.put(EXPORTER + name, value));
        }
        var isWanted = values.containsKey(EXPORTER + "endpoint")
                || value(context, EXPORTER + "traces.endpoint").isPresent();
        values.put("quarkus.otel.sdk.disabled", Boolean.toString(!isWanted));
        return List.of(new Exporter(values));
    }

    /** What somebody has set: Quarkus has a default for each. */
    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .filter(value -> value.getConfigSourceOrdinal() > Integer.MIN_VALUE)
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }

    /** Lists no names, so that a build records nothing of the machine that it runs on. */
    private record Exporter(Map<String, String> values) implements ConfigSource {
        @Override
        public String getValue(String name) {
            return values.get(name);
        }

        @Override
        public Set<String> getPropertyNames() {
            return Set.of();
        }

        @Override
        public String getName() {
            return "tracing";
        }

        @Override
        public int getOrdinal() {
            // Below all that somebody sets, so that quarkus.otel.sdk.disabled can still be said.
            return 50;
        }
    }
}
