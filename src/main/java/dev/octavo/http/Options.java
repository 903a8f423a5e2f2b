package dev.octavo.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers OPTIONS with the methods of the very path, where Quarkus would add those of the paths below it. */
public class Options {
    private final AllowedMethods methods;

    Options(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> answer(ContainerRequestContext request) {
        if (!request.getMethod().equals("OPTIONS")) {
            return Optional.empty();
        }
        var allowed = methods.at(request.getUriInfo().getPath());
        if (allowed.isEmpty()) {
            throw Problem.ofStatus(404);
        }
        var answer = Response.noContent().header(HttpHeaders.ALLOW, String.join(", ", allowed));
        if (allowed.contains(Question.METHOD)) {
            answer.header(Question.ACCEPTED, MediaType.APPLICATION_JSON);
        }
        return Optional.of(answer.build());
    }
}
