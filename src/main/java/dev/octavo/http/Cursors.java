package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes cursors so that they are good for one list, with one filter and one order, and cannot be made up:
 * each ends in a signature over itself and the list it belongs to. All nodes share the key, through the database.
 */
@ApplicationScoped
class Cursors {
    private static final int SIGNATURE_BYTES = 16;

    private final ObjectMapper json;
    private final Signatures signatures;

    Cursors(ObjectMapper json, Signatures signatures) {
        this.json = json;
        this.signatures = signatures;
    }

    String write(Cursor cursor, String list) {
        try {
            var payload = json.writeValueAsBytes(cursor);
            var signed = Arrays.copyOf(signature(payload, list), SIGNATURE_BYTES + payload.length);
            System.arraycopy(payload, 0, signed, SIGNATURE_BYTES, payload.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @throws InvalidInput if it was not written here for this list
     */
    Cursor read(String cursor, String list) {
        try {
            var signed = Base64.getUrlDecoder().decode(cursor);
            var payload = Arrays.copyOfRange(signed, Math.min(SIGNATURE_BYTES, signed.length), signed.length);
            if (MessageDigest.isEqual(signature(payload, list), Arrays.copyOf(signed, SIGNATURE_BYTES))) {
                return json.readValue(payload, Cursor.class);
            }
        } catch (IllegalArgumentException | IOException e) {
            // falls through: whatever is wrong with it, it is not ours
        }
        throw InvalidInput.parameter(
                "cursor", "invalid-cursor", "is not from links of this list with this filter and sort");
    }

    private byte[] signature(byte[] payload, String list) {
        return Arrays.copyOf(signatures.sign("cursor", payload, list), SIGNATURE_BYTES);
    }
}
