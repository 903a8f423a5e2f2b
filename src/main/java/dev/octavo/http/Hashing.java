package dev.octavo.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that Octavo uses wherever it needs one. */
public final class Hashing {
    private Hashing() {}

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            // Every Java has it.
            throw new IllegalStateException(e);
        }
    }
}
