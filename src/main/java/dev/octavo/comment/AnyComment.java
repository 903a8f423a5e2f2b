package dev.octavo.comment;

import dev.octavo.http.Versioned;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A comment as whoever asks may see it. */
@Schema(anyOf = {CommentView.class, CommentForModerator.class})
sealed interface AnyComment extends Versioned permits CommentView, CommentForModerator {}
