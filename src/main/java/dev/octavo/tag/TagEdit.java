package dev.octavo.tag;

import dev.octavo.http.Slug;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a tag can be changed. */
@Schema(additionalProperties = Schema.False.class)
public record TagEdit(
        @NotNull
        @Size(max = Slug.MAX_LENGTH)
        @Pattern(regexp = "^" + Slug.PATTERN + "$", message = "must be lower-case letters, digits and single hyphens")
        @Schema(description = "The one that it had leads to it from then on", examples = "java")
        String slug,

        @NotBlank @Size(max = TagName.MAX_LENGTH) @Schema(examples = "Java")
        String name,

        @Size(max = 1_000) @Schema(nullable = true, examples = "The language and what runs on its machine")
        String description) {

    public TagEdit {
        name = name == null ? null : name.strip();
    }
}
