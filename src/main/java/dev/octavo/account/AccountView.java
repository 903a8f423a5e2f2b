package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account as admins see it. */
@Schema(name = "Account", additionalProperties = Schema.False.class)
public record AccountView(
        @Schema(required = true) UUID id,
        @Schema(required = true, examples = "grace") String username,
        @Schema(required = true, examples = "Grace Hopper") String name,

        @Schema(required = true, nullable = true, examples = "grace@example.org")
        String email,

        @Schema(required = true) Role role,
        @Schema(required = true) AccountStatus status,
        @Schema(required = true) boolean disabled,

        @Schema(required = true, nullable = true, description = "Of the invitation that waits; null if there is none")
        Instant invitationExpiresAt,

        @Schema(required = true) Instant createdAt,
        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements Versioned {

    static AccountView of(Account account) {
        return new AccountView(
                account.id,
                account.username,
                account.name,
                account.email,
                account.role,
                account.status(),
                account.status() == AccountStatus.DISABLED,
                account.invitationExpiresAt,
                account.createdAt,
                account.version);
    }
}
