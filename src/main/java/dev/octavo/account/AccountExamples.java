package dev.octavo.account;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** An account that is invited, and a token, to look at: nobody can use them, because their secrets are thrown away. */
public final class AccountExamples {
    private AccountExamples() {}

    /**
     * @param token its id, known beforehand
     */
    public static void keep(Account owner, UUID token, Instant now) {
        var invited = new Account("editor", "An editor", Role.EDITOR, null, now);
        invited.invite(now.plus(Duration.ofDays(7)));
        invited.persist();
        var kept = new Token(owner, Token.Kind.PERSONAL, "example", Token.newSecret(), null, now, null);
        kept.id = token;
        kept.persist();
    }
}
