package dev.octavo.post;

import dev.octavo.account.Viewer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What posts show of their comments. */
public interface PostComments {
    /** The newest that readers see under each of these posts, with one statement however many they are. */
    Map<UUID, List<Item>> newest(List<UUID> posts, Viewer viewer);

    /** What one of them is. */
    Class<? extends Item> view();

    /** One of them. */
    @Schema(name = "PostComment", ref = "#/components/schemas/CommentView")
    interface Item {}
}
