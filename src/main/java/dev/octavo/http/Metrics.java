package dev.octavo.http;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Keeps what is counted by request from growing with what clients make up: paths and methods. */
@Singleton
class Metrics implements HttpServerMetricsTagsContributor {
    /** Where Quarkus, too, keeps the template of a request's path, for meters and spans. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final String UNKNOWN = "/unknown";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "QUERY", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Not resources, so that no template names them later. */
    private static final List<String> PLACES = List.of("/docs", "/openapi", "/q");

    /** A request is counted under this name, until a resource is found for it: then under the template of its path. */
    static void begin(HttpServerRequest request) {
        var name = PLACES.stream()
                .filter(place -> EveryAnswer.isAt(place, request.path()))
                .findFirst()
                .orElse(UNKNOWN);
        ((HttpServerRequestInternal) request).context().putLocal(TEMPLATE, name);
    }

    /** Malformed requests have not even begun; Quarkus would take their path as it came. */
    @Override
    public Tags contribute(Context request) {
        var template = request.<String>requestContextLocalData(TEMPLATE);
        return Tags.of("uri", template == null ? UNKNOWN : template);
    }

    /** Denied, not renamed: the registry remembers what a renamed one was called, without end. */
    @Produces
    @Singleton
    MeterFilter knownMethods() {
        return MeterFilter.deny(meter -> meter.getName().startsWith("http.server")
                && meter.getTag("method") != null
                && !METHODS.contains(meter.getTag("method")));
    }
}
