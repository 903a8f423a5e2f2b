package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

/** Problems of requests that never reach a resource: Vert.x and Quarkus would answer them with nothing. */
@ApplicationScoped
class ProblemRoutes {
    private final ObjectMapper json;
    private final VertxHttpConfig config;

    ProblemRoutes(ObjectMapper json, VertxHttpConfig config) {
        this.json = json;
        this.config = config;
    }

    void install(@Observes Router router) {
        router.route().order(EveryAnswer.ORDER + 1).handler(this::refuse);
        router.errorHandler(413, context -> answer(context, Problem.ofStatus(413)));
    }

    private void refuse(RoutingContext context) {
        var request = context.request();
        if (request.authority() == null) {
            answer(context, Problem.ofStatus(400, "Host is missing, or no name of a host."));
        } else if (isTooLarge(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            answer(context, Problem.ofStatus(413));
        } else if (!isMediaType(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            answer(context, Problem.ofStatus(415));
        } else {
            context.next();
        }
    }

    private boolean isTooLarge(String length) {
        var limit = config.limits().maxBodySize();
        return length != null
                && limit.isPresent()
                && Long.parseLong(length) > limit.get().asLongValue();
    }

    private static boolean isMediaType(String type) {
        try {
            return type == null || type.isBlank() || MediaType.valueOf(type) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void answer(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                    .end(json.writeValueAsString(ProblemDocument.of(
                            problem, "/", context.request().path(), RequestId.of(context.response()))));
        } catch (JsonProcessingException e) {
            context.response().setStatusCode(500).end();
        }
    }
}
