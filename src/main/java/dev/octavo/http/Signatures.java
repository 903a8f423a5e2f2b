package dev.octavo.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with keys that all nodes share, through the database, and nobody else knows. */
@ApplicationScoped
public class Signatures {
    private static final String ALGORITHM = "HmacSHA256";

    private final EntityManager entities;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    Signatures(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * @param key the name of a row of {@code secret}
     * @param texts none of which holds a NUL, so that each ends where it ends
     * @return 32 bytes
     */
    public byte[] sign(String key, byte[] payload, String... texts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(keys.computeIfAbsent(key, this::read));
            for (var text : texts) {
                mac.update(text.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKeySpec read(String name) {
        var secret = entities.createNativeQuery("select value from secret where name = :name", byte[].class)
                .setParameter("name", name)
                .getSingleResult();
        return new SecretKeySpec((byte[]) secret, ALGORITHM);
    }
}
