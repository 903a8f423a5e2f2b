package dev.octavo.tag;

import dev.octavo.http.Slug;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A category as an editor makes it, and all of it that can be changed. */
@Schema(additionalProperties = Schema.False.class)
public record NewCategory(
        @NotBlank @Size(max = 100) @Schema(examples = "Local news")
        String name,

        @Size(max = Slug.MAX_LENGTH)
        @Pattern(regexp = "^" + Slug.PATTERN + "$", message = "must be lower-case letters, digits and single hyphens")
        @Schema(
                nullable = true,
                description = "Without it, made from the name. After a change the one that it had leads to it",
                examples = "local")
        String slug,

        @Size(max = 1_000) @Schema(nullable = true, examples = "What happens around the corner")
        String description,

        @Schema(
                nullable = true,
                description = "The slug of the category that it is below; without it, it is at the top",
                examples = "news")
        String parent) {

    public NewCategory {
        name = name == null ? null : name.strip();
    }
}
