package dev.octavo.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.Status.Family;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * This POST as one of several attempts at the same thing. With {@code Idempotency-Key} it is done once, and answered each
 * time as it was the first time.
 *
 * <p>An answer is found under caller, method, path and key. The caller is the account, whichever of its tokens is used; of a
 * guest it is the address, so that guessing a key is not enough to read what another guest was told. Who may call the
 * endpoint at all was asked before: a token that has ended gets 401 and a role that was taken away 403, no earlier answer. Where
 * an endpoint is open to all, what is given again is what the same account or address has sent, and was told, itself.
 *
 * <p>Under the same key the query, the media type and the body must be the same too, to the byte. The key itself is nowhere
 * stored and goes into both hashes, so that from a copy of the database nobody can try passwords that a body held.
 */
@RequestScoped
public class Attempt {
    /** The attribute of a security identity that names the account: other than a username, it never changes. */
    public static final String CALLER = "octavo.account";

    private final SecurityIdentity identity;
    private final ClientAddress client;
    private final Signatures signatures;
    private final StoredAnswers answers;
    private final EntityTags tags;
    private final ObjectMapper json;
    private byte[] id;
    private byte[] sent;

    Attempt(
            SecurityIdentity identity,
            ClientAddress client,
            Signatures signatures,
            StoredAnswers answers,
            EntityTags tags,
            ObjectMapper json) {
        this.identity = identity;
        this.client = client;
        this.signatures = signatures;
        this.answers = answers;
        this.tags = tags;
        this.json = json;
    }

    @ServerRequestFilter
    public void read(ContainerRequestContext request, ResourceInfo endpoint) throws IOException {
        var keys = request.getHeaders().get(IdempotencyKey.HEADER);
        if (keys == null || !request.getMethod().equals("POST")) {
            return;
        }
        if (endpoint.getResourceMethod().isAnnotationPresent(HandlesSecret.class)) {
            throw new Problem(
                    Status.BAD_REQUEST,
                    "idempotency-key-refused",
                    "This shows or uses up a secret, so nothing of it is kept: send it without Idempotency-Key.");
        }
        var key = IdempotencyKey.parse(keys);
        var uri = request.getUriInfo().getRequestUri();
        id = signatures.sign("idempotency", new byte[0], caller(), "POST", uri.getRawPath(), key);
        var body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        sent = hash(body, key, uri.getRawQuery(), request.getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    /**
     * Does what the endpoint does unless it has been done, within the transaction that is open: the answer is kept if and
     * only if the write is.
     *
     * @throws Problem 409 while another attempt is under way, 422 if the one before was another request
     */
    Object once(Callable<Object> write) throws Exception {
        if (id == null) {
            return write.call();
        }
        var attempt = id;
        // An endpoint may call another.
        id = null;
        if (!answers.claim(attempt)) {
            throw new Problem(
                            Status.CONFLICT,
                            "idempotency-key-in-use",
                            "Another request with this Idempotency-Key is being answered: repeat this one in a second.")
                    .with(HttpHeaders.RETRY_AFTER, "1");
        }
        var earlier = answers.find(attempt);
        if (earlier.isPresent()) {
            return earlier.filter(answer -> MessageDigest.isEqual(answer.request(), sent))
                    .orElseThrow(() -> new Problem(
                            422,
                            "idempotency-key-reused",
                            "This Idempotency-Key was sent with another body, media type or query: take a new one.",
                            List.of()))
                    .asReplay()
                    .asResponse();
        }
        var response = (RestResponse<?>) write.call();
        if (Family.familyOf(response.getStatus()) != Family.SUCCESSFUL) {
            return response;
        }
        var answer = answer(response);
        answers.store(attempt, answer);
        return answer.asResponse();
    }

    /** After the endpoint: a body that is an answer goes out as it is kept. */
    @ServerResponseFilter
    public void write(ContainerResponseContext response) {
        if (response.getEntity() instanceof StoredAnswer answer) {
            response.getHeaders().putAll(answer.headers());
            response.setEntity(answer.body().length == 0 ? null : answer.body());
        }
    }

    private StoredAnswer answer(RestResponse<?> response) throws IOException {
        var headers = new MultivaluedHashMap<String, Object>();
        response.getHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value.toString())));
        var body = response.getEntity();
        var bytes = body == null
                ? new byte[0]
                : body instanceof Versioned versioned ? tags.write(versioned, headers) : json.writeValueAsBytes(body);
        return new StoredAnswer(sent, response.getStatus(), headers, bytes);
    }

    private String caller() {
        var account = identity.getAttribute(CALLER);
        return account != null ? "account " + account : "guest " + client.current();
    }

    private static byte[] hash(byte[] body, String... texts) {
        var digest = Hashing.sha256();
        for (var text : texts) {
            digest.update(Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return digest.digest(body);
    }
}
