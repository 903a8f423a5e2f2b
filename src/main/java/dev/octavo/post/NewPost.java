package dev.octavo.post;

import dev.octavo.account.AuthorView;
import dev.octavo.http.Json;
import dev.octavo.http.Slug;
import dev.octavo.site.Moderation;
import dev.octavo.tag.CategoryName;
import dev.octavo.tag.TagName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A post as its author writes it: the body of a POST, and of a PUT without {@code publishedAt}. */
@Schema(additionalProperties = Schema.False.class)
public record NewPost(
        @NotBlank @Size(max = 200) @Schema(examples = "Hello, Octavo")
        String title,

        @NotBlank @Size(max = 1_000_000) @Schema(examples = "Posts and comments, *as JSON*.")
        String body,

        @Schema(nullable = true, defaultValue = "markdown") Format format,

        @Size(max = Slug.MAX_LENGTH)
        @Pattern(
                regexp = "^" + NewPost.NOT_RESERVED + Slug.PATTERN + "$",
                message = "must be lower-case letters, digits and single hyphens, no id and no reserved word")
        @Schema(nullable = true, description = "Without it, made from the title", examples = "hello-octavo")
        String slug,

        @Size(max = 20)
        @Schema(
                nullable = true,
                type = SchemaType.ARRAY,
                implementation = TagName.Wanted.class,
                description = "By name, or as answers give them")
        List<@NotNull TagName> tags,

        @Size(max = 10)
        @Schema(
                nullable = true,
                type = SchemaType.ARRAY,
                implementation = CategoryName.Wanted.class,
                description =
                        "By slug, or as answers give them; the first is the primary one. Not versioned: they take effect at once")
        List<@NotNull CategoryName> categories,

        @Size(min = 1, max = 10)
        @Schema(
                nullable = true,
                type = SchemaType.ARRAY,
                implementation = AuthorView.Wanted.class,
                description = "In order, by username, or as answers give them; without it those whose it is, or you. "
                        + "Editors name any that write; authors name others whom readers know after those whose it is")
        List<@NotNull AuthorView> authors,

        @Size(max = 500)
        @Schema(nullable = true, description = "Without it, the beginning of the text", examples = "What Octavo is for")
        String excerpt,

        @Size(max = NewPost.MAX_URL)
        @Pattern(regexp = NewPost.URL, message = "must be an http or https URL")
        @Schema(
                nullable = true,
                description = "Where this text stands first, if not here",
                examples = "https://example.org/hello/")
        String canonicalUrl,

        @Valid
        @Schema(
                nullable = true,
                description =
                        "For search engines and previews of links; what is left out follows from the rest, see `head`")
        Seo seo,

        @Meta @Schema(nullable = true, description = "Anything else that belongs to the post, up to 64 KiB of JSON")
        Map<String, Object> meta,

        @Schema(nullable = true, defaultValue = "true") Boolean commentsOpen,

        @Schema(nullable = true, description = "Overrides the site's rule")
        Moderation commentModeration,

        @Schema(nullable = true, defaultValue = "false", description = "Whether it is put before others")
        Boolean featured,

        @Schema(
                nullable = true,
                defaultValue = "false",
                description = "Whether it stands in no list: who has its address reads it all the same")
        Boolean unlisted,

        @Schema(
                implementation = String.class,
                nullable = true,
                description = "Without it a draft; published if it is past, scheduled if it is to come",
                examples = "2026-11-22T09:30:00Z")
        Instant publishedAt) {

    /** Nothing that could be an id or a path below {@code /posts}. */
    static final String NOT_RESERVED =
            "(?!(?:stats|query|batch|search|form)$)(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$)";

    static final String URL = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s<>\"]+$";
    static final int MAX_URL = 2_000;

    public NewPost {
        format = format == null ? Format.MARKDOWN : format;
        tags = tags == null ? List.of() : tags.stream().distinct().toList();
        meta = meta == null ? Map.of() : Json.asStored(meta);
        commentsOpen = commentsOpen == null || commentsOpen;
    }

    NewPost withSlug(String given) {
        return new NewPost(
                title,
                body,
                format,
                given,
                tags,
                categories,
                authors,
                excerpt,
                canonicalUrl,
                seo,
                meta,
                commentsOpen,
                commentModeration,
                featured,
                unlisted,
                publishedAt);
    }

    NewPost withPublishedAt(Instant given) {
        return new NewPost(
                title,
                body,
                format,
                slug,
                tags,
                categories,
                authors,
                excerpt,
                canonicalUrl,
                seo,
                meta,
                commentsOpen,
                commentModeration,
                featured,
                unlisted,
                given);
    }

    PostContent content() {
        return new PostContent(title, body, format, excerpt, canonicalUrl, seo, meta, tags);
    }
}
