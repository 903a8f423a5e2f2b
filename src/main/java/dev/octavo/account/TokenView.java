package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.octavo.http.Versioned;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token as its owner sees it. */
@Schema(name = "Token", additionalProperties = Schema.False.class)
public record TokenView(
        @Schema(required = true) UUID id,
        @Schema(required = true) Token.Kind kind,
        @Schema(required = true, examples = "laptop") String name,

        @Schema(required = true, description = "What it may be used for")
        Set<Scope> scopes,

        @Schema(required = true) Instant createdAt,

        @Schema(required = true, nullable = true, description = "Null: until it is deleted")
        Instant expiresAt,

        @Schema(required = true, nullable = true, description = "To the minute")
        Instant lastUsedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The secret: only in the answer that made it", pattern = "^oct_[A-Za-z0-9_-]{43}$")
        String token)
        implements Versioned {

    static TokenView of(Token token) {
        return withSecret(token, null);
    }

    static TokenView withSecret(Token token, String secret) {
        return new TokenView(
                token.id,
                token.kind,
                token.name,
                token.effectiveScopes(),
                token.createdAt,
                token.expiresAt,
                token.lastUsedAt,
                secret);
    }

    @Override
    public long entityVersion() {
        return 0;
    }
}
