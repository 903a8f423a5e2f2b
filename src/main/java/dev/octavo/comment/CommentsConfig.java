package dev.octavo.comment;

import dev.octavo.site.Moderation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "octavo.comments")
interface CommentsConfig {
    /**
     * Whose comments wait for a moderator, unless the site or the post says otherwise: {@code guests}, {@code all},
     * {@code first-comment}, {@code none}, {@code members-only}.
     */
    @WithDefault("guests")
    Moderation moderation();
}
