package dev.octavo.post;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a URL says of how a post is saved. */
public record Saving(
        @QueryParam("publish")
        @DefaultValue("false")
        @Parameter(description = "Shows it to readers now, whatever else is said of when")
        boolean publish,

        @QueryParam("takeover") @DefaultValue("false") @Parameter(description = Saving.TAKEOVER)
        boolean takeover,

        @QueryParam("note") @Size(max = Note.MAX_LENGTH) @Parameter(description = "Why, for the history of the post")
        String note) {

    static final String TAKEOVER =
            "Takes the slug that is asked for even if another post has had it: it does not lead there any more";
}
