package dev.octavo.account;

import dev.octavo.http.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** What nobody can guess: 256 random bits. It is shown once; only its SHA-256 is kept. */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** In base64url, 43 characters. */
    public static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static byte[] hash(String secret) {
        return Hashing.sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
    }
}
