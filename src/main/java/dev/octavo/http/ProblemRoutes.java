package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

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
        router.route().order(Integer.MIN_VALUE).handler(this::refuseTooLarge);
    }

    private void refuseTooLarge(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        var limit = config.limits().maxBodySize();
        if (length != null
                && limit.isPresent()
                && Long.parseLong(length) > limit.get().asLongValue()) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            answer(context, Problem.ofStatus(413));
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                    .end(json.writeValueAsString(
                            ProblemDocument.of(problem, "/", context.request().path())));
        } catch (JsonProcessingException e) {
            context.response().setStatusCode(500).end();
        }
    }
}
