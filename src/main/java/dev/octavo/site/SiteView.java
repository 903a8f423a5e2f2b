package dev.octavo.site;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.http.Versioned;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The site as everybody sees it; all of it can be written. */
@Schema(name = "Site", additionalProperties = Schema.False.class)
public record SiteView(
        @Schema(required = true, examples = "Notes on printing")
        String title,

        @Schema(required = true, nullable = true, examples = "How books were made, and are")
        String description,

        @Schema(
                required = true,
                description = "What its texts are written in, as a language tag (BCP 47)",
                examples = "en")
        String language,

        @Schema(required = true, description = "Patterns of the frontend's addresses")
        SiteUrls urls,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "Whose comments wait for a moderator, unless the post says otherwise; null for the default of the server's configuration")
        Moderation commentModeration,

        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements Versioned {

    static SiteView of(Site site) {
        return new SiteView(
                site.title,
                site.description,
                site.language,
                new SiteUrls(site.postUrl, site.tagUrl, site.authorUrl),
                site.commentModeration,
                site.version);
    }
}
