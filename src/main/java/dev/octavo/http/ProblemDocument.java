package dev.octavo.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of every 4xx and 5xx answer (RFC 9457), sent as {@code application/problem+json}. */
@Schema(name = "Problem", additionalProperties = Schema.False.class)
public record ProblemDocument(
        @Schema(
                required = true,
                format = "uri-reference",
                description = "Answers with an explanation",
                examples = "/problems/invalid-input")
        String type,

        @Schema(required = true, examples = "Invalid input") String title,

        @Schema(required = true, minimum = "400", maximum = "599", examples = "400")
        int status,

        @Schema(required = true, description = "What went wrong this time, for people")
        String detail,

        @Schema(required = true, description = "The path that was asked for", examples = "/api/v1/posts")
        String instance,

        @Schema(required = true, description = "As in `X-Request-Id`: finds the request in the server's log")
        String traceId,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Each invalid place, when the input is at fault")
        List<InvalidField> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDocument of(Problem problem, String base, String path, String traceId) {
        return new ProblemDocument(
                base + "problems/" + problem.type(),
                ProblemType.named(problem.type()).orElseThrow().title(),
                problem.status(),
                problem.getMessage(),
                path,
                traceId,
                problem.errors());
    }
}
