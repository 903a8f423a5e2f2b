package dev.octavo.http;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Query parameters: those that an endpoint does not declare, and values of the wrong type, are a 400 that names them. */
@Provider
public class Parameters implements ParamConverterProvider {
    private final Map<Method, Set<String>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void refuseUnknown(ResourceInfo endpoint, UriInfo uri) {
        var known = declared.computeIfAbsent(endpoint.getResourceMethod(), Parameters::names);
        uri.getQueryParameters().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw InvalidInput.parameter(
                        name,
                        "unknown-parameter",
                        known.isEmpty()
                                ? "is not known: none is taken here"
                                : "is not known; known are " + String.join(", ", known));
            }
            if (values.size() > 1) {
                throw InvalidInput.parameter(name, "repeated", "may stand here only once");
            }
            if (values.getFirst().isEmpty() || !Json.isStorable(values.getFirst())) {
                throw InvalidInput.parameter(name, "invalid", "must have a value");
            }
        });
    }

    private static Set<String> names(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(Parameters::annotated)
                .map(element -> element.getAnnotation(QueryParam.class))
                .filter(query -> query != null)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<? extends AnnotatedElement> annotated(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter);
    }

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .findFirst()
                .map(query -> converter(type, ((QueryParam) query).value()))
                .orElse(null);
    }

    private static <T> ParamConverter<T> converter(Class<T> type, String name) {
        if (type == int.class || type == Integer.class) {
            return new Converter<>(name, "must be a whole number", Parameters::integer);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Converter<>(name, "must be true or false", Parameters::bool);
        }
        if (type == UUID.class) {
            return new Converter<>(
                    name, "must be an id", text -> Ids.read(text).orElseThrow(IllegalArgumentException::new));
        }
        if (type == Instant.class) {
            return new Converter<>(name, "must be a date such as 2026-11-22 or 2026-11-22T09:30:00Z", Instants::parse);
        }
        if (type.isEnum()) {
            return new Converter<>(name, "must be one of " + Json.names(type), text -> Json.named(type, text));
        }
        return null;
    }

    private static Integer integer(String text) {
        if (!text.matches("-?(0|[1-9][0-9]{0,9})")) {
            throw new IllegalArgumentException(text);
        }
        return Integer.valueOf(text);
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private record Converter<T>(String name, String rule, Function<String, ?> parse) implements ParamConverter<T> {
        @Override
        @SuppressWarnings("unchecked") // converter() pairs type and function; a primitive's class cannot cast
        public T fromString(String value) {
            try {
                return (T) parse.apply(value);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new BadRequestException(InvalidInput.parameter(name, "wrong-type", rule));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
