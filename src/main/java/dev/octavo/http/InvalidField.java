package dev.octavo.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One thing that is wrong with a request: where, which rule, and what to do about it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvalidField(
        @Schema(description = "Where in the body, as a JSON Pointer (RFC 6901)", examples = "/title")
        String pointer,

        @Schema(description = "Which query, path or header parameter", examples = "limit")
        String parameter,

        @Schema(required = true, description = "The rule, for programs", examples = "too-long")
        String code,

        @Schema(required = true, description = "The rule, for people", examples = "must be at most 200 characters")
        String detail) {

    public static InvalidField at(String pointer, String code, String detail) {
        return new InvalidField(pointer, null, code, detail);
    }

    public static InvalidField parameter(String name, String code, String detail) {
        return new InvalidField(null, name, code, detail);
    }

    String where() {
        return pointer != null ? pointer : parameter;
    }
}
