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
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Query parameters: those that an endpoint does not declare, and values of the wrong type, are a 400 that names them. */
@Provider
public class Parameters implements ParamConverterProvider {
    private final Map<Method, Map<String, Boolean>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void refuseUnknown(ResourceInfo endpoint, UriInfo uri) {
        var known = declared.computeIfAbsent(endpoint.getResourceMethod(), Parameters::names);
        uri.getQueryParameters().forEach((name, values) -> {
            if (!known.containsKey(name)) {
                throw InvalidInput.parameter(
                        name,
                        "unknown-parameter",
                        known.isEmpty()
                                ? "is not known: none is taken here"
                                : "is not known; known are " + String.join(", ", known.keySet())
                                        + Spelling.hint(name, known.keySet()));
            }
            if (values.size() > 1 && !known.get(name)) {
                throw InvalidInput.parameter(name, "repeated", "may stand here only once");
            }
            if (values.stream().anyMatch(value -> value.isEmpty() || !Json.isStorable(value))) {
                throw InvalidInput.parameter(name, "invalid", "must have a value");
            }
        });
    }

    /** Those that it takes, and whether more than once: as filters may be. */
    private static Map<String, Boolean> names(Method method) {
        var names = new TreeMap<String, Boolean>();
        own(method).keySet().forEach(name -> names.put(name, false));
        for (var parameter : method.getParameters()) {
            Fields.of(parameter.getType()).filtered().forEach(field -> names.put(field.name(), true));
        }
        return names;
    }

    /** Those that are no fields of what is asked for, and of which type. */
    static Map<String, Class<?>> own(Method method) {
        var own = new TreeMap<String, Class<?>>();
        for (var parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (var component : parameter.getType().getDeclaredFields()) {
                    put(own, component, component.getType());
                }
            } else {
                put(own, parameter, parameter.getType());
            }
        }
        return own;
    }

    private static void put(Map<String, Class<?>> own, AnnotatedElement element, Class<?> type) {
        if (element.isAnnotationPresent(QueryParam.class)) {
            own.put(element.getAnnotation(QueryParam.class).value(), type);
        }
    }

    @Override
    public <T> ParamConverter<T> getConverter(
            Class<T> type, java.lang.reflect.Type genericType, Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .findFirst()
                .map(query -> converter(type, ((QueryParam) query).value()))
                .orElse(null);
    }

    private static <T> ParamConverter<T> converter(Class<T> type, String name) {
        if (type == int.class || type == Integer.class) {
            return new Converter<>(name, Type.INTEGER, Function.identity());
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Converter<>(name, Type.TRUTH, Function.identity());
        }
        if (type == UUID.class) {
            return new Converter<>(name, Type.ID, Function.identity());
        }
        return type.isEnum() ? new Converter<>(name, Type.choice(type), Function.identity()) : null;
    }

    private record Converter<T>(String name, Type<?> values, Function<Object, ?> convert) implements ParamConverter<T> {
        @Override
        @SuppressWarnings("unchecked") // converter() pairs type and function; a primitive's class cannot cast
        public T fromString(String value) {
            try {
                return (T) convert.apply(values.read(value, null));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new BadRequestException(InvalidInput.parameter(name, "wrong-type", values.rule()));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
