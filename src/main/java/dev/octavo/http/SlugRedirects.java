package dev.octavo.http;

import java.util.List;

/** The slug was asked for by name, and readers may still come by it to something else. */
public final class SlugRedirects extends Problem {
    /**
     * @param kind of what it leads to, such as {@code post}
     */
    public SlugRedirects(String kind, String slug) {
        super(
                409,
                "slug-redirects",
                "Another %s has had the slug %s, which leads there. Add ?takeover=true to end that."
                        .formatted(kind, slug),
                List.of(InvalidField.at("/slug", "redirects", "leads to another " + kind)));
    }
}
