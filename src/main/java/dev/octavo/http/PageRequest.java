package dev.octavo.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list is asked for; the same parameters on every list. */
public record PageRequest(
        @QueryParam("limit")
        @DefaultValue("20")
        @Min(1)
        @Max(100)
        @Parameter(description = "How many items a page holds at most")
        int limit,

        @QueryParam("cursor") @Parameter(description = "Opaque, from `links` of another page of the same list")
        String cursor,

        @QueryParam("page")
        @Min(1)
        @Parameter(
                description =
                        "Page number, for UIs that show one; not together with `cursor`; `page × limit` is at most 10,000")
        Integer page,

        @QueryParam("count")
        @DefaultValue("none")
        @Parameter(
                description =
                        "Whether to count all that match, as `total`: `estimated` is exact up to 10,000, and then what PostgreSQL expects, which costs nothing")
        Count count) {

    private static final int DEEPEST = 10_000;

    /** How exactly the whole list is counted. */
    public enum Count {
        @JsonProperty("none")
        NONE,
        /** Exact while it is small, else what PostgreSQL expects. */
        @JsonProperty("estimated")
        ESTIMATED,
        @JsonProperty("exact")
        EXACT
    }

    int offset() {
        if (page == null) {
            return 0;
        }
        if (cursor != null) {
            throw InvalidInput.parameter("page", "conflicting", "cannot stand together with cursor");
        }
        if (!reaches(page)) {
            throw InvalidInput.parameter(
                    "page", "out-of-range", "times limit must be at most 10000: go further by cursor");
        }
        return (page - 1) * limit;
    }

    boolean hasNext() {
        return reaches(page + 1L);
    }

    private boolean reaches(long number) {
        return number * limit <= DEEPEST;
    }
}
