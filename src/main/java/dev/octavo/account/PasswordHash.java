package dev.octavo.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.octavo.limit.TooManyRequests;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Passwords are kept as Argon2id hashes with the parameters that the OWASP Password Storage Cheat Sheet gives. */
final class PasswordHash {
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID, 19);

    /** Checked for names that do not exist, so that the time of an answer does not tell them apart. */
    private static final String NOBODY = hash("nobody");

    private static final ThreadPoolExecutor WORKERS = workers();

    private PasswordHash() {}

    static String of(String password) {
        return onWorker(() -> hash(password));
    }

    /**
     * @param hash null if there is no such account; the answer is then false, after the same time
     * @throws TooManyRequests 429 if too many are waiting for theirs
     */
    static boolean matches(String password, String hash) {
        var known = hash == null ? NOBODY : hash;
        return onWorker(() -> Password.check(password, known).with(Argon2Function.getInstanceFromHash(known)))
                && hash != null;
    }

    private static String hash(String password) {
        return Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult();
    }

    /**
     * Each hash takes 19 MiB and a processor for a while. A virtual thread would not let go of its processor meanwhile, so these are
     * threads of the system, on half of the processors: while all of them sign in, others are served.
     */
    private static ThreadPoolExecutor workers() {
        var number = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var workers = new ThreadPoolExecutor(
                number,
                number,
                10,
                TimeUnit.SECONDS,
                // More who wait would only fill the memory.
                new ArrayBlockingQueue<>(100),
                Thread.ofPlatform().daemon().name("password-", 0).factory());
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static <T> T onWorker(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, WORKERS).join();
        } catch (RejectedExecutionException full) {
            throw new TooManyRequests(5, "Too many are signing in at the moment.");
        }
    }

    /** How many wait for their turn. */
    static int waiting() {
        return WORKERS.getQueue().size();
    }
}
