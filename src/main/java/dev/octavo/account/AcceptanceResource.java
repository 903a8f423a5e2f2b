package dev.octavo.account;

import dev.octavo.http.HandlesSecret;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.LockModeType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where somebody who was invited comes in. */
@Path("/api/v1/invitations/accept")
@RunOnVirtualThread
@Tag(name = "Accounts")
public class AcceptanceResource {
    private final Viewer viewer;

    AcceptanceResource(Viewer viewer) {
        this.viewer = viewer;
    }

    /** The secret of an invitation, and the password that it lets its holder set. */
    @Schema(name = "Acceptance", additionalProperties = Schema.False.class)
    public record Acceptance(
            @NotNull @Size(max = 100) @Schema(description = "From the invitation")
            String token,

            @NotNull
            @Size(min = Account.SHORTEST_PASSWORD, max = Account.LONGEST_PASSWORD)
            @Schema(examples = "correct horse battery staple", format = "password")
            String password,

            @Size(min = 1, max = Account.LONGEST_NAME)
            @Pattern(regexp = ".*\\S.*", message = "must not be blank")
            @Schema(nullable = true, description = "Without it, the name stays as it is", examples = "Grace Hopper")
            String name) {}

    @POST
    @PermitAll
    @HandlesSecret
    @Operation(
            operationId = "acceptInvitation",
            summary = "Accept an invitation: set the password",
            description = "Ends all tokens of the account. Sign in afterwards.")
    @APIResponse(responseCode = "204", description = "The password is set")
    public void accept(@Valid @NotNull Acceptance wanted) {
        var now = viewer.now();
        var hash = Account.invitedBy(wanted.token(), now, LockModeType.NONE).hashOf(wanted.password());
        // Only now: hashing takes long, and would keep a connection from others.
        QuarkusTransaction.requiringNew().run(() -> {
            var account = Account.invitedBy(wanted.token(), now, LockModeType.PESSIMISTIC_WRITE);
            account.setPassword(hash);
            account.name = wanted.name() == null ? account.name : wanted.name();
        });
    }
}
