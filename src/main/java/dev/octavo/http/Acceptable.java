package dev.octavo.http;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses what could not be answered before it is done: of two methods of one path Quarkus would only ask afterwards. */
public class Acceptable {
    @ServerRequestFilter
    public void check(ResourceInfo endpoint, HttpHeaders headers) {
        var produces = endpoint.getResourceClass().getAnnotation(Produces.class);
        if (produces != null
                && Arrays.stream(produces.value()).map(MediaType::valueOf).noneMatch(type -> accepts(headers, type))) {
            throw new NotAcceptableException();
        }
    }

    private static boolean accepts(HttpHeaders headers, MediaType type) {
        return headers.getAcceptableMediaTypes().stream().anyMatch(type::isCompatible);
    }
}
