package dev.octavo.tag;

import dev.octavo.http.Problem;
import jakarta.ws.rs.core.Response.Status;

/** What is below it would be nowhere. */
final class CategoryNotEmpty extends Problem {
    CategoryNotEmpty() {
        super(Status.CONFLICT, "category-not-empty", "There are categories below it: move or end them first.");
    }
}
