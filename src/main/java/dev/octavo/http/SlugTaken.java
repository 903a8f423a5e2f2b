package dev.octavo.http;

import java.util.List;

/** The slug was asked for by name, so that no other can be given instead. */
public final class SlugTaken extends Problem {
    /**
     * @param kind of what has it, such as {@code post}
     */
    public SlugTaken(String kind, String slug) {
        super(
                409,
                "slug-taken",
                "Another %s has the slug %s.".formatted(kind, slug),
                List.of(InvalidField.at("/slug", "taken", "belongs to another " + kind)));
    }
}
