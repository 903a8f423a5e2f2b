package dev.octavo.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** What stands in every answer, errors and files included: set before anything else can answer. */
@ApplicationScoped
class EveryAnswer {
    /** Before all other routes. */
    static final int ORDER = Integer.MIN_VALUE;

    private static final String METHODS = "GET, HEAD, QUERY, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String TAKEN = "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match,"
            + " Last-Event-ID, Prefer, traceparent, tracestate, X-Request-Id";
    private static final String GIVEN =
            "Accept-Query, Allow, ETag, Idempotency-Replayed, Link, Location, Preference-Applied, RateLimit,"
                    + " RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String UNCHANGED = "identity";

    /** Bytes below which a body fits into one packet anyway. */
    private static final long WORTHWHILE = 1_000;

    /** An event stream is made of words too, but each has to be sent when it is said. */
    private static final Pattern WORDS =
            Pattern.compile("text/(?!event-stream)|application/([a-z.-]+\\+)?(json|x-ndjson|yaml|javascript|xml)");

    void install(@Observes Router router) {
        router.route().order(ORDER).handler(this::begin);
    }

    private void begin(RoutingContext context) {
        var request = context.request();
        var headers = context.response().headers();
        RequestId.give(request);
        Metrics.begin(request);
        allowAllOrigins(headers);
        confine(headers, request.path());
        // RFC 9110, section 6.6.1.
        headers.set(HttpHeaders.DATE, DATE.format(Instant.now()));
        headers.set(HttpHeaders.VARY, "Accept, Accept-Encoding, Authorization");
        // The first to be added is the last to be asked.
        context.addHeadersEndHandler(ignored -> chooseEncoding(headers));
        context.addHeadersEndHandler(ignored -> sayWhatMayBeKept(headers, request));
        if (isPreflight(request)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    // By name, because * would leave Authorization out.
                    .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, TAKEN)
                    .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");
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
    private static void allowAllOrigins(MultiMap headers) {
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, GIVEN)
                .set("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** An answer is data: a browser that shows one as a page, or takes it for a script, runs nothing of it. */
    private static void confine(MultiMap headers, String path) {
        headers.set("X-Content-Type-Options", "nosniff").set("Referrer-Policy", "no-referrer");
        if (isAt("/docs", path)) {
            // Swagger UI starts itself by a script in its page.
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
                            + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'");
        } else if (isAt("/problems", path)) {
            headers.set(
                    "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        } else if (!isAt("/q", path)) {
            headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }

    /** Kept, but asked for again each time; what a token was needed for by its owner only. Secrets say no-store themselves. */
    private static void sayWhatMayBeKept(MultiMap headers, HttpServerRequest request) {
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            var isPrivate = request.headers().contains(HttpHeaders.AUTHORIZATION);
            headers.set(HttpHeaders.CACHE_CONTROL, isPrivate ? "private, no-cache" : "no-cache");
        }
    }

    /**
     * Words are sent compressed, if there are some. An answer may hold a secret beside what a client has chosen, but another's
     * browser cannot be made to ask for it, because it does not know the token: so its length gives nothing away.
     */
    private static void chooseEncoding(MultiMap headers) {
        var encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equals(UNCHANGED)) {
            return;
        }
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type != null
                && WORDS.matcher(type).lookingAt()
                && (length == null || Long.parseLong(length) >= WORTHWHILE)) {
            headers.remove(HttpHeaders.CONTENT_ENCODING);
        } else {
            // Has Vert.x compress nothing; it does not send this word.
            headers.set(HttpHeaders.CONTENT_ENCODING, UNCHANGED);
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Whether a path is this one or lies below it. */
    static boolean isAt(String place, String path) {
        return path.startsWith(place) && (path.length() == place.length() || path.charAt(place.length()) == '/');
    }
}
