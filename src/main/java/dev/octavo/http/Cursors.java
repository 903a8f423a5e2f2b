package dev.octavo.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes cursors so that they are good for one list, with one filter and one order, and cannot be made up:
 * each ends in a signature over itself and the list it belongs to. All nodes share the key, through the database.
 */
@ApplicationScoped
class Cursors {
    private static final int SIGNATURE_BYTES = 16;

    private final ObjectMapper json;
    private final EntityManager entities;
    private volatile SecretKeySpec key;

    Cursors(ObjectMapper json, EntityManager entities) {
        this.json = json;
        this.entities = entities;
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
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKeySpec key() {
        if (key == null) {
            var secret =
                    (byte[]) entities.createNativeQuery("select value from secret where name = 'cursor'", byte[].class)
                            .getSingleResult();
            key = new SecretKeySpec(secret, "HmacSHA256");
        }
        return key;
    }
}
