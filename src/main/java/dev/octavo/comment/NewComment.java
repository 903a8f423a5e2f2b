package dev.octavo.comment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody says. */
@Schema(additionalProperties = Schema.False.class)
public record NewComment(
        @NotBlank @Size(max = NewComment.MAX_LENGTH) @Schema(description = "Markdown", examples = "Well said.")
        String body,

        @Schema(nullable = true, description = "The comment that this answers")
        UUID parent,

        @Valid @Schema(nullable = true, description = "Who says it: needed without a token, refused with one")
        Guest author) {

    static final int MAX_LENGTH = 10_000;

    /** Somebody without an account. */
    @Schema(additionalProperties = Schema.False.class)
    public record Guest(
            @NotBlank @Size(max = 100) @Schema(examples = "Grace")
            String name,

            @Email
            @Size(max = 254)
            @Schema(nullable = true, description = "Shown to moderators only", examples = "grace@example.org")
            String email,

            @Size(max = 2_000)
            @Pattern(regexp = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s<>\"]+$", message = "must be an http or https URL")
            @Schema(nullable = true, examples = "https://example.org/")
            String url) {

        /** As it is kept. */
        static String address(String email) {
            return email.strip().toLowerCase(Locale.ROOT);
        }

        /** Forms send empty fields; and an address is the same however it is written. */
        public Guest {
            email = email == null || email.isBlank() ? null : address(email);
            url = url == null || url.isBlank() ? null : url;
        }
    }
}
