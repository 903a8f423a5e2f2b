package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.account.AuthorView;
import dev.octavo.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A preview as those see it who may edit the post: without its URL. */
@Schema(name = "Preview", additionalProperties = Schema.False.class)
public record PreviewView(
        @Schema(required = true) UUID id,

        @Schema(required = true, nullable = true, description = "Null for what was saved last, whenever it is read")
        UUID revision,

        @Schema(required = true) boolean singleUse,
        @Schema(required = true) AuthorView author,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant expiresAt,

        @Schema(required = true, nullable = true, description = "When it was read first")
        Instant usedAt)
        implements Versioned {

    static PreviewView of(Preview preview) {
        return new PreviewView(
                preview.id,
                preview.revision == null ? null : preview.revision.id,
                preview.singleUse,
                AuthorView.of(preview.author),
                preview.createdAt,
                preview.expiresAt,
                preview.usedAt);
    }

    @Override
    public long entityVersion() {
        return usedAt == null ? 0 : 1;
    }

    /** In the one answer that made it. */
    @Schema(name = "PreviewWithUrl", additionalProperties = Schema.False.class)
    public record WithUrl(
            @Schema(required = true) UUID id,

            @Schema(
                    required = true,
                    format = "uri",
                    description =
                            "Holds the secret, which is shown once. A plain GET from anywhere answers with the post",
                    examples = "https://cms.example.org/api/v1/previews/…")
            String url,

            @Schema(required = true) Instant expiresAt,
            @JsonIgnore @Schema(hidden = true) long entityVersion)
            implements Versioned {

        static WithUrl of(Preview preview, String url) {
            return new WithUrl(preview.id, url, preview.expiresAt, 0);
        }
    }
}
