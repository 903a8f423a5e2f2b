package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.logging.Logger;

/** Problems of requests that never reach a resource: Vert.x and Quarkus would answer them with nothing, or with their own. */
@ApplicationScoped
public class ProblemRoutes {
    private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);

    /** What is only read, and by routes that know no other method. */
    private static final List<String> READ_ONLY = List.of("/openapi", "/docs", "/q/health", "/q/metrics");

    private static final List<String> READS = List.of("GET", "HEAD");

    private final ObjectMapper json;
    private final VertxHttpConfig config;

    ProblemRoutes(ObjectMapper json, VertxHttpConfig config) {
        this.json = json;
        this.config = config;
    }

    void install(@Observes Router router) {
        router.route().order(EveryAnswer.ORDER + 1).handler(this::refuse);
        router.errorHandler(413, context -> answer(context, Problem.ofStatus(413)));
        // After those of Quarkus for what a token lacks, before the one that would tell of our inside in its own words.
        router.route().order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT).failureHandler(this::fail);
    }

    private void refuse(RoutingContext context) {
        var request = context.request();
        if (request.authority() == null) {
            answer(context, Problem.ofStatus(400, "Host is missing, or no name of a host."));
        } else if (isTooLarge(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
            BodyTooLarge.closeSoon(request);
            answer(context, new BodyTooLarge());
        } else if (!isMediaType(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            answer(context, Problem.ofStatus(415));
        } else if (isEncoded(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
            // RFC 9110, section 15.5.16: what is taken instead.
            answer(
                    context,
                    Problem.ofStatus(415, "A body is taken as it is, without a Content-Encoding.")
                            .with("Accept-Encoding", "identity"));
        } else if (isReadOnly(request.path())
                && !READS.contains(request.method().name())) {
            allowReads(context);
        } else {
            withoutBlankType(request.headers());
            context.next();
        }
    }

    private void allowReads(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
        if (context.request().method().name().equals("OPTIONS")) {
            context.response().setStatusCode(204).end();
        } else {
            answer(context, Problem.ofStatus(405));
        }
    }

    private static boolean isReadOnly(String path) {
        return READ_ONLY.stream().anyMatch(place -> EveryAnswer.isAt(place, path));
    }

    /** As if it were not there. Quarkus takes it for a media type, and fails where it chooses a method by that. */
    private static void withoutBlankType(MultiMap headers) {
        if (headers.contains(HttpHeaders.CONTENT_TYPE)
                && headers.get(HttpHeaders.CONTENT_TYPE).isBlank()) {
            headers.remove(HttpHeaders.CONTENT_TYPE);
        }
    }

    private boolean isTooLarge(String length) {
        var limit = config.limits().maxBodySize();
        return length != null
                && limit.isPresent()
                && Long.parseLong(length) > limit.get().asLongValue();
    }

    private static boolean isEncoded(String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isMediaType(String type) {
        try {
            return type == null || type.isBlank() || MediaType.valueOf(type) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void fail(RoutingContext context) {
        var failure = context.failure();
        if (HangUp.isBehind(failure, context.response())) {
            return;
        }
        if (context.response().ended() || failure instanceof SecurityException) {
            context.next();
        } else if (failure == null) {
            answer(context, Problem.ofStatus(context.statusCode()));
        } else if (Unavailable.isBehind(failure)) {
            LOG.warnf("%s found no database: %s", context.request().path(), failure);
            answer(context, new Unavailable());
        } else {
            LOG.errorf(failure, "%s failed", context.request().path());
            answer(context, Problem.ofStatus(500));
        }
    }

    public void answer(RoutingContext context, Problem problem) {
        var response = context.response();
        problem.headers().forEach(response::putHeader);
        try {
            response.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                    .end(json.writeValueAsString(
                            ProblemDocument.of(problem, "/", context.request().path(), RequestId.of(response))));
        } catch (JsonProcessingException e) {
            response.setStatusCode(500).end();
        }
    }
}
