package dev.octavo.site;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of the site can be changed. */
@Schema(additionalProperties = Schema.False.class)
public record SiteEdit(
        @NotBlank @Size(max = 200) @Schema(examples = "Notes on printing")
        String title,

        @Size(max = 1_000) @Schema(nullable = true, examples = "How books were made, and are")
        String description,

        @NotBlank
        @Size(max = 35)
        @Schema(description = "What its texts are written in, as a language tag (BCP 47)", examples = "en")
        String language,

        @Valid @Schema(nullable = true, description = "Patterns of the frontend's addresses")
        SiteUrls urls,

        @Schema(
                nullable = true,
                description =
                        "Whose comments wait for a moderator, unless the post says otherwise; null for the default of the server's configuration")
        Moderation commentModeration) {

    public SiteEdit {
        urls = urls == null ? SiteUrls.NONE : urls;
    }
}
