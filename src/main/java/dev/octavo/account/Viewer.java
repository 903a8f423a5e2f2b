package dev.octavo.account;

import dev.octavo.http.Forbidden;
import dev.octavo.http.Problem;
import dev.octavo.http.Unauthorized;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Who is asking in this request, when, and where from: a visitor, or an account through a token; one instant for
 * the whole answer; and the path that a proxy may have put before ours. Asking it costs no SQL.
 */
@RequestScoped
public class Viewer {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Caller caller;
    private final Clock clock;
    private Instant now;
    private final UriInfo uri;

    @Inject
    Viewer(SecurityIdentity identity, Clock clock, UriInfo uri) {
        this.caller = identity.getAttribute(Caller.ATTRIBUTE);
        this.clock = clock;
        this.now = clock.instant();
        this.uri = uri;
    }

    private Viewer(Caller caller, Instant now) {
        this.caller = caller;
        this.clock = null;
        this.now = now;
        this.uri = null;
    }

    /** Somebody who acts without a request, so that there is nothing to link to: an account, or with null a visitor. */
    public static Viewer acting(Account account, Instant now) {
        return new Viewer(
                account == null
                        ? null
                        : new Caller(
                                account.id, account.username, null, account.role, account.role.scopes(), false, null),
                now);
    }

    public Instant now() {
        return now;
    }

    /** Whoever has waited for a row goes on when it is got: meanwhile others may have done what was due. */
    public void hasWaited() {
        if (clock != null) {
            now = clock.instant();
        }
    }

    /** An absolute-path reference to a place of ours, as the client has to write it. */
    public String link(String path) {
        return uri.getBaseUri().getRawPath().replaceFirst("/$", "") + path;
    }

    /** The same for those who keep it elsewhere, such as in a feed: with scheme and host, as the client or a trusted proxy named them. */
    public String address(String path) {
        return uri.getBaseUri().resolve(link(path)).toString();
    }

    public boolean isVisitor() {
        return caller == null;
    }

    /** The account's id, or null for a visitor. */
    public UUID id() {
        return caller == null ? null : caller.account();
    }

    /** Whether the account has this role or a higher one; a visitor has none. */
    public boolean is(Role role) {
        return caller != null && caller.role().compareTo(role) >= 0;
    }

    /** Whether both the account's role and the token's scopes allow it. */
    public boolean may(Scope scope) {
        return caller != null && caller.scopes().contains(scope);
    }

    /** For what a visitor may do as well, so that no annotation can ask. */
    public void mustBeAllowedTo(Scope scope) {
        if (!may(scope)) {
            throw refusal("This needs the scope %s, which your role or this token does not have.".formatted(scope));
        }
    }

    /** What to tell somebody who sees a thing and may not act on it: a visitor to sign in, others why not. */
    public Problem refusal(String why) {
        return isVisitor() ? new Unauthorized() : new Forbidden(why);
    }

    /** A reference to the account, for relations; null for a visitor. */
    public Account account() {
        return caller == null ? null : Account.getEntityManager().getReference(Account.class, caller.account());
    }

    /**
     * The same, locked until the transaction ends, for what must not outlive the token that asks: whoever ends all tokens comes
     * before, and is noticed here, or after, and ends what is made here as well.
     */
    Account heldAccount() {
        var account = Account.locked(new AccountRef(id(), null));
        if (Token.count("id", caller.token()) == 0) {
            throw new Unauthorized();
        }
        return account;
    }

    /**
     * The id of the account with this username, or for {@code me} that of whoever asks; or what is nobody's. Known beforehand, the
     * database can plan by it.
     */
    public static UUID idOf(String username) {
        if (!"me".equals(username)) {
            return Account.getEntityManager()
                    .createQuery("select id from Account where username = ?1", UUID.class)
                    .setParameter(1, username)
                    .getResultList()
                    .stream()
                    .findFirst()
                    .orElse(NOBODY);
        }
        var viewer = Arc.container().instance(Viewer.class).get();
        if (viewer.isVisitor()) {
            throw new Unauthorized();
        }
        return viewer.id();
    }

    /** A token that may less than its account must not get at the rest by changing who can sign in to it. */
    void mustNotBeNarrowed() {
        if (caller.isNarrowed()) {
            throw new Forbidden("This token may less than its account, so it cannot change the account.");
        }
    }

    Caller caller() {
        return caller;
    }
}
