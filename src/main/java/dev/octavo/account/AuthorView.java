package dev.octavo.account;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.octavo.http.InvalidValue;
import dev.octavo.http.Slug;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account as readers see it; a request names it by its username alone, or as an answer gave it. */
@JsonDeserialize(using = AuthorView.Reader.class)
@Schema(name = "Author", additionalProperties = Schema.False.class)
public record AuthorView(
        @Schema(required = true, examples = "admin") String username,
        @Schema(required = true, examples = "Ada Lovelace") String name) {

    /** How a request names an account, for the document. */
    @Schema(
            name = "AuthorName",
            anyOf = {String.class, AuthorView.class})
    public interface Wanted {}

    public static AuthorView of(Account account) {
        return new AuthorView(account.username, account.name);
    }

    /**
     * As a request names one.
     *
     * @throws IllegalArgumentException if no account can have this username
     */
    public static AuthorView named(String username) {
        if (username == null || !username.matches(Slug.PATTERN)) {
            throw new IllegalArgumentException("must be a username: lower-case letters, digits and single hyphens");
        }
        return new AuthorView(username, null);
    }

    static final class Reader extends StdDeserializer<AuthorView> {
        Reader() {
            super(AuthorView.class);
        }

        @Override
        public AuthorView deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var username = parser.hasToken(JsonToken.START_OBJECT)
                    ? context.readValue(parser, Given.class).username()
                    : context.readValue(parser, String.class);
            try {
                return named(username);
            } catch (IllegalArgumentException e) {
                throw new InvalidValue(parser, "invalid-username", e.getMessage());
            }
        }

        private record Given(String username, String name) {}
    }
}
