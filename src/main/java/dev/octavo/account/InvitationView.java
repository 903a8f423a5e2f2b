package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.octavo.http.Versioned;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invitation as admins see it afterwards: without its secret. Its version is that of its account. */
@Schema(name = "Invitation", additionalProperties = Schema.False.class)
public record InvitationView(
        @Schema(required = true) Instant expiresAt,
        @JsonIgnore @Schema(hidden = true) long entityVersion) implements Versioned {
    static InvitationView of(Account account) {
        return new InvitationView(account.invitationExpiresAt, account.version);
    }

    /** In the one answer that made it. */
    @Schema(name = "InvitationWithSecret", additionalProperties = Schema.False.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WithSecret(
            @Schema(required = true, description = "Shown once", pattern = "^[A-Za-z0-9_-]{43}$")
            String token,

            @Schema(
                    description = "Where to accept it, if a frontend is configured for that; holds the secret",
                    examples = "https://example.org/welcome#…")
            String url,

            @Schema(required = true) Instant expiresAt,
            @JsonIgnore @Schema(hidden = true) long entityVersion)
            implements Versioned {}
}
