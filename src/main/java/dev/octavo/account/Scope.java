package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.event.EventResource;
import dev.octavo.site.SiteResource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token may be used for; endpoints ask for one by name. */
public enum Scope {
    @JsonProperty(Scope.Name.POSTS_WRITE)
    POSTS_WRITE(Name.POSTS_WRITE),

    @JsonProperty(Scope.Name.COMMENTS_WRITE)
    COMMENTS_WRITE(Name.COMMENTS_WRITE),

    @JsonProperty(Scope.Name.COMMENTS_MODERATE)
    COMMENTS_MODERATE(Name.COMMENTS_MODERATE),

    @JsonProperty(Scope.Name.ACCOUNTS)
    ACCOUNTS(Name.ACCOUNTS),

    @JsonProperty(Scope.Name.WEBHOOKS)
    WEBHOOKS(Name.WEBHOOKS),

    @JsonProperty(Scope.Name.SITE)
    SITE(Name.SITE),

    @JsonProperty(Scope.Name.EVENTS)
    EVENTS(Name.EVENTS);

    /** The names as constants, for annotations. */
    public static final class Name {
        public static final String POSTS_WRITE = "posts:write";
        public static final String COMMENTS_WRITE = "comments:write";
        public static final String COMMENTS_MODERATE = "comments:moderate";
        public static final String ACCOUNTS = "accounts";
        public static final String WEBHOOKS = "webhooks";
        public static final String SITE = SiteResource.SCOPE;
        public static final String EVENTS = EventResource.SCOPE;

        private Name() {}
    }

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Writes them as OAuth does: one text, a blank between two (RFC 6749, section 3.3). */
    static String join(Set<Scope> scopes) {
        return scopes.stream().map(Scope::toString).sorted().collect(Collectors.joining(" "));
    }

    static Set<Scope> split(String text) {
        var names = Set.of(text.split(" "));
        return Arrays.stream(values())
                .filter(scope -> names.contains(scope.text))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
