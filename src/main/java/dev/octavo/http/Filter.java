package dev.octavo.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a {@link Question} asks of the fields of a list, in HQL: as parameters do, and also with {@code or}, {@code and} and
 * {@code not} around what all has to hold. What is wrong with it is told by its JSON Pointer.
 */
final class Filter {
    private static final int DEEPEST = 5;

    private final Fields declared;
    private final Conditions conditions;
    private final Consumer<Field<?>> mayBeAsked;
    private final Instant now;

    /**
     * @param mayBeAsked throws if a field's values are not for whoever asks
     */
    Filter(Fields declared, Conditions conditions, Consumer<Field<?>> mayBeAsked, Instant now) {
        this.declared = declared;
        this.conditions = conditions;
        this.mayBeAsked = mayBeAsked;
        this.now = now;
    }

    String of(JsonNode filter) {
        return all(filter, "/" + Question.FILTER, 1);
    }

    private String all(JsonNode node, String at, int level) {
        if (level > DEEPEST) {
            throw InvalidInput.at(at, "too-deep", "goes deeper than " + DEEPEST + " levels");
        }
        if (!node.isObject() || node.isEmpty()) {
            throw InvalidInput.at(at, "wrong-type", "must be an object that names a field or more");
        }
        return node.properties().stream()
                .map(member -> switch (member.getKey()) {
                    case "or" -> several(member, at, " or ", level);
                    case "and" -> several(member, at, " and ", level);
                    // Also what is neither true nor false, where there is no value.
                    case "not" ->
                        "case when " + all(member.getValue(), pointer(at, member), level + 1)
                                + " then 1 else 0 end = 0";
                    default -> field(member, at);
                })
                .collect(Collectors.joining(") and (", "((", "))"));
    }

    private String several(Map.Entry<String, JsonNode> member, String at, String between, int level) {
        var place = pointer(at, member);
        var some = member.getValue();
        if (!some.isArray() || some.isEmpty()) {
            throw InvalidInput.at(place, "wrong-type", "must be an array of one object or more");
        }
        var tests = new ArrayList<String>();
        for (var one : some) {
            tests.add(all(one, place + "/" + tests.size(), level + 1));
        }
        return String.join(between, tests);
    }

    private String field(Map.Entry<String, JsonNode> member, String at) {
        var place = pointer(at, member);
        var field = declared.named(member.getKey());
        if (field == null || !field.isFiltered()) {
            var known = declared.filtered().stream().map(Field::name).toList();
            throw InvalidInput.at(
                    place,
                    "unknown-field",
                    "is not known; known are " + String.join(", ", known) + ", and or, and, not"
                            + Spelling.hint(member.getKey(), known));
        }
        mayBeAsked.accept(field);
        var value = member.getValue();
        if (!value.isObject()) {
            return test(field, Operator.EQ, value, place);
        }
        if (value.isEmpty()) {
            throw InvalidInput.at(place, "required", "must ask something");
        }
        return value.properties().stream()
                .map(test -> test(
                        field,
                        operator(field, test.getKey(), pointer(place, test)),
                        test.getValue(),
                        pointer(place, test)))
                .collect(Collectors.joining(") and (", "(", ")"));
    }

    private static Operator operator(Field<?> field, String word, String at) {
        var known = field.type().operators().stream().map(Operator::toString).toList();
        return Operator.of(word)
                .filter(field.type().operators()::contains)
                .orElseThrow(() -> InvalidInput.at(
                        at,
                        "unknown-operator",
                        "is no operator here; there are " + String.join(", ", known) + Spelling.hint(word, known)));
    }

    private String test(Field<?> field, Operator operator, JsonNode value, String at) {
        try {
            return conditions.of(field, operator, texts(field, operator, value, at), now);
        } catch (InvalidInput wrong) {
            var error = wrong.errors().getFirst();
            throw error.pointer() != null ? wrong : InvalidInput.at(at, error.code(), error.detail());
        }
    }

    private static List<String> texts(Field<?> field, Operator operator, JsonNode value, String at) {
        if (!operator.takesList()) {
            return List.of(text(field, operator, value, at));
        }
        if (!value.isArray() || value.isEmpty()) {
            throw InvalidInput.at(at, "wrong-type", "must be an array of one value or more");
        }
        var texts = new ArrayList<String>();
        for (var one : value) {
            texts.add(text(field, operator, one, at + "/" + texts.size()));
        }
        return texts;
    }

    /** Of the JSON type that the field has in answers. */
    private static String text(Field<?> field, Operator operator, JsonNode value, String at) {
        var type = operator == Operator.EXISTS ? Type.TRUTH : field.type();
        var isRight = type == Type.INTEGER
                ? value.isIntegralNumber()
                : type == Type.TRUTH ? value.isBoolean() : value.isTextual();
        if (!isRight) {
            throw InvalidInput.at(at, "wrong-type", type.rule());
        }
        return value.asText();
    }

    private static String pointer(String at, Map.Entry<String, JsonNode> member) {
        return at + "/" + UnreadableBody.escape(member.getKey());
    }
}
