package dev.octavo.comment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a comment can be changed. */
@Schema(additionalProperties = Schema.False.class)
record CommentEdit(
        @NotBlank @Size(max = NewComment.MAX_LENGTH) @Schema(description = "Markdown", examples = "Well said.")
        String body,

        @NotNull @Schema(description = "For moderators") CommentStatus status) {}
