package dev.octavo.account;

import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.http.Created;
import dev.octavo.http.Field;
import dev.octavo.http.HandlesSecret;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Listing;
import dev.octavo.http.NotFound;
import dev.octavo.http.PageOf;
import dev.octavo.http.PageRequest;
import dev.octavo.http.Pages;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The tokens of the account that asks: made for programs, listed, ended. */
@Path(TokenResource.PATH)
@RunOnVirtualThread
@Tag(name = "Accounts")
public class TokenResource {
    static final String PATH = "/api/v1/tokens";

    private final Viewer viewer;
    private final Pages pages;

    TokenResource(Viewer viewer, Pages pages) {
        this.viewer = viewer;
        this.pages = pages;
    }

    /** What a new token is for. */
    @Schema(name = "NewToken", additionalProperties = Schema.False.class)
    public record NewToken(
            @NotBlank @Size(max = 100) @Schema(examples = "laptop")
            String name,

            @Schema(nullable = true, description = "Without them: all that the role may do") @Size(min = 1)
            Set<@NotNull Scope> scopes,

            @Schema(
                    implementation = String.class,
                    nullable = true,
                    description = "Without it: until it is deleted",
                    examples = "2027-01-01T00:00:00Z")
            Instant expiresAt) {}

    @GET
    @Authenticated
    @Operation(operationId = "listTokens", summary = "List your tokens and sessions, newest first")
    public PageOf<TokenView> list(@Valid @BeanParam PageRequest page) {
        var mine = new Listing<>(Token.class, "", Sort.by(Field.of("id", Type.ID), true))
                .where("row.account.id = :account", "account", viewer.id())
                .where(
                        "row.id = :only",
                        "only",
                        viewer.caller().isNarrowed() ? viewer.caller().token() : null);
        return pages.read(mine, page).map(TokenView::of);
    }

    @POST
    @Authenticated
    @HandlesSecret
    @Transactional
    @Operation(
            operationId = "createToken",
            summary = "Make a token for a program",
            description = "The secret is shown once.")
    public RestResponse<TokenView> create(@Valid @NotNull NewToken wanted) {
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(viewer.now())) {
            throw InvalidInput.at("/expiresAt", "out-of-range", "must be in the future");
        }
        var last = viewer.caller().expiresAt();
        if (last != null && (wanted.expiresAt() == null || wanted.expiresAt().isAfter(last))) {
            throw InvalidInput.at(
                    "/expiresAt", "out-of-range", "must not be later than that of the token you use: " + last);
        }
        var mine = viewer.caller().scopes();
        var scopes = wanted.scopes() == null && viewer.caller().isNarrowed() ? mine : wanted.scopes();
        if (scopes != null && !mine.containsAll(scopes)) {
            throw InvalidInput.at(
                    "/scopes", "out-of-range", "must be among those of the token you use: " + Scope.join(mine));
        }
        var secret = Token.newSecret();
        var token = new Token(
                viewer.heldAccount(),
                Token.Kind.PERSONAL,
                wanted.name(),
                secret,
                scopes,
                viewer.now(),
                wanted.expiresAt());
        token.persist();
        Event.record(EventType.TOKEN_CREATED, token.id, viewer.id());
        return Created.secretly(viewer.link(PATH + "/" + token.id), TokenView.withSecret(token, secret));
    }

    @GET
    @Path("{id}")
    @Authenticated
    @Operation(operationId = "getToken", summary = "Read a token of yours, without its secret")
    public TokenView get(@PathParam("id") UUID id) {
        mustBeAmongMine(id);
        return TokenView.of(Token.ownedBy(viewer.id(), id));
    }

    @DELETE
    @Path("{id}")
    @Authenticated
    @Transactional
    @Operation(operationId = "deleteToken", summary = "End a token at once")
    public void delete(@PathParam("id") UUID id) {
        mustBeAmongMine(id);
        if (!Token.end(viewer.id(), id)) {
            throw new NotFound("You have no token with this id.");
        }
    }

    /** A token that may less than its account sees and ends itself alone. */
    private void mustBeAmongMine(UUID id) {
        if (viewer.caller().isNarrowed() && !viewer.caller().token().equals(id)) {
            throw new NotFound("You have no token with this id, or the one you use may not know of it.");
        }
    }
}
