package dev.octavo.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who may hear of an event. */
@Schema(name = "EventVisibility")
public enum Visibility {
    /** Readers notice it. */
    @JsonProperty("public")
    PUBLIC,
    /** Editors, and the author of the post. */
    @JsonProperty("editors")
    EDITORS,
    @JsonProperty("admins")
    ADMINS;

    /** Of what readers see, or of what only those see who look after it. */
    public static Visibility of(boolean seenByReaders) {
        return seenByReaders ? PUBLIC : EDITORS;
    }
}
