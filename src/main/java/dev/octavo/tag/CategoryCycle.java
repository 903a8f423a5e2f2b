package dev.octavo.tag;

import dev.octavo.http.InvalidField;
import dev.octavo.http.Problem;
import java.util.List;

/** A category would be below itself. */
final class CategoryCycle extends Problem {
    CategoryCycle() {
        super(
                409,
                "category-cycle",
                "A category cannot be moved below itself.",
                List.of(InvalidField.at("/parent", "cycle", "is this category, or below it")));
    }
}
