package dev.octavo.account;

import dev.octavo.http.Slug;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody to come, as an admin describes them. */
@Schema(additionalProperties = Schema.False.class)
public record NewAccount(
        @NotNull
        @Size(max = Slug.MAX_LENGTH)
        @Pattern(
                regexp = "^" + NewAccount.NOT_RESERVED + Slug.PATTERN + "$",
                message = "must be lower-case letters, digits and single hyphens, no id, and not me")
        @Schema(description = "Stays as it is: links and texts name it", examples = "grace")
        String username,

        @NotBlank
        @Size(max = Account.LONGEST_NAME)
        @Schema(description = "As readers see it", examples = "Grace Hopper")
        String name,

        @Email
        @Size(max = Account.LONGEST_EMAIL)
        @Schema(nullable = true, description = "Shown to admins and its owner only", examples = "grace@example.org")
        String email,

        @NotNull Role role,

        @Size(min = Account.SHORTEST_PASSWORD, max = Account.LONGEST_PASSWORD)
        @Schema(
                nullable = true,
                description = "Without it nobody can sign in until an invitation is accepted",
                format = "password",
                examples = "correct horse battery staple")
        String password) {

    /** What means something else where a username stands: whoever asks, and an id. */
    private static final String NOT_RESERVED = "(?!me$|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$)";

    public NewAccount {
        email = Account.address(email);
    }
}
