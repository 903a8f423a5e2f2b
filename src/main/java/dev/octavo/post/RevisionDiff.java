package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.http.Versioned;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one revision says otherwise than another, property by property. */
@Schema(additionalProperties = Schema.False.class)
public record RevisionDiff(
        @Schema(required = true, nullable = true, description = "The revision before; null before the first")
        UUID from,

        @Schema(required = true) UUID to,

        @Schema(required = true, description = "Of each property that differs")
        List<Change> changes)
        implements Versioned {

    private static final Set<String> TEXTS = Set.of("title", "excerpt", "body");

    /** A property that differs. */
    @Schema(
            name = "RevisionChange",
            anyOf = {TextChange.class, ValueChange.class})
    sealed interface Change {}

    /** A title, an excerpt or a body: what was left out, put in and kept, in order. */
    @Schema(name = "TextChange", additionalProperties = Schema.False.class)
    record TextChange(
            @Schema(required = true, examples = "body") String property,
            @Schema(required = true) List<TextDiff.Segment> segments)
            implements Change {}

    /** Anything else: what it was, and what it is. */
    @Schema(name = "ValueChange", additionalProperties = Schema.False.class)
    record ValueChange(
            @Schema(required = true, examples = "tags") String property,
            @Schema(required = true, nullable = true) Object before,
            @Schema(required = true, nullable = true) Object after)
            implements Change {}

    /**
     * @param from null for nothing
     */
    static RevisionDiff of(PostRevision from, PostRevision to) {
        var changes = new ArrayList<Change>();
        var one = from == null ? null : from.content();
        var other = to.content();
        for (var property : PostContent.class.getRecordComponents()) {
            var before = one == null ? null : value(property, one);
            var after = value(property, other);
            if (!Objects.equals(before, after)) {
                changes.add(
                        TEXTS.contains(property.getName())
                                ? new TextChange(property.getName(), TextDiff.of(text(before), text(after)))
                                : new ValueChange(property.getName(), before, after));
            }
        }
        return new RevisionDiff(from == null ? null : from.id, to.id, changes);
    }

    private static Object value(RecordComponent property, PostContent content) {
        try {
            return property.getAccessor().invoke(content);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object value) {
        return Objects.toString(value, "");
    }

    @Override
    @JsonIgnore
    @Schema(hidden = true)
    public long entityVersion() {
        return 0;
    }
}
