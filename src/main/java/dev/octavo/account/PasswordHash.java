package dev.octavo.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Passwords are kept as Argon2id hashes with the parameters that the OWASP Password Storage Cheat Sheet gives. */
final class PasswordHash {
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID, 19);

    /** Each takes 19 MiB and a processor for a while: more at once would help nobody. */
    private static final Semaphore SLOTS = new Semaphore(Runtime.getRuntime().availableProcessors());

    /** Checked for names that do not exist, so that the time of an answer does not tell them apart. */
    private static final String NOBODY = of("nobody");

    private PasswordHash() {}

    static String of(String password) {
        return inTurn(
                () -> Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult());
    }

    /**
     * @param hash null if there is no such account or it has no password; the answer is then false, after the same time
     */
    static boolean matches(String password, String hash) {
        var known = hash == null ? NOBODY : hash;
        return inTurn(() -> Password.check(password, known).with(Argon2Function.getInstanceFromHash(known)))
                && hash != null;
    }

    private static <T> T inTurn(Supplier<T> work) {
        SLOTS.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            SLOTS.release();
        }
    }

    /** How many wait for their turn. */
    static int waiting() {
        return SLOTS.getQueueLength();
    }
}
