package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.octavo.account.Viewer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a post and what belongs to it stand, as absolute-path references. */
@Schema(additionalProperties = Schema.False.class)
public record PostLinks(
        @Schema(required = true, format = "uri-reference") String self,
        @Schema(required = true, format = "uri-reference") String comments,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(format = "uri-reference", description = "For those who may edit the post")
        String revisions,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(format = "uri-reference", description = "What is to come, for those who may edit the post")
        String schedules) {

    static PostLinks of(Post post, Viewer viewer) {
        var self = viewer.link(PostResource.PATH + "/" + post.id);
        var editable = post.isEditableBy(viewer);
        return new PostLinks(
                self, self + "/comments", editable ? self + "/revisions" : null, editable ? self + "/schedules" : null);
    }
}
