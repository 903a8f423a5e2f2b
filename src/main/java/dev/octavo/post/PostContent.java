package dev.octavo.post;

import dev.octavo.tag.TagName;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The part of a post that is versioned: what a revision keeps, and what publication shows. */
@Schema(additionalProperties = Schema.False.class)
record PostContent(
        @Schema(required = true) String title,
        @Schema(required = true) String body,
        @Schema(required = true) Format format,

        @Schema(required = true, nullable = true, description = "Null if it is the beginning of the text")
        String excerpt,

        @Schema(required = true, nullable = true) String canonicalUrl,

        @Schema(required = true, nullable = true, description = "Null if nothing is set")
        Seo seo,

        @Schema(required = true) Map<String, Object> meta,
        @Schema(required = true) List<TagName> tags) {

    PostContent {
        seo = Seo.NOTHING.equals(seo) ? null : seo;
    }

    Seo seoOrNothing() {
        return seo == null ? Seo.NOTHING : seo;
    }

    String excerptOr(Rendering rendering) {
        return excerpt == null ? rendering.excerpt() : excerpt;
    }

    PostContent withExcerpt(String given) {
        return new PostContent(title, body, format, given, canonicalUrl, seo, meta, tags);
    }

    PostContent withTags(List<TagName> canonical) {
        return new PostContent(title, body, format, excerpt, canonicalUrl, seo, meta, canonical);
    }

    Rendering rendered() {
        return Rendering.of(format, body);
    }
}
