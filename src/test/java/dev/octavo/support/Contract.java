package dev.octavo.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Holds every exchange of the tests against the OpenAPI document: an answer must be one that the document gives, in status,
 * media type, headers and body; and what was accepted must be what the document says it takes.
 */
public final class Contract implements Filter {
    private static final String ID = "https://octavo.test/openapi";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    public Contract(String openApi) {
        try {
            document = new ObjectMapper().readTree(openApi);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemas(Map.of(ID, openApi))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        check(request.getMethod(), URI.create(request.getURI()).getPath(), request, response);
        return response;
    }

    private void check(String method, String path, FilterableRequestSpecification request, Response response) {
        var exchange = method + " " + path + " → " + response.statusCode();
        var operation = template(path)
                .flatMap(template -> Optional.ofNullable(
                        document.at("/paths/" + escape(template)).get(asRead(method))))
                .orElse(null);
        if (operation == null) {
            assertTrue(
                    method.equals("OPTIONS") || List.of(404, 405).contains(response.statusCode()),
                    exchange + " is not in the document");
            if (response.statusCode() >= 400) {
                validate("#/components/schemas/Problem", response.asString(), exchange);
            }
            return;
        }
        Object body = request.getBody();
        var isSparse = request.getURI().matches(".*[?&]fields=.*")
                || body != null && body.toString().contains("\"fields\"");
        checkAnswer(operation, method, response, exchange, isSparse);
        if (response.statusCode() < 300) {
            checkRequest(operation, request, exchange);
        }
    }

    private void checkAnswer(JsonNode operation, String method, Response response, String exchange, boolean isSparse) {
        // The document cannot name QUERY, and a GET has no body that could be too large or of another kind.
        var status = method.equals("QUERY") && List.of(405, 413, 415).contains(response.statusCode())
                ? 400
                : response.statusCode();
        var answer = resolve(operation.path("responses").path(Integer.toString(status)));
        assertTrue(answer.isObject(), exchange + ": the document does not give this status");
        var type = mediaType(response.contentType());
        // A header is promised unless it is said not to be; of lists these are of pages, and not of lines.
        answer.path("headers").properties().stream()
                .filter(header -> resolve(header.getValue()).path("required").asBoolean(true)
                        || type.equals("application/json")
                                && List.of("ETag", "Link").contains(header.getKey()))
                .map(Map.Entry::getKey)
                .forEach(name -> assertTrue(
                        response.getHeaders().hasHeaderWithName(name), exchange + " lacks the header " + name));
        var content = answer.path("content");
        if (method.equals("HEAD") || content.isEmpty()) {
            assertEquals("", response.asString(), exchange + " has a body");
            return;
        }
        if (type.equals("application/x-ndjson")) {
            assertTrue(content.has(type), exchange + " gives undocumented lines");
            response.asString()
                    .lines()
                    .forEach(line -> validate(
                            content.path(type).path("schema").path("$ref").asText(), line, exchange, isSparse));
        } else if (content.has(type)) {
            validate(content.path(type).path("schema").path("$ref").asText(), response.asString(), exchange, isSparse);
        } else {
            assertEquals("text/html", type, exchange + " has an undocumented media type");
        }
    }

    private void checkRequest(JsonNode operation, FilterableRequestSpecification request, String exchange) {
        var declared = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
        var query =
                Optional.ofNullable(URI.create(request.getURI()).getRawQuery()).orElse("");
        for (var pair : query.isEmpty() ? new String[0] : query.split("&")) {
            assertTrue(declared.contains(pair.split("=")[0]), exchange + " took the undeclared parameter " + pair);
        }
        Object body = request.getBody();
        // The document cannot name QUERY: a POST takes the same.
        if (body != null && !body.toString().isEmpty() && !request.getMethod().equals("QUERY")) {
            var type = mediaType(request.getContentType());
            var content = operation.path("requestBody").path("content");
            assertTrue(content.has(type), exchange + " took an undocumented " + type);
            if (type.endsWith("json")) {
                validate(
                        content.path(type).path("schema").path("$ref").asText(),
                        body.toString(),
                        exchange + " (request)");
            }
        }
    }

    private void validate(String reference, String body, String exchange) {
        validate(reference, body, exchange, false);
    }

    /** Of what {@code fields} has made sparse nothing is required, and all the rest holds. */
    private void validate(String reference, String body, String exchange, boolean isSparse) {
        if (reference.isEmpty()) {
            return;
        }
        var errors = schemas.getSchema(SchemaLocation.of(ID + reference)).validate(body, InputFormat.JSON).stream()
                .filter(error -> !isSparse || !error.getKeyword().equals("required"))
                .toList();
        assertTrue(
                errors.isEmpty(),
                () -> exchange + " is not as documented (" + reference + "): " + errors + "\n" + body);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The template with the most literal text that this path fits. */
    private Optional<String> template(String path) {
        return StreamSupport.stream(
                        ((Iterable<String>) () -> document.path("paths").fieldNames()).spliterator(), false)
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .max(Comparator.comparingInt(
                        template -> template.replaceAll("\\{[^}]+}", "").length()));
    }

    private static String asRead(String method) {
        return List.of("HEAD", "QUERY").contains(method) ? "get" : method.toLowerCase(java.util.Locale.ROOT);
    }

    private static String escape(String template) {
        return template.replace("~", "~0").replace("/", "~1");
    }

    private static String mediaType(String contentType) {
        return contentType == null ? "" : contentType.split(";")[0].strip();
    }
}
