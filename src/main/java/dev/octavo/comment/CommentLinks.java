package dev.octavo.comment;

import dev.octavo.account.Viewer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a comment and its post stand, as absolute-path references. */
@Schema(additionalProperties = Schema.False.class)
public record CommentLinks(
        @Schema(required = true, format = "uri-reference") String self,
        @Schema(required = true, format = "uri-reference") String post) {

    static CommentLinks of(Comment comment, Viewer viewer) {
        return new CommentLinks(
                viewer.link(CommentResource.PATH + "/" + comment.id), viewer.link("/api/v1/posts/" + comment.post.id));
    }
}
