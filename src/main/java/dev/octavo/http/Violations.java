package dev.octavo.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Says of each violation of Bean Validation where in the request it is, and under which code. */
final class Violations {
    private Violations() {}

    static InvalidInput of(ConstraintViolationException failure) {
        return new InvalidInput(failure.getConstraintViolations().stream()
                .map(Violations::field)
                .sorted(Comparator.comparing(InvalidField::where))
                .toList());
    }

    private static InvalidField field(ConstraintViolation<?> violation) {
        var parameter = queryParameter(violation);
        return parameter != null
                ? InvalidField.parameter(parameter, code(violation), violation.getMessage())
                : InvalidField.at(pointer(violation.getPropertyPath()), code(violation), violation.getMessage());
    }

    /** The name in the URL when the value came from there: such records carry {@code @QueryParam}. */
    private static String queryParameter(ConstraintViolation<?> violation) {
        try {
            var name = nodes(violation.getPropertyPath()).getLast().getName();
            var bean = violation.getLeafBean();
            var query = bean instanceof Record
                    ? bean.getClass().getDeclaredField(name).getAnnotation(QueryParam.class)
                    : null;
            return query == null ? null : query.value();
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    private static String pointer(Path path) {
        var pointer = new StringBuilder();
        for (var node : nodes(path)) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(UnreadableBody.escape(node.getName()));
            }
        }
        return pointer.toString();
    }

    private static List<Path.Node> nodes(Path path) {
        return StreamSupport.stream(path.spliterator(), false).toList();
    }

    private static String code(ConstraintViolation<?> violation) {
        var constraint = violation.getConstraintDescriptor();
        return switch (constraint.getAnnotation().annotationType().getSimpleName()) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size" ->
                size(violation.getInvalidValue())
                                > (int) constraint.getAttributes().get("max")
                        ? "too-long"
                        : "too-short";
            case "Min", "Max" -> "out-of-range";
            default -> "invalid-format";
        };
    }

    private static int size(Object value) {
        return switch (value) {
            case CharSequence text -> text.length();
            case Collection<?> list -> list.size();
            default -> ((Map<?, ?>) value).size();
        };
    }
}
