package dev.octavo.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Names a request in its answer, in the problem that it may get, and in each line of the log that it causes. What a tracer or a
 * proxy calls it is taken over: {@code traceparent} first, because other services log that one.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context, traceparent</a>
 */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    /** As tracers name it in logs. */
    static final String MDC_KEY = "traceId";

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?<id>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    /** Nothing in it can end a line, a field or a string of whatever log it stands in. */
    private static final Pattern HARMLESS = Pattern.compile("(?<id>[A-Za-z0-9._:/+=-]{1,128})");

    private RequestId() {}

    static void give(HttpServerRequest request) {
        // There already, if the request is traced: then that is the name under which it is found.
        var id = Optional.ofNullable((String) MDC.get(MDC_KEY))
                .or(() -> sent(request, "traceparent", TRACEPARENT))
                .or(() -> sent(request, HEADER, HARMLESS))
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
        MDC.put(MDC_KEY, id);
        request.response().putHeader(HEADER, id);
    }

    static String of(HttpServerResponse response) {
        return response.headers().get(HEADER);
    }

    private static Optional<String> sent(HttpServerRequest request, String header, Pattern form) {
        return Optional.ofNullable(request.getHeader(header))
                .map(form::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group("id"));
    }
}
