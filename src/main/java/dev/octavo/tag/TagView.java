package dev.octavo.tag;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.account.Viewer;
import dev.octavo.http.Slug;
import dev.octavo.http.Versioned;
import dev.octavo.site.Site;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tag with all that is known of it. */
@Schema(additionalProperties = Schema.False.class)
public record TagView(
        @Schema(required = true, pattern = "^" + Slug.PATTERN + "$", examples = "java")
        String slug,

        @Schema(required = true, examples = "Java") String name,
        @Schema(required = true, nullable = true) String description,

        @Schema(required = true, minimum = "0", description = "How many posts readers see")
        long postCount,

        @Schema(
                required = true,
                nullable = true,
                format = "uri",
                description = "Where the frontend shows it, by the pattern of the site; null without one",
                examples = "https://blog.example.org/tags/java")
        String url,

        @Schema(required = true) Links links,
        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements Versioned {

    /** Where a tag and its posts stand, as absolute-path references. */
    @Schema(name = "TagLinks", additionalProperties = Schema.False.class)
    public record Links(
            @Schema(required = true, format = "uri-reference", examples = "/api/v1/tags/java")
            String self,

            @Schema(required = true, format = "uri-reference", examples = "/api/v1/posts?tag=java")
            String posts) {}

    /**
     * @param site null where nobody is shown where it stands
     */
    static TagView of(Tag tag, long postCount, Site site, Viewer viewer) {
        return new TagView(
                tag.slug,
                tag.name,
                tag.description,
                postCount,
                site == null ? null : site.tagUrl(tag.slug),
                new Links(viewer.link(TagResource.PATH + "/" + tag.slug), viewer.link("/api/v1/posts?tag=" + tag.slug)),
                tag.version);
    }
}
