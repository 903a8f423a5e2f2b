package dev.octavo.post;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How far a change of many posts may go. */
public record BulkLimits(
        @QueryParam("max-affected")
        @DefaultValue("100")
        @Min(1)
        @Max(BulkEdit.MOST)
        @Parameter(description = "If there are more, none is changed")
        int maxAffected,

        @QueryParam("dry-run")
        @DefaultValue("false")
        @Parameter(description = "Says what would come of it, and changes nothing")
        boolean dryRun) {}
