package dev.octavo.post;

import dev.octavo.account.Viewer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a post and what belongs to it stand, as absolute-path references. */
@Schema(additionalProperties = Schema.False.class)
public record PostLinks(
        @Schema(required = true, format = "uri-reference") String self,
        @Schema(required = true, format = "uri-reference") String comments) {

    static PostLinks of(Post post, Viewer viewer) {
        var self = viewer.link(PostResource.PATH + "/" + post.id);
        return new PostLinks(self, self + "/comments");
    }
}
