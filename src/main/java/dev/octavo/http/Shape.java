package dev.octavo.http;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How much is shown; the same parameter wherever something is listed. */
public record Shape(
        @QueryParam("fields")
        @Parameter(
                description =
                        "The properties to show, separated by commas, also of properties: all others are left out, and neither read nor computed",
                example = "id")
        String fields) {

    /**
     * What is shown of one of these records.
     *
     * @throws InvalidInput if they have no such properties
     */
    public Selection of(Class<?>... views) {
        return of(null, Set.of(), views);
    }

    /**
     * The same with what is added.
     *
     * @param include as a request names it; may be null
     */
    public Selection of(String include, Set<String> includable, Class<?>... views) {
        return Selection.of(fields, include).among(List.of(views), includable);
    }
}
