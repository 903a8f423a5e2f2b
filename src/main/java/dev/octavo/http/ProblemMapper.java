package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a resource into a problem document; no other error body exists. */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final Request request;
    private final UriInfo uri;
    private final RoutingContext http;
    private final AllowedMethods methods;

    ProblemMapper(Request request, UriInfo uri, RoutingContext http, AllowedMethods methods) {
        this.request = request;
        this.uri = uri;
        this.http = http;
        this.methods = methods;
    }

    /** Names those for which Quarkus has mappers of its own, so that this one comes before them. */
    @ServerExceptionMapper(
            value = {
                Throwable.class,
                WebApplicationException.class,
                JsonProcessingException.class,
                MismatchedInputException.class,
                ConstraintViolationException.class,
                UnauthorizedException.class,
                AuthenticationFailedException.class,
                ForbiddenException.class
            },
            priority = 1)
    public Response map(Throwable failure) {
        if (failure instanceof Moved moved) {
            return moved.from(uri);
        }
        if (failure instanceof WebApplicationException other
                && other.getResponse().getStatus() < 400) {
            return other.getResponse();
        }
        var problem = Question.located(problem(failure), http);
        var response = Response.status(problem.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(document(problem, failure, uri.getRequestUri().getRawPath()));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** For an answer that says of several things what came of them, each with its own path. */
    public ProblemDocument document(Throwable failure, String path) {
        return document(problem(failure), failure, path);
    }

    private ProblemDocument document(Problem problem, Throwable failure, String path) {
        var document = ProblemDocument.of(problem, uri.getBaseUri().getRawPath(), path, RequestId.of(http.response()));
        if (problem instanceof Unavailable) {
            LOG.warnf("%s found no database: %s", document.instance(), failure);
        } else if (problem.status() >= 500 && problem != failure && !HangUp.isBehind(failure, http.response())) {
            LOG.errorf(failure, "%s failed, trace %s", document.instance(), document.traceId());
        }
        return document;
    }

    private Problem problem(Throwable failure) {
        if (Unavailable.isBehind(failure)) {
            return new Unavailable();
        }
        return switch (failure) {
            case Problem problem -> problem;
            // What reading met with below, such as the end of what we take.
            case JsonProcessingException unreadable ->
                unreadable.getCause() instanceof Problem problem ? problem : UnreadableBody.of(unreadable);
            case ConstraintViolationException invalid -> Violations.of(invalid);
            case UnauthorizedException noToken -> new Unauthorized();
            // Quarkus has set WWW-Authenticate already.
            case AuthenticationFailedException badToken ->
                Problem.ofStatus(401, "The token is unknown, expired or revoked.");
            case ForbiddenException tooLittle -> Problem.ofStatus(403);
            case org.hibernate.exception.ConstraintViolationException clash ->
                Problem.ofStatus(clash.getKind() == ConstraintKind.UNIQUE ? 409 : 500);
            case OptimisticLockException overtaken -> Problem.ofStatus(409);
            case WebApplicationException other -> ofHttp(other);
            // What a transaction or a proxy has wrapped.
            default ->
                failure.getCause() == null || failure.getCause() instanceof JsonProcessingException
                        ? Problem.ofStatus(500)
                        : problem(failure.getCause());
        };
    }

    private Problem ofHttp(WebApplicationException failure) {
        if (failure.getCause() instanceof Problem || failure.getCause() instanceof JsonProcessingException) {
            return problem(failure.getCause());
        }
        var status = failure.getResponse().getStatus();
        if (status == 404 || status == 405) {
            // Where two resources share the beginning of a path, Quarkus says 404 of a method that neither takes.
            var allowed = methods.at(uri.getPath());
            return allowed.isEmpty() || allowed.contains(request.getMethod())
                    ? Problem.ofStatus(404)
                    : Problem.ofStatus(405).with(HttpHeaders.ALLOW, String.join(", ", allowed));
        }
        return Problem.ofStatus(status);
    }
}
