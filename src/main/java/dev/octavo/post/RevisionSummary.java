package dev.octavo.post;

import dev.octavo.account.AuthorView;
import dev.octavo.account.Viewer;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A revision in a list: all but what the post said. */
@Schema(additionalProperties = Schema.False.class)
public record RevisionSummary(
        @Schema(required = true) UUID id,

        @Schema(
                required = true,
                description = "What it is to the post now: what readers see, what was saved last, or neither")
        PostView.Version version,

        @Schema(required = true, description = "Who saved it")
        AuthorView author,

        @Schema(required = true) Instant createdAt,

        @Schema(required = true, nullable = true, description = "Why it was saved")
        String note,

        @Schema(required = true, nullable = true) String name,

        @Schema(required = true, description = "Whether it is kept for ever")
        boolean pinned,

        @Schema(required = true, minimum = "1", description = "Of the body, in bytes")
        int size,

        @Schema(required = true) Links links) {

    /** Where it stands, and what it has changed, as absolute-path references. */
    @Schema(name = "RevisionLinks", additionalProperties = Schema.False.class)
    public record Links(
            @Schema(required = true, format = "uri-reference")
            String self,

            @Schema(required = true, format = "uri-reference")
            String diff) {

        static Links of(PostRevision revision, Viewer viewer) {
            var self = viewer.link(PostResource.PATH + "/" + revision.post.id + "/revisions/" + revision.id);
            return new Links(self, self + "/diff");
        }
    }

    static RevisionSummary of(PostRevision revision, Viewer viewer) {
        return new RevisionSummary(
                revision.id,
                revision.is(viewer.now()),
                AuthorView.of(revision.author),
                revision.createdAt,
                revision.note,
                revision.name,
                revision.pinned,
                revision.size,
                Links.of(revision, viewer));
    }
}
