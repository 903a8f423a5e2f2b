package dev.octavo.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What stands in every answer, errors and files included: set before anything else can answer. */
@ApplicationScoped
class EveryAnswer {
    /** Before all other routes. */
    static final int ORDER = Integer.MIN_VALUE;

    private static final String METHODS = "GET, HEAD, QUERY, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String TAKEN = "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match,"
            + " Last-Event-ID, Prefer, traceparent, tracestate, X-Request-Id";
    private static final String GIVEN =
            "Allow, ETag, Idempotency-Replayed, Link, Location, Preference-Applied, RateLimit,"
                    + " RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";

    void install(@Observes Router router) {
        router.route().order(ORDER).handler(this::begin);
    }

    private void begin(RoutingContext context) {
        RequestId.give(context.request());
        allowAllOrigins(context);
        if (isPreflight(context)) {
            context.response().setStatusCode(204).end();
        } else {
            context.next();
        }
    }

    /**
     * Any page may call us: there are no cookies, so it can do no more than a script of its author. {@code *} rather than the
     * page's own origin, which Quarkus' filter would send: so an answer that a cache keeps is good for other pages too.
     *
     * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
     */
    private static void allowAllOrigins(RoutingContext context) {
        var headers = context.response().headers();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        if (isPreflight(context)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    // By name, because * would leave Authorization out.
                    .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, TAKEN)
                    .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");
        } else {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, GIVEN);
        }
    }

    private static boolean isPreflight(RoutingContext context) {
        return context.request().method() == HttpMethod.OPTIONS
                && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
