package dev.octavo.post;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a table of contents. */
@Schema(name = "Heading", additionalProperties = Schema.False.class)
public record Heading(
        @Schema(required = true, minimum = "1", maximum = "6")
        int level,

        @Schema(required = true, examples = "What is a runtime?")
        String text,

        @Schema(required = true, description = "Its `id` in `html`", examples = "what-is-a-runtime")
        String id) {}
