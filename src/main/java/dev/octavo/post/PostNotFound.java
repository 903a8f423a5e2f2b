package dev.octavo.post;

import dev.octavo.http.NotFound;

/** No such post, or none that this caller may see. */
final class PostNotFound extends NotFound {
    PostNotFound(PostRef ref) {
        super("There is no post " + ref + " that you may see.");
    }
}
