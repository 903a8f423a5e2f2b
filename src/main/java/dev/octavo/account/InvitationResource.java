package dev.octavo.account;

import dev.octavo.http.Created;
import dev.octavo.http.EntityTags;
import dev.octavo.http.HandlesSecret;
import dev.octavo.http.NotFound;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What lets somebody set the password of an account: at first, or when it is forgotten. */
@Path(AccountResource.PATH + "/{account}/invitation")
@RunOnVirtualThread
@Tag(name = "Accounts")
public class InvitationResource {
    private final Viewer viewer;
    private final EntityTags tags;
    private final AccountsConfig config;

    InvitationResource(Viewer viewer, EntityTags tags, AccountsConfig config) {
        this.viewer = viewer;
        this.tags = tags;
        this.config = config;
    }

    @POST
    @PermissionsAllowed(Scope.Name.ACCOUNTS)
    @HandlesSecret
    @Transactional
    @Operation(
            operationId = "invite",
            summary = "Invite somebody to set the password of an account",
            description =
                    "Gives a secret to hand over, shown once and good once; an earlier one is no longer. The old password and its tokens work until it is accepted.")
    public RestResponse<InvitationView.WithSecret> create(@PathParam("account") AccountRef ref) {
        var account = Account.locked(ref);
        var secret = account.invite(viewer.now().plus(config.invitationLifetime()));
        account.saved();
        var url = config.invitationUrl().map(page -> page.replace("{token}", secret));
        return Created.secretly(
                viewer.link(AccountResource.PATH + "/" + account.id + "/invitation"),
                new InvitationView.WithSecret(secret, url.orElse(null), account.invitationExpiresAt, account.version));
    }

    @GET
    @PermissionsAllowed(Scope.Name.ACCOUNTS)
    @Operation(operationId = "getInvitation", summary = "Read until when an invitation is good, without its secret")
    public InvitationView get(@PathParam("account") AccountRef ref) {
        return Optional.of(Account.named(ref))
                .filter(account -> account.invitationExpiresAt != null)
                .map(InvitationView::of)
                .orElseThrow(() -> new NotFound("Nobody is invited to this account."));
    }

    @DELETE
    @PermissionsAllowed(Scope.Name.ACCOUNTS)
    @Transactional
    @Operation(operationId = "revokeInvitation", summary = "Revoke an invitation")
    public void revoke(@PathParam("account") AccountRef ref) {
        var account = Account.locked(ref);
        tags.check(account.version, () -> AccountView.of(account));
        account.revokeInvitation();
    }
}
