package dev.octavo.account;

import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.http.Created;
import dev.octavo.http.HandlesSecret;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out. */
@Path("/api/v1/session")
@RunOnVirtualThread
@Tag(name = "Accounts", description = "Who is asking: sessions and tokens")
public class SessionResource {
    private final Viewer viewer;
    private final SignInThrottle throttle;

    SessionResource(Viewer viewer, SignInThrottle throttle) {
        this.viewer = viewer;
        this.throttle = throttle;
    }

    /** A username and password. */
    @Schema(name = "Credentials", additionalProperties = Schema.False.class)
    public record Credentials(
            @NotBlank @Size(max = 100) @Schema(examples = "admin")
            String username,

            @NotBlank
            @Size(max = Account.LONGEST_PASSWORD)
            @Schema(examples = "correct horse battery staple", format = "password")
            String password) {}

    /** A token that lives for twelve hours from its last use. */
    @Schema(name = "Session", additionalProperties = Schema.False.class)
    public record Session(
            @Schema(
                    required = true,
                    description = "Send it as `Authorization: Bearer …`",
                    pattern = "^oct_[A-Za-z0-9_-]{43}$")
            String accessToken,

            @Schema(required = true, description = "Each use moves it to twelve hours later")
            Instant expiresAt) {}

    @POST
    @PermitAll
    @HandlesSecret
    @Operation(
            operationId = "signIn",
            summary = "Sign in",
            description = "Gives a token for this account. It is shown once.")
    public RestResponse<Session> signIn(@Valid @NotNull Credentials credentials) {
        var account = throttle.guard(
                        credentials.username(), () -> Account.signingIn(credentials.username(), credentials.password()))
                .orElseThrow(WrongCredentials::new);
        var secret = Token.newSecret();
        var token = Token.session(account, secret, viewer.now());
        // Only now: checking a password takes long, and would keep a connection from others.
        QuarkusTransaction.requiringNew().run(() -> {
            account.held();
            token.persist();
            Event.record(EventType.SESSION_STARTED, token.id, account.id);
        });
        return Created.secretly(viewer.link(TokenResource.PATH + "/" + token.id), new Session(secret, token.expiresAt));
    }

    @DELETE
    @Authenticated
    @Transactional
    @Operation(operationId = "signOut", summary = "Sign out", description = "Ends the token that this request carries.")
    public void signOut() {
        Token.end(viewer.id(), viewer.caller().token());
    }
}
