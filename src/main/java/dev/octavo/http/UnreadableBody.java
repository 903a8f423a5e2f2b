package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says in a client's words what Jackson says in Java's. */
final class UnreadableBody {
    private UnreadableBody() {}

    static InvalidInput of(JsonProcessingException failure) {
        if (failure instanceof InvalidValue invalid) {
            return InvalidInput.at(pointer(invalid), invalid.code(), invalid.getOriginalMessage());
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return InvalidInput.at(
                    pointer(unknown), "unknown-property", "is not a property here; known are " + known(unknown));
        }
        if (failure instanceof MismatchedInputException mismatch
                && !mismatch.getOriginalMessage().startsWith("Trailing token")) {
            return InvalidInput.at(pointer(mismatch), "wrong-type", "must be " + kind(mismatch.getTargetType()));
        }
        return malformed(failure);
    }

    private static InvalidInput malformed(JsonProcessingException failure) {
        var place = failure.getLocation();
        var where = place == null || place.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
        return InvalidInput.at("", "malformed-json", "is not well-formed JSON" + where);
    }

    private static String pointer(JsonMappingException failure) {
        return failure.getPath().stream().map(UnreadableBody::step).collect(Collectors.joining());
    }

    private static String step(Reference step) {
        return "/" + (step.getFieldName() == null ? step.getIndex() : escape(step.getFieldName()));
    }

    /** RFC 6901, section 3. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String known(UnrecognizedPropertyException failure) {
        return failure.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type.isEnum()) {
            return "one of " + Json.names(type);
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a string";
            case "UUID" -> "a UUID";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            default -> "an object";
        };
    }
}
