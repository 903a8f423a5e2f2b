package dev.octavo.post;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Why something is saved, for the history of the post. */
public record Note(
        @QueryParam("note") @Size(max = Note.MAX_LENGTH) @Parameter(description = "Why, for the history of the post")
        String note) {

    static final int MAX_LENGTH = 200;
}
