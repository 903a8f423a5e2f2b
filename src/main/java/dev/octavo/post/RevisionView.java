package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.account.AuthorView;
import dev.octavo.account.Viewer;
import dev.octavo.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A revision, whole. */
@Schema(additionalProperties = Schema.False.class)
public record RevisionView(
        @Schema(required = true) UUID id,
        @Schema(required = true) PostView.Version version,
        @Schema(required = true) AuthorView author,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true, nullable = true) String note,
        @Schema(required = true, nullable = true) String name,
        @Schema(required = true) boolean pinned,
        @Schema(required = true, minimum = "1") int size,

        @Schema(required = true, description = "What the post said")
        PostContent content,

        @Schema(required = true, description = "The body, rendered and safe to show")
        String html,

        @Schema(required = true) RevisionSummary.Links links,
        @JsonIgnore @Schema(hidden = true) long entityVersion)
        implements Versioned {

    static RevisionView of(PostRevision revision, Viewer viewer) {
        return new RevisionView(
                revision.id,
                revision.is(viewer.now()),
                AuthorView.of(revision.author),
                revision.createdAt,
                revision.note,
                revision.name,
                revision.pinned,
                revision.size,
                revision.content(),
                revision.rendered().html(),
                RevisionSummary.Links.of(revision, viewer),
                revision.version);
    }
}
