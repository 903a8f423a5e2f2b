package dev.octavo.account;

import dev.octavo.http.Attempt;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code Authorization: Bearer oct_…} (RFC 6750). Other schemes are not ours to judge: a proxy may need them. */
@ApplicationScoped
public class TokenAuthentication implements HttpAuthenticationMechanism, IdentityProvider<TokenAuthenticationRequest> {
    private static final String SCHEME = "Bearer ";

    /** What gives somebody a new token, or lets them have one. */
    private static final Set<String> WAYS_IN = Set.of("/api/v1/session", "/api/v1/invitations/accept");

    private final Clock clock;

    TokenAuthentication(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        var credentials = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (credentials == null
                || !(credentials + " ").regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || isForAnybody(request)) {
            return Uni.createFrom().nullItem();
        }
        var secret = (credentials + " ").substring(SCHEME.length()).strip();
        return identities.authenticate(new TokenAuthenticationRequest(new TokenCredential(secret, "bearer")));
    }

    /** There an outdated token must not be in the way: it is where one learns what is wrong with it, or gets a new one. */
    private static boolean isForAnybody(RoutingContext request) {
        var path = request.normalizedPath();
        return !path.startsWith("/api/") || (request.request().method() == HttpMethod.POST && WAYS_IN.contains(path));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identify(request.getToken().getToken()));
    }

    @ActivateRequestContext
    SecurityIdentity identify(String secret) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Token.inUse(secret, clock.instant()).map(TokenAuthentication::identity))
                .orElseThrow(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identity(Token token) {
        var caller = new Caller(
                token.account.id,
                token.account.username,
                token.id,
                token.account.role,
                token.effectiveScopes(),
                token.scopes != null,
                token.kind == Token.Kind.SESSION ? null : token.expiresAt);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(token.account.username))
                .addPermissionsAsString(
                        caller.scopes().stream().map(Scope::toString).collect(Collectors.toSet()))
                .addAttribute(Caller.ATTRIBUTE, caller)
                .addAttribute(Attempt.CALLER, caller.account())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        // RFC 6750, section 3.1: of a request without a token no more is said.
        var challenge = request.request().headers().contains(HttpHeaders.AUTHORIZATION)
                ? "Bearer error=\"invalid_token\""
                : "Bearer";
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", challenge));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }
}
