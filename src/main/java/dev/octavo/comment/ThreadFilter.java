package dev.octavo.comment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.http.Field;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.http.Sort.Key;
import dev.octavo.http.Type;
import dev.octavo.post.Post;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The order of the threads under a post. Within a thread replies follow what they answer, the oldest first. */
public record ThreadFilter(
        @QueryParam("sort")
        @DefaultValue("createdAt")
        @Parameter(description = "Which thread comes first: the oldest, or the newest")
        Order sort) {

    /** What {@code sort} takes. */
    @Schema(name = "ThreadOrder")
    public enum Order {
        @JsonProperty("createdAt")
        OLDEST_FIRST,
        @JsonProperty("-createdAt")
        NEWEST_FIRST
    }

    private static final Key NEWEST_THREAD = new Key(Field.of("rootId", Type.ID), true);
    private static final Key PLACE = new Key(Field.of("path", Type.NAME), false);

    /** Approved comments, and those that approved ones answer. A branch is a range of paths: '0' comes next after '/'. */
    private static final String SHOWN = """
            row.status = APPROVED or exists (
              select 1 from Comment reply
              where reply.post = row.post and reply.status = APPROVED
                and reply.path > concat(row.path, '/') and reply.path < concat(row.path, '0'))""";

    Listing<Comment> select(Post post) {
        var order = sort == Order.OLDEST_FIRST ? List.of(PLACE) : List.of(NEWEST_THREAD, PLACE);
        return new Listing<>(Comment.class, CommentColumns.JOINS, new Sort(order))
                .where("row.post = :post", "post", post)
                .where(SHOWN);
    }
}
