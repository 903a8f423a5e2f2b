package dev.octavo.site;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a frontend shows posts, tags and authors; null where it does not. */
@Schema(additionalProperties = Schema.False.class)
public record SiteUrls(
        @Size(max = UrlPattern.MAX_LENGTH)
        @Pattern(
                regexp = UrlPattern.POST,
                message =
                        "must be an absolute http or https URL with {slug} or {id}, and nothing else in braces but {year}, {month} and {day}")
        @Schema(
                nullable = true,
                description =
                        "Of posts, with `{slug}` or `{id}`; also `{year}`, `{month}` and `{day}`, those of `publishedAt` in UTC",
                examples = "https://blog.example.org/{year}/{month}/{slug}")
        String post,

        @Size(max = UrlPattern.MAX_LENGTH)
        @Pattern(
                regexp = UrlPattern.TAG,
                message = "must be an absolute http or https URL with {slug}, and nothing else in braces")
        @Schema(
                nullable = true,
                description = "Of tags, with `{slug}`",
                examples = "https://blog.example.org/tags/{slug}")
        String tag,

        @Size(max = UrlPattern.MAX_LENGTH)
        @Pattern(
                regexp = UrlPattern.AUTHOR,
                message = "must be an absolute http or https URL with {username}, and nothing else in braces")
        @Schema(
                nullable = true,
                description = "Of authors, with `{username}`",
                examples = "https://blog.example.org/authors/{username}")
        String author) {

    static final SiteUrls NONE = new SiteUrls(null, null, null);
}
