package dev.octavo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Asks a list by a body what a URL asks by parameters: with QUERY, and with POST where a list has a place for that. What the
 * parameters of GET are called are members of the body, and become parameters; {@code filter} is beside them. So there is one way to
 * answer, whatever the method.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc10008">RFC 10008, the HTTP QUERY method</a>
 */
public class Question {
    static final String FILTER = "filter";
    static final String METHOD = "QUERY";
    static final String ACCEPTED = "Accept-Query";

    /** They stand in links, which are sent with the same body again. */
    static final Set<String> IN_URL = Set.of("cursor", "page");

    /** They name several things, and may do so by an array. */
    static final Set<String> NAMES = Set.of("fields", "include", "sort");

    private static final String ASKED = "octavo.question";
    private static final String MEMBERS = "octavo.question.members";

    private final ObjectMapper json;
    private final AllowedMethods methods;

    Question(ObjectMapper json, AllowedMethods methods) {
        this.json = json;
        this.methods = methods;
    }

    /** Finds what GET would. */
    @ServerRequestFilter(preMatching = true)
    public void find(ContainerRequestContext request, RoutingContext http) {
        if (request.getMethod().equals(METHOD)) {
            http.put(ASKED, true);
            request.setMethod("GET");
        }
    }

    /** After it is known that the body is not too long, and before anything asks for parameters. */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void read(ContainerRequestContext request, ResourceInfo endpoint, RoutingContext http) throws IOException {
        var method = endpoint.getResourceMethod();
        if (http.get(ASKED) != null && !isList(method)) {
            throw Problem.ofStatus(405)
                    .with(
                            HttpHeaders.ALLOW,
                            String.join(", ", methods.at(request.getUriInfo().getPath())));
        }
        if (http.get(ASKED) == null && !(isList(method) && method.isAnnotationPresent(POST.class))) {
            return;
        }
        var type = request.getMediaType();
        if (type == null || !MediaType.APPLICATION_JSON_TYPE.equals(new MediaType(type.getType(), type.getSubtype()))) {
            throw Problem.ofStatus(415).with(ACCEPTED, MediaType.APPLICATION_JSON);
        }
        var body = json.readTree(request.getEntityStream());
        if (!body.isObject()) {
            throw InvalidInput.at("", "wrong-type", "must be an object");
        }
        var url = Set.copyOf(http.queryParams().names());
        url.stream().filter(name -> !IN_URL.contains(name)).findFirst().ifPresent(name -> {
            throw InvalidInput.parameter(name, "conflicting", "stands in the body here");
        });
        http.put(MEMBERS, body);
        var known = Parameters.own(method);
        body.properties().forEach(member -> {
            var name = member.getKey();
            if (!name.equals(FILTER) && !known.containsKey(name)) {
                throw unknown(name, known.keySet());
            }
            // A link goes on from where the body began.
            if (!name.equals(FILTER) && !(IN_URL.contains(name) && url.stream().anyMatch(IN_URL::contains))) {
                http.queryParams().add(name, text(name, member.getValue(), known.get(name)));
            }
        });
    }

    private static boolean isList(Method method) {
        return method.getReturnType() == PageOf.class;
    }

    private static InvalidInput unknown(String name, Set<String> known) {
        var members = new TreeSet<>(known);
        members.add(FILTER);
        return InvalidInput.at(
                "/" + UnreadableBody.escape(name),
                "unknown-property",
                "is not a property here; known are " + String.join(", ", members) + ", and fields stand in " + FILTER
                        + Spelling.hint(name, members));
    }

    /** As it would stand in the URL. */
    private static String text(String name, JsonNode value, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return text(name, value, value.isIntegralNumber(), Type.INTEGER.rule());
        }
        if (type == boolean.class || type == Boolean.class) {
            return text(name, value, value.isBoolean(), Type.TRUTH.rule());
        }
        if (NAMES.contains(name) && value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(each -> text(name, each, each.isTextual(), "must hold texts"))
                    .collect(Collectors.joining(","));
        }
        return text(name, value, value.isTextual(), Type.TEXT.rule());
    }

    private static String text(String name, JsonNode value, boolean isRight, String rule) {
        if (!isRight) {
            throw InvalidInput.at("/" + name, "wrong-type", rule);
        }
        return value.asText();
    }

    /** What is asked of the fields, or null. */
    static JsonNode filter(RoutingContext http) {
        var body = http.<JsonNode>get(MEMBERS);
        return body == null ? null : body.get(FILTER);
    }

    /** Tells by a pointer where something is wrong that came from the body. */
    static Problem located(Problem problem, RoutingContext http) {
        var body = http.<JsonNode>get(MEMBERS);
        return body == null || !(problem instanceof InvalidInput)
                ? problem
                : new InvalidInput(problem.errors().stream()
                        .map(error -> error.parameter() != null
                                        && body.has(error.parameter())
                                        && http.request().getParam(error.parameter()) == null
                                ? InvalidField.at("/" + error.parameter(), error.code(), error.detail())
                                : error)
                        .toList());
    }

    /** Says of each list that it can be asked so. */
    @ServerResponseFilter(priority = Priorities.USER + 2)
    public void offer(ContainerResponseContext response) {
        if (response.getEntity() instanceof PageOf<?>) {
            response.getHeaders().putSingle(ACCEPTED, MediaType.APPLICATION_JSON);
        }
    }
}
