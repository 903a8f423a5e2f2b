package dev.octavo.post;

import dev.octavo.http.InvalidField;
import dev.octavo.http.Problem;
import java.util.List;

/** The slug was asked for by name, and readers may still come by it to another post. */
final class SlugRedirects extends Problem {
    SlugRedirects(String slug) {
        super(
                409,
                "slug-redirects",
                "Another post has had the slug " + slug + ", which leads there. Add ?takeover=true to end that.",
                List.of(InvalidField.at("/slug", "redirects", "leads to another post")));
    }
}
