package dev.octavo.post;

import dev.octavo.http.InvalidField;
import dev.octavo.http.Problem;
import java.util.List;

/** The slug was asked for by name, so that no other can be given instead. */
final class SlugTaken extends Problem {
    SlugTaken(String slug) {
        super(
                409,
                "slug-taken",
                "Another post has the slug " + slug + ".",
                List.of(InvalidField.at("/slug", "taken", "belongs to another post")));
    }
}
