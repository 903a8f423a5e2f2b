package dev.octavo.post;

import dev.octavo.tag.TagName;
import java.util.List;
import java.util.Map;

/** The part of a post that is versioned: what a revision keeps, and what publication shows. */
record PostContent(
        String title,
        String body,
        Format format,
        String excerpt,
        String canonicalUrl,
        Map<String, Object> meta,
        List<TagName> tags) {

    PostContent withExcerpt(String given) {
        return new PostContent(title, body, format, given, canonicalUrl, meta, tags);
    }

    PostContent withTags(List<TagName> canonical) {
        return new PostContent(title, body, format, excerpt, canonicalUrl, meta, canonical);
    }

    Rendering rendered() {
        return Rendering.of(format, body);
    }
}
