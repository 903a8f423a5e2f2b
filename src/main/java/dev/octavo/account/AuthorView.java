package dev.octavo.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account as readers see it. */
@Schema(name = "Author", additionalProperties = Schema.False.class)
public record AuthorView(
        @Schema(required = true, examples = "admin") String username,
        @Schema(required = true, examples = "Ada Lovelace") String name) {

    public static AuthorView of(Account account) {
        return new AuthorView(account.username, account.name);
    }
}
