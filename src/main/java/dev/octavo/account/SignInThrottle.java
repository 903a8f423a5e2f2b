package dev.octavo.account;

import dev.octavo.http.ClientAddress;
import dev.octavo.limit.Limit;
import dev.octavo.limit.RateLimitsConfig;
import dev.octavo.limit.SharedBuckets;
import dev.octavo.limit.SharedBuckets.Demand;
import dev.octavo.limit.TooManyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slows down whoever guesses passwords. Only wrong ones count; they are counted before the check, so that of fifty at once no more than
 * five are checked, and a right one is taken back. A refused attempt costs no hash. All nodes share the counts. Names
 * that nobody has are counted like others, so a refusal says nothing about them.
 *
 * <ul>
 *   <li>By name and address: five, then one a minute. It stops whoever guesses from one place, and hinders
 *       nobody else: an attacker cannot lock out an administrator who sits elsewhere. A success clears it.
 *   <li>By address: ten, then one each half minute, against one password tried on many names. More than five, since an office
 *       behind one address mistypes more.
 *   <li>By name: a hundred an hour, against guessing from many addresses. This one an attacker with many addresses can keep used up, so
 *       it does not hold where the name has signed in within 30 days. And tokens work on whatever happens here.
 * </ul>
 *
 * Buckets that fill again by themselves rather than locks with an end: nothing has to be unlocked, and nobody is out for longer than it
 * takes for one more attempt.
 */
@ApplicationScoped
public class SignInThrottle {
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final SharedBuckets buckets;
    private final ClientAddress client;
    private final boolean enabled;
    private final Limit pair;
    private final Limit address;
    private final Limit name;

    SignInThrottle(SharedBuckets buckets, ClientAddress client, RateLimitsConfig config) {
        this.buckets = buckets;
        this.client = client;
        this.enabled = config.enabled();
        this.pair = new Limit("wrong-passwords", config.wrongPasswords());
        this.address = new Limit("wrong-passwords-per-address", config.wrongPasswordsPerAddress());
        this.name = new Limit("wrong-passwords-per-username", config.wrongPasswordsPerUsername());
    }

    /**
     * Lets a secret be checked, if there have not been too many wrong ones.
     *
     * @param username whose secret is checked, whether there is such an account or not
     * @param check gives what it finds if the secret is right
     * @throws TooManyRequests 429, before anything is checked
     */
    <T> Optional<T> guard(String username, Supplier<Optional<T>> check) {
        if (!enabled) {
            return check.get();
        }
        var from = client.current();
        var perPair = new Demand(pair, username, from);
        // In one order for all, so that no two of them wait for each other.
        var demands = new ArrayList<>(List.of(new Demand(address, from), perPair));
        count(demands);
        if (!buckets.isNoted("signed-in", username, from)) {
            var perName = List.of(new Demand(name, username));
            try {
                count(perName);
            } catch (TooManyRequests refused) {
                buckets.giveBack(demands);
                throw refused;
            }
            demands.addAll(perName);
        }
        var found = check.get();
        if (found.isPresent()) {
            buckets.giveBack(demands);
            buckets.fill(perPair);
            buckets.note(REMEMBERED, "signed-in", username, from);
        }
        return found;
    }

    private void count(List<Demand> attempt) {
        var grant = buckets.take(attempt);
        if (!grant.isGranted()) {
            throw new TooManyRequests(grant, "There were too many wrong passwords.");
        }
    }
}
