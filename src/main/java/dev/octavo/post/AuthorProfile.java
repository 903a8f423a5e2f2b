package dev.octavo.post;

import dev.octavo.account.Viewer;
import dev.octavo.http.Versioned;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody who wrote what readers see, as readers see them. */
@Schema(additionalProperties = Schema.False.class)
public record AuthorProfile(
        @Schema(required = true, examples = "admin") String username,
        @Schema(required = true, examples = "Ada Lovelace") String name,

        @Schema(required = true, minimum = "1", description = "How many posts readers see in lists")
        long postCount,

        @Schema(required = true) Links links)
        implements Versioned {

    /** Where an author and their posts stand, as absolute-path references. */
    @Schema(name = "AuthorLinks", additionalProperties = Schema.False.class)
    public record Links(
            @Schema(required = true, format = "uri-reference")
            String self,

            @Schema(required = true, format = "uri-reference", examples = "/api/v1/posts?author=admin")
            String posts) {}

    /** What the database knows of an author. */
    record Row(String username, String name, long postCount) {}

    static AuthorProfile of(Row author, Viewer viewer) {
        return new AuthorProfile(
                author.username,
                author.name,
                author.postCount,
                new Links(
                        viewer.link(AuthorResource.PATH + "/" + author.username),
                        viewer.link(PostResource.PATH + "?author=" + author.username)));
    }

    /** Those of them whose posts readers see, with one statement however many they are. */
    static List<Row> among(List<String> usernames, Instant now) {
        return Post.getEntityManager()
                .createQuery("""
                        select author.username, author.name, count(*) from Post post join post.authors author
                        where author.username in :usernames and %s
                        group by author.username, author.name
                        """.formatted(PostStatus.listed("post")), Row.class)
                .setParameter("usernames", usernames)
                .setParameter("now", now)
                .getResultList();
    }

    @Override
    public long entityVersion() {
        return 0;
    }
}
