package dev.octavo.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of an account an admin can change. */
@Schema(additionalProperties = Schema.False.class)
record AccountEdit(
        @NotBlank @Size(max = Account.LONGEST_NAME) @Schema(examples = "Grace Hopper")
        String name,

        @Email @Size(max = Account.LONGEST_EMAIL) @Schema(nullable = true, examples = "grace@example.org")
        String email,

        @NotNull @Schema(description = "Counts from the next request on, for tokens that exist as well")
        Role role,

        @NotNull @Schema(description = "Setting it ends all tokens of the account and its invitation")
        Boolean disabled) {

    AccountEdit {
        email = Account.address(email);
    }
}
