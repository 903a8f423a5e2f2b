package dev.octavo.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many rows of a list have something in common. */
@Schema(additionalProperties = Schema.False.class)
public record Group(
        @Schema(required = true, examples = "2026-11") String key,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "What people call it, if that is not the key", examples = "Headless CMS")
        String name,

        @Schema(required = true, minimum = "1") Long count) {}
