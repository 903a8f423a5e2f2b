package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the bodies of PUT and PATCH against what GET gives, so that what was read can be sent back. */
@ApplicationScoped
public class Changes {
    private final ObjectMapper json;
    private final Validator validator;

    Changes(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * What of a view can be written.
     *
     * @param type the record that takes it; what it does not know of the view is read-only
     * @param readOnly further properties that are read-only here, each with what to do instead
     * @param moving read-only properties that change by themselves, {@code a/b} for one within another: whatever was read of
     *     them may come back
     */
    public record Rules<T>(Class<T> type, Map<String, String> readOnly, Set<String> moving) {}

    /** A PUT: all that can be written, and read-only properties as long as they say what one of the views says. */
    public <T> T replace(Rules<T> rules, ObjectNode body, Object... views) {
        return valid(rules, writable(rules, body, trees(views)));
    }

    /** A PATCH: the changes alone, merged into the first view (RFC 7396). */
    public <T> T merge(Rules<T> rules, ObjectNode patch, Object... views) {
        var trees = trees(views);
        var target = writable(rules, trees.getFirst().deepCopy(), trees);
        return valid(rules, (ObjectNode) merged(target, writable(rules, patch, trees)));
    }

    private List<ObjectNode> trees(Object... views) {
        return Arrays.stream(views).map(json::<ObjectNode>valueToTree).toList();
    }

    private <T> ObjectNode writable(Rules<T> rules, ObjectNode body, List<ObjectNode> views) {
        var errors = new ArrayList<InvalidField>();
        var writable = body.deepCopy();
        for (var property : body.properties()) {
            var name = property.getKey();
            if (isWritable(rules, name)) {
                continue;
            }
            if (!views.getFirst().has(name)) {
                errors.add(InvalidField.at(
                        "/" + UnreadableBody.escape(name), "unknown-property", "is not a property here"));
                continue;
            }
            writable.remove(name);
            var moved = rules.moving().contains(name)
                    && views.getFirst().get(name).getNodeType()
                            == property.getValue().getNodeType();
            if (!moved
                    && views.stream()
                            .noneMatch(view -> isSame(
                                    rules,
                                    name,
                                    still(rules, name, view.get(name)),
                                    still(rules, name, property.getValue())))) {
                var advice = rules.readOnly().getOrDefault(name, "leave it out, or send it as it was read");
                errors.add(InvalidField.at("/" + UnreadableBody.escape(name), "read-only", "is read-only: " + advice));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return writable;
    }

    /** What of it does not change by itself. */
    private static JsonNode still(Rules<?> rules, String name, JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        var still = object.deepCopy();
        rules.moving().stream()
                .filter(moving -> moving.startsWith(name + "/"))
                .forEach(moving -> still.remove(moving.substring(name.length() + 1)));
        return still;
    }

    /** However it is spelled, where the type knows how to read it: an instant in another zone is the same. */
    private boolean isSame(Rules<?> rules, String name, JsonNode told, JsonNode sent) {
        if (told.equals(sent) || !isComponent(rules, name)) {
            return told.equals(sent);
        }
        var one = read(rules.type(), json.createObjectNode().set(name, told));
        return one.equals(read(rules.type(), json.createObjectNode().set(name, sent)));
    }

    private static boolean isWritable(Rules<?> rules, String name) {
        return isComponent(rules, name) && !rules.readOnly().containsKey(name);
    }

    private static boolean isComponent(Rules<?> rules, String name) {
        return Arrays.stream(rules.type().getRecordComponents())
                .anyMatch(component -> component.getName().equals(name));
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object : changes.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(result.get(change.getKey()), change.getValue()));
            }
        });
        return result;
    }

    /** What was read from something else than JSON, if it keeps the rules of its type. */
    public <T> T valid(T value) {
        var violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return value;
    }

    private <T> T valid(Rules<T> rules, ObjectNode body) {
        return valid(read(rules.type(), body));
    }

    /** What a body says, not yet held to the rules of its type. */
    public <T> T read(Class<T> type, ObjectNode body) {
        try {
            return json.treeToValue(body, type);
        } catch (JsonProcessingException e) {
            throw UnreadableBody.of(e);
        }
    }
}
