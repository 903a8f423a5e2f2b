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
     * What is shown of records of this kind.
     *
     * @throws InvalidInput if they have no such properties
     */
    public Selection of(Class<?> view) {
        return of(null, Set.of(), view);
    }

    /**
     * The same with what is added.
     *
     * @param include as a request names it; may be null
     * @param within the records behind what the view knows as interfaces only
     */
    public Selection of(String include, Set<String> includable, Class<?> view, Class<?>... within) {
        return Selection.of(fields, include).among(view, List.of(within), includable);
    }
}
