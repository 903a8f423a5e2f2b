package dev.octavo.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.http.Changes;
import dev.octavo.http.Created;
import dev.octavo.http.EntityTags;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Shape;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** All accounts, for admins. None is ever deleted: what it wrote stays, and keeps its author. */
@Path(AccountResource.PATH)
@RunOnVirtualThread
@Tag(name = "Accounts")
public class AccountResource {
    static final String PATH = "/api/v1/accounts";

    private static final Changes.Rules<AccountEdit> RULES = new Changes.Rules<>(AccountEdit.class, Map.of(), Set.of());

    private final Viewer viewer;
    private final Pages pages;
    private final EntityTags tags;
    private final Changes changes;

    AccountResource(Viewer viewer, Pages pages, EntityTags tags, Changes changes) {
        this.viewer = viewer;
        this.pages = pages;
        this.tags = tags;
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed(Scope.Name.ACCOUNTS)
    @Operation(operationId = "listAccounts", summary = "List accounts, by username")
    public PageOf<AccountView> list(
            @Valid @BeanParam AccountFilter filter, @BeanParam Shape shape, @Valid @BeanParam PageRequest page) {
        shape.of(AccountView.class);
        return pages.read(filter.select(), page).map(AccountView::of);
    }

    @POST
    @PermissionsAllowed(Scope.Name.ACCOUNTS)
    @Transactional
    @Operation(
            operationId = "createAccount",
            summary = "Make an account",
            description = "Without a password it waits for an invitation to be made and accepted.")
    public RestResponse<AccountView> create(@Valid @NotNull NewAccount wanted) {
        var account = Account.create(wanted, viewer.now());
        return Created.at(viewer.link(PATH + "/" + account.id), AccountView.of(account));
    }

    @GET
    @Path("{account}")
    @PermissionsAllowed(Scope.Name.ACCOUNTS)
    @Operation(operationId = "getAccount", summary = "Read an account, by id or username")
    public AccountView get(@PathParam("account") AccountRef ref) {
        return AccountView.of(Account.named(ref));
    }

    @PATCH
    @Path("{account}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed(Scope.Name.ACCOUNTS)
    @Transactional
    @Operation(
            operationId = "updateAccount",
            summary = "Change an account's name, e-mail or role, disable it or enable it",
            description = "A JSON merge patch (RFC 7396). One active admin always remains.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AccountEdit.class)))
    public AccountView update(@PathParam("account") AccountRef ref, @NotNull ObjectNode patch) {
        var account = Account.locked(ref);
        tags.check(account.version, () -> AccountView.of(account));
        account.change(changes.merge(RULES, patch, AccountView.of(account)), viewer.now());
        return AccountView.of(account.saved());
    }
}
