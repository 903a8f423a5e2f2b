package dev.octavo.http;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * An answer that can be given again to the byte.
 *
 * @param request a hash of the request that it answers
 * @param headers those of the endpoint; what every answer carries is added to each anew
 */
record StoredAnswer(byte[] request, int status, MultivaluedMap<String, Object> headers, byte[] body) {
    /** To the request that it was made for, and to the same one when it is sent again. */
    RestResponse<StoredAnswer> asResponse() {
        return ResponseBuilder.<StoredAnswer>create(status).entity(this).build();
    }

    StoredAnswer asReplay() {
        var again = new MultivaluedHashMap<>(headers);
        again.putSingle(IdempotencyKey.REPLAYED, "true");
        return new StoredAnswer(request, status, again, body);
    }
}
