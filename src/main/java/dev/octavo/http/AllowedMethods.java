package dev.octavo.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which methods a path takes: what 405 has to say in {@code Allow} (RFC 9110, 15.5.6), and Quarkus leaves empty. */
@ApplicationScoped
class AllowedMethods {
    private record Endpoint(Pattern path, String method, boolean isList) {}

    private final List<Endpoint> endpoints;

    AllowedMethods(BeanManager beans) {
        endpoints = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(AllowedMethods::endpoint)
                .toList();
    }

    Set<String> at(String path) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.path().matcher(path).matches())
                .flatMap(endpoint -> Stream.of(
                                Stream.of(endpoint.method(), "OPTIONS"),
                                endpoint.method().equals("GET") ? Stream.of("HEAD") : Stream.<String>empty(),
                                endpoint.method().equals("GET") && endpoint.isList()
                                        ? Stream.of(Question.METHOD)
                                        : Stream.<String>empty())
                        .flatMap(names -> names))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Endpoint> endpoint(Method method) {
        var below = method.getAnnotation(Path.class);
        var root = method.getDeclaringClass().getAnnotation(Path.class).value();
        var path = below == null ? root : root.replaceFirst("/$", "") + "/" + below.value();
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(http -> new Endpoint(
                        Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")),
                        http.value(),
                        method.getReturnType() == PageOf.class));
    }
}
