package dev.octavo.post;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a page that shows a post says of it in its head: what its author has set, or what follows from the rest. */
@Schema(additionalProperties = Schema.False.class)
public record PostHead(
        @Schema(required = true, description = "`seo.title`, or the title")
        String title,

        @Schema(required = true, description = "`seo.description`, or the excerpt")
        String description,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "`seo.image`, or the first image of the text; one that is relative counts from `url`, and not without it")
        String image,

        @Schema(required = true, nullable = true, description = "`canonicalUrl`, or `url`")
        String canonical) {

    static PostHead of(PostContent content, Rendering rendering, String url) {
        var seo = content.seoOrNothing();
        return new PostHead(
                seo.title() == null ? content.title() : seo.title(),
                seo.description() == null ? content.excerptOr(rendering) : seo.description(),
                seo.image() == null ? absolute(rendering.image(), url) : seo.image(),
                content.canonicalUrl() == null ? url : content.canonicalUrl());
    }

    private static String absolute(String image, String url) {
        if (image == null || image.matches(NewPost.URL)) {
            return image;
        }
        try {
            return url == null ? null : URI.create(url).resolve(image).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
