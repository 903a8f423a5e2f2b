package dev.octavo.comment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who said something, as readers see it. */
@Schema(additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommentAuthor(
        @Schema(required = true) Kind kind,
        @Schema(required = true, examples = "Grace") String name,

        @Schema(description = "A guest's address on the web, if they gave one", examples = "https://example.org/")
        String url,

        @Schema(description = "An account's", examples = "admin")
        String username) {

    /** Whether there is an account behind the name. */
    @Schema(name = "CommentAuthorKind")
    public enum Kind {
        @JsonProperty("guest")
        GUEST,
        @JsonProperty("account")
        ACCOUNT
    }

    static CommentAuthor of(Comment comment) {
        return comment.account == null
                ? new CommentAuthor(Kind.GUEST, comment.authorName, comment.authorUrl, null)
                : new CommentAuthor(Kind.ACCOUNT, comment.account.name, null, comment.account.username);
    }
}
