package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Set;

/** What an account may do; each role includes those before it. */
public enum Role {
    @JsonProperty("member")
    MEMBER(EnumSet.of(Scope.COMMENTS_WRITE)),

    @JsonProperty("author")
    AUTHOR(EnumSet.of(Scope.COMMENTS_WRITE, Scope.COMMENTS_MODERATE, Scope.POSTS_WRITE)),

    @JsonProperty("editor")
    EDITOR(AUTHOR.scopes),

    @JsonProperty("admin")
    ADMIN(EnumSet.allOf(Scope.class));

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    /** All that this role may do; a token may narrow it. */
    Set<Scope> scopes() {
        return scopes;
    }
}
