package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.http.Changes;
import dev.octavo.http.EntityTags;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Versioned;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The account behind the token. */
@Path("/api/v1/me")
@RunOnVirtualThread
@Tag(name = "Accounts")
public class MeResource {
    private static final Changes.Rules<MeEdit> RULES = new Changes.Rules<>(MeEdit.class, Map.of(), Set.of());

    private final Viewer viewer;
    private final EntityTags tags;
    private final Changes changes;
    private final SignInThrottle throttle;

    MeResource(Viewer viewer, EntityTags tags, Changes changes, SignInThrottle throttle) {
        this.viewer = viewer;
        this.tags = tags;
        this.changes = changes;
        this.throttle = throttle;
    }

    /** An account as its owner sees it. */
    @Schema(name = "Me", additionalProperties = Schema.False.class)
    public record Me(
            @Schema(required = true) UUID id,
            @Schema(required = true, examples = "admin") String username,

            @Schema(required = true, examples = "Ada Lovelace")
            String name,

            @Schema(required = true, nullable = true, description = "Shown to admins and you only")
            String email,

            @Schema(required = true) Role role,

            @Schema(required = true, description = "What this token may be used for")
            Set<Scope> scopes,

            @Schema(required = true) Instant createdAt,

            @JsonIgnore @Schema(hidden = true) long entityVersion)
            implements Versioned {

        static Me of(Account account, Viewer viewer) {
            return new Me(
                    account.id,
                    account.username,
                    account.name,
                    account.email,
                    account.role,
                    viewer.caller().scopes(),
                    account.createdAt,
                    account.version);
        }
    }

    /** What of an account its owner can change. */
    @Schema(name = "MeEdit", additionalProperties = Schema.False.class)
    record MeEdit(
            @NotBlank @Size(max = Account.LONGEST_NAME) @Schema(examples = "Ada Lovelace")
            String name,

            @Email @Size(max = Account.LONGEST_EMAIL) @Schema(nullable = true, examples = "ada@example.org")
            String email) {

        MeEdit {
            email = Account.address(email);
        }
    }

    /** A new password, and the one until now: a token alone must not be enough to keep others out. */
    @Schema(name = "PasswordChange", additionalProperties = Schema.False.class)
    public record PasswordChange(
            @NotNull @Size(max = Account.LONGEST_PASSWORD) @Schema(format = "password")
            String current,

            @NotNull
            @Size(min = Account.SHORTEST_PASSWORD, max = Account.LONGEST_PASSWORD)
            @Schema(examples = "correct horse battery staple", format = "password")
            String password) {}

    @GET
    @Authenticated
    @Operation(operationId = "getMe", summary = "Read your account")
    public Me get() {
        return Me.of(Account.named(mine()), viewer);
    }

    @PATCH
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Authenticated
    @Transactional
    @Operation(
            operationId = "updateMe",
            summary = "Change your name or e-mail",
            description = "A JSON merge patch (RFC 7396). Not with a token that may less than your account.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MeEdit.class)))
    public Me update(@NotNull ObjectNode patch) {
        viewer.mustNotBeNarrowed();
        var me = Account.locked(mine());
        tags.check(me.version, () -> Me.of(me, viewer));
        var wanted = changes.merge(RULES, patch, Me.of(me, viewer));
        me.describe(wanted.name(), wanted.email(), me.role);
        return Me.of(me.saved(), viewer);
    }

    @PUT
    @Path("password")
    @Authenticated
    @Operation(
            operationId = "changePassword",
            summary = "Change your password",
            description =
                    "Ends all your tokens and sessions, that of this request as well. Not with a token that may less than your account.")
    public void changePassword(@Valid @NotNull PasswordChange wanted) {
        viewer.mustNotBeNarrowed();
        var username = viewer.caller().username();
        var me = throttle.guard(username, () -> Account.signingIn(username, wanted.current()))
                .orElseThrow(() -> InvalidInput.at("/current", "wrong-password", "is not your password"));
        var hash = me.hashOf(wanted.password());
        // Only now: hashing takes long, and would keep a connection from others.
        QuarkusTransaction.requiringNew().run(() -> me.held().setPassword(hash));
    }

    private AccountRef mine() {
        return new AccountRef(viewer.id(), null);
    }
}
