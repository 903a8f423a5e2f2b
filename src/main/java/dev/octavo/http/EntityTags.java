package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Entity tags are {@code "<version>-<hash of the bytes>"}: reads compare the whole ({@code If-None-Match}),
 * writes the version only ({@code If-Match}), so that what changes by itself stops nobody from writing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, conditional requests</a>
 */
@RequestScoped
public class EntityTags {
    private final ObjectMapper json;
    private final HttpHeaders headers;
    private final HttpConfig config;

    EntityTags(ObjectMapper json, HttpHeaders headers, HttpConfig config) {
        this.json = json;
        this.headers = headers;
        this.config = config;
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        if (!(response.getEntity() instanceof Versioned body)) {
            return;
        }
        var query = request.getUriInfo().getQueryParameters();
        var bytes =
                write(body, Selection.of(query.getFirst("fields"), query.getFirst("include")), response.getHeaders());
        var tag = response.getHeaders().getFirst(HttpHeaders.ETAG);
        if (isRead(request)
                && tags(HttpHeaders.IF_NONE_MATCH).anyMatch(known -> known.equals("*") || known.equals(tag))) {
            response.setStatus(Status.NOT_MODIFIED.getStatusCode());
            response.setEntity(null);
        } else {
            response.setEntity(bytes);
        }
    }

    /** The bytes of a body; what has to be said of them is put into its headers. */
    byte[] write(Versioned body, MultivaluedMap<String, Object> headers) throws JsonProcessingException {
        return write(body, Selection.USUAL, headers);
    }

    private byte[] write(Versioned body, Selection selection, MultivaluedMap<String, Object> headers)
            throws JsonProcessingException {
        var bytes =
                body instanceof Document document ? document.bytes() : json.writeValueAsBytes(pruned(body, selection));
        headers.putSingle(HttpHeaders.ETAG, tag(body.entityVersion(), bytes));
        if (body instanceof PageOf<?> page) {
            headers.putSingle(HttpHeaders.LINK, page.links().asHeader());
        }
        return bytes;
    }

    private Object pruned(Versioned body, Selection selection) {
        if (selection.isUsual()) {
            return body;
        }
        var tree = json.<JsonNode>valueToTree(body);
        selection.prune(body instanceof PageOf<?> ? tree.path("items") : tree);
        return tree;
    }

    /**
     * Called by a write with its row locked, before it changes anything.
     *
     * @throws Problem 412 if {@code If-Match} names another version, or {@code If-None-Match} this one; 428 if there is no
     *     {@code If-Match} and one is required
     */
    public void check(long version, Supplier<? extends Versioned> current) {
        if (tags(HttpHeaders.IF_NONE_MATCH).anyMatch(known -> names(version, known))) {
            throw new Problem(Status.PRECONDITION_FAILED, "precondition-failed", "It exists already.")
                    .with(HttpHeaders.ETAG, tag(current.get()));
        }
        if (headers.getRequestHeader(HttpHeaders.IF_MATCH).isEmpty()) {
            if (config.requireIfMatch()) {
                throw new Problem(
                        Status.PRECONDITION_REQUIRED,
                        "if-match-required",
                        "Send If-Match with the ETag you have read.");
            }
            return;
        }
        if (tags(HttpHeaders.IF_MATCH).noneMatch(known -> names(version, known))) {
            throw new Problem(
                            Status.PRECONDITION_FAILED,
                            "stale-version",
                            "It has changed since you read it: read it again and repeat your change.")
                    .with(HttpHeaders.ETAG, tag(current.get()));
        }
    }

    /**
     * Nothing, for a write that found nothing and is about to make it.
     *
     * @throws Problem 412 if {@code If-Match} asks for something that is there
     */
    public <T> Optional<T> none() {
        if (!headers.getRequestHeader(HttpHeaders.IF_MATCH).isEmpty()) {
            throw new Problem(
                    Status.PRECONDITION_FAILED, "precondition-failed", "There is nothing here yet that could match.");
        }
        return Optional.empty();
    }

    private static boolean names(long version, String known) {
        return known.equals("*") || known.startsWith("\"" + version + "-");
    }

    private String tag(Versioned current) {
        try {
            return tag(current.entityVersion(), json.writeValueAsBytes(current));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<String> tags(String header) {
        return headers.getRequestHeader(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(value -> value.strip().replaceFirst("^W/", ""));
    }

    private static boolean isRead(ContainerRequestContext request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static String tag(long version, byte[] bytes) {
        var hash = Hashing.sha256().digest(bytes);
        return "\"" + version + "-" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
    }
}
