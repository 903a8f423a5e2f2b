package dev.octavo.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The operations of the OpenAPI document, as requests: whatever it gains is tried without further ado, and what nobody
 * knows how to fill is an error.
 */
public final class Operations {
    private static final Pattern PLACE = Pattern.compile("[^/]+/?\\{[^}]+}");
    private static final Pattern NAMED = Pattern.compile("`([^`\\s]+)`");

    private final JsonNode document;

    public Operations(String openApi) {
        try {
            document = new ObjectMapper().readTree(openApi);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** One of them; parameters are of its query and its headers. */
    public record Operation(String id, String method, String path, JsonNode definition) {
        public boolean isRead() {
            return method.equals("GET") || method.equals("QUERY");
        }

        /** This as a request, to be completed. */
        public Call to(String filled) {
            return new Call(id, method, filled, Map.of(), Map.of(), null, null);
        }
    }

    /** A request. */
    public record Call(
            String operation,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String type,
            String body) {
        public Call with(String parameter, String value) {
            var more = new TreeMap<>(query);
            more.put(parameter, value);
            return new Call(operation, method, path, more, headers, type, body);
        }

        public Call withHeader(String name, String value) {
            return new Call(operation, method, path, query, Map.of(name, value), type, body);
        }

        public Call withBody(String mediaType, String content) {
            return new Call(operation, method, path, query, headers, mediaType, content);
        }

        public String target() {
            return query.entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                    .reduce((one, two) -> one + "&" + two)
                    .map(all -> path + "?" + all)
                    .orElse(path);
        }
    }

    public List<Operation> all() {
        var all = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(
                                method.getValue().path("operationId").asText(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        return all;
    }

    /** Its path with each parameter replaced by each of the values known for it, as in {@code posts/{post}}. */
    public List<String> paths(Operation operation, Map<String, List<String>> values) {
        var paths = List.of(operation.path());
        for (var place : PLACE.matcher(operation.path())
                .results()
                .map(MatchResult::group)
                .toList()) {
            var known = values.get(place);
            if (known == null) {
                throw new AssertionError("nobody knows what stands for " + place + " in " + operation.path());
            }
            paths = paths.stream()
                    .flatMap(path -> known.stream().map(value -> path.replace(place, place.replaceAll("\\{.*", value))))
                    .toList();
        }
        return paths;
    }

    public List<String> parameters(Operation operation, String in) {
        return declared(operation, in)
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    /** What a parameter of the query takes: all that an enumeration, a truth or a number's limits say; of a text the words. */
    public Collection<String> values(Operation operation, String name) {
        var parameter = parameter(operation, name);
        var schema = flat(parameter.path("schema"));
        var values = new LinkedHashSet<String>();
        schema.path("enum").forEach(value -> values.add(value.asText()));
        if (!values.isEmpty()) {
            return values;
        }
        switch (type(schema)) {
            case "boolean" -> values.addAll(List.of("true", "false"));
            case "integer" -> {
                values.add(schema.path("minimum").asText("1"));
                values.add(schema.path("maximum").asText("2"));
            }
            case "string" -> {
                NAMED.matcher(parameter.path("description").asText()).results().forEach(word -> {
                    values.add(word.group(1));
                    values.add("-" + word.group(1));
                });
                values.add(parameter.path("example").asText("x"));
            }
            default -> throw new AssertionError("nobody knows how to fill " + name + " of " + operation.id());
        }
        return values;
    }

    public boolean isChoice(Operation operation, String name) {
        var schema = schema(operation, name);
        return schema.has("enum") || type(schema).equals("boolean");
    }

    public boolean isText(Operation operation, String name) {
        return isText(schema(operation, name));
    }

    private JsonNode schema(Operation operation, String name) {
        return flat(parameter(operation, name).path("schema"));
    }

    private JsonNode parameter(Operation operation, String name) {
        return declared(operation, "query")
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of all properties of its answers, however deep. */
    public Collection<String> properties(Operation operation) {
        var names = new LinkedHashSet<String>();
        operation
                .definition()
                .path("responses")
                .path("200")
                .path("content")
                .forEach(content -> collect(content.path("schema"), names, 0));
        return names;
    }

    private void collect(JsonNode schema, Collection<String> names, int depth) {
        if (depth > 6) {
            return;
        }
        var flat = flat(schema);
        flat.path("properties").properties().forEach(property -> {
            names.add(property.getKey());
            collect(property.getValue(), names, depth + 1);
        });
        collect(flat.path("items"), names, flat.has("items") ? depth + 1 : 7);
        flat.path("anyOf").forEach(option -> collect(option, names, depth + 1));
    }

    /** The media types of its body, if it takes any. */
    public List<String> bodies(Operation operation) {
        var types = new ArrayList<String>();
        operation.definition().path("requestBody").path("content").fieldNames().forEachRemaining(types::add);
        return types;
    }

    /** A body that the document would have. */
    public String body(Operation operation, String mediaType) {
        var content = content(operation, mediaType);
        return content.has("example")
                ? content.path("example").asText()
                : example(content.path("schema")).toString();
    }

    /** Where texts of the client's own stand in it: of a JSON body, those of its properties and of theirs. */
    public List<String> places(Operation operation, String mediaType) {
        var places = new ArrayList<String>();
        if (mediaType.endsWith("json")) {
            places("", content(operation, mediaType).path("schema"), places);
        }
        return places;
    }

    /** The same body with a text of ours in one of these places. */
    public String body(Operation operation, String mediaType, String place, String text) {
        var whole = (ObjectNode) example(content(operation, mediaType).path("schema"));
        var names = place.substring(1).split("/");
        var target = whole;
        for (int i = 0; i < names.length - 1 && !names[i + 1].equals("0"); i++) {
            target = target.withObject("/" + names[i]);
        }
        if (names[names.length - 1].equals("0")) {
            target.putArray(names[names.length - 2]).add(text);
        } else {
            target.put(names[names.length - 1], text);
        }
        return whole.toString();
    }

    private void places(String prefix, JsonNode schema, List<String> places) {
        flat(schema).path("properties").properties().forEach(property -> {
            var place = prefix + "/" + property.getKey();
            var type = flat(property.getValue());
            if (isText(type)) {
                places.add(place);
            } else if (type(type).equals("array") && isText(flat(type.path("items")))) {
                places.add(place + "/0");
            } else if (prefix.isEmpty()) {
                places(place, type, places);
            }
        });
    }

    private boolean isText(JsonNode schema) {
        return type(schema).equals("string") && !schema.has("enum");
    }

    private JsonNode content(Operation operation, String mediaType) {
        return operation.definition().path("requestBody").path("content").path(mediaType);
    }

    private JsonNode example(JsonNode schema) {
        var flat = flat(schema);
        var nodes = new ObjectMapper().getNodeFactory();
        if (flat.path("examples").has(0)) {
            return flat.path("examples").path(0);
        }
        if (flat.has("enum")) {
            return flat.path("enum").path(0);
        }
        return switch (type(flat)) {
            case "object" -> {
                var object = nodes.objectNode();
                flat.path("required")
                        .forEach(name -> object.set(
                                name.asText(), example(flat.path("properties").path(name.asText()))));
                yield object;
            }
            case "array" -> new ArrayNode(nodes);
            case "integer" -> nodes.numberNode(flat.path("minimum").asInt(1));
            case "boolean" -> nodes.booleanNode(true);
            case "string" -> nodes.textNode("something");
            default -> throw new AssertionError("nobody knows what to send for " + schema);
        };
    }

    private Stream<JsonNode> declared(Operation operation, String in) {
        return StreamSupport.stream(operation.definition().path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals(in));
    }

    /** Without references; of alternatives the first. */
    private JsonNode flat(JsonNode schema) {
        var flat = new ObjectMapper().createObjectNode();
        if (schema.has("$ref")) {
            flat.setAll(
                    (ObjectNode) flat(document.at(schema.path("$ref").asText().substring(1))));
        }
        schema.path("allOf").forEach(part -> flat.setAll((ObjectNode) flat(part)));
        if (schema.path("anyOf").has(0)) {
            flat.setAll((ObjectNode) flat(schema.path("anyOf").path(0)));
            flat.set("anyOf", schema.path("anyOf"));
        }
        schema.properties().forEach(entry -> {
            if (!List.of("$ref", "allOf", "anyOf").contains(entry.getKey())) {
                flat.set(entry.getKey(), entry.getValue());
            }
        });
        return flat;
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }
}
