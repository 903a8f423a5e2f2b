package dev.octavo.comment;

import dev.octavo.http.InvalidField;
import dev.octavo.http.Problem;
import java.util.List;

/** Nobody replies to what readers do not see. */
final class ParentNotApproved extends Problem {
    ParentNotApproved() {
        super(
                409,
                "parent-not-approved",
                "Only an approved comment can be replied to.",
                List.of(InvalidField.at("/parent", "not-approved", "is not approved")));
    }
}
