package dev.octavo.tag;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.account.Viewer;
import dev.octavo.http.Slug;
import dev.octavo.http.Versioned;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A category with all that is known of it. */
@Schema(additionalProperties = Schema.False.class)
public record CategoryView(
        @Schema(required = true, pattern = "^" + Slug.PATTERN + "$", examples = "local")
        String slug,

        @Schema(required = true, examples = "Local news") String name,
        @Schema(required = true, nullable = true) String description,

        @Schema(
                required = true,
                nullable = true,
                description = "The slug of the category that it is below",
                examples = "news")
        String parent,

        @Schema(required = true, description = "The slugs from the top down", examples = "news/local")
        String path,

        @Schema(required = true, minimum = "1", maximum = "10", examples = "2")
        int depth,

        @Schema(required = true, minimum = "0", description = "How many posts readers see in it and below it")
        long postCount,

        @Schema(required = true) Links links,
        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements Versioned {

    /** Where a category and its posts stand, as absolute-path references. */
    @Schema(name = "CategoryLinks", additionalProperties = Schema.False.class)
    public record Links(
            @Schema(required = true, format = "uri-reference", examples = "/api/v1/categories/local")
            String self,

            @Schema(required = true, format = "uri-reference", examples = "/api/v1/posts?category=local")
            String posts) {}

    static CategoryView of(Category category, long postCount, Viewer viewer) {
        return new CategoryView(
                category.slug,
                category.name,
                category.description,
                category.parentSlug(),
                category.path.replace(Category.SEPARATOR, "/"),
                category.depth(),
                postCount,
                new Links(
                        viewer.link(CategoryResource.PATH + "/" + category.slug),
                        viewer.link("/api/v1/posts?category=" + category.slug)),
                category.version);
    }
}
