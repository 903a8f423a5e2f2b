package dev.octavo.feed;

import dev.octavo.account.AccountRef;
import dev.octavo.account.Viewer;
import dev.octavo.comment.CommentView;
import dev.octavo.http.Moved;
import dev.octavo.http.NotFound;
import dev.octavo.post.Post;
import dev.octavo.post.PostRef;
import dev.octavo.post.PostSummary;
import dev.octavo.post.PublishedPost;
import dev.octavo.site.Site;
import dev.octavo.tag.Tag;
import dev.octavo.tag.TagName;
import dev.octavo.tag.TermRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What there are feeds of. They show what readers see, whoever asks: who reads a feed is a program, which hands it on. */
@ApplicationScoped
class Feeds {
    private static final int LENGTH = 20;

    private final Viewer viewer;

    Feeds(Viewer viewer) {
        this.viewer = viewer;
    }

    Feed ofSite() {
        var site = Site.current();
        return posts(null, site.description(), "", site.home(), PublishedPost.newest(viewer, null, null, LENGTH), site);
    }

    /**
     * @throws NotFound if readers see no post that has it
     * @throws Moved if it was its slug once
     */
    Feed ofTag(TermRef ref) {
        var site = Site.current();
        var posts = PublishedPost.newest(viewer, ref.slug(), null, LENGTH);
        var tag = posts.stream()
                .flatMap(post -> post.post().tags().stream())
                .filter(found -> found.slug().equals(ref.slug()))
                .findFirst()
                .orElseThrow(() -> missing(ref, posts));
        return posts(tag.name(), null, "/tags/" + tag.slug(), site.tagUrl(tag.slug()), posts, site);
    }

    /**
     * @throws NotFound if readers see no post that is theirs
     */
    Feed ofAuthor(AccountRef ref) {
        var site = Site.current();
        // By name only, and not by the one that stands for whoever asks.
        var posts = ref.id() != null || ref.username().equals("me")
                ? List.<PublishedPost>of()
                : PublishedPost.newest(viewer, null, ref.username(), LENGTH);
        var author = posts.stream()
                .flatMap(post -> post.post().authors().stream())
                .filter(found -> found.username().equals(ref.username()))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no author " + ref + "."));
        return posts(
                author.name(), null, "/authors/" + author.username(), site.authorUrl(author.username()), posts, site);
    }

    /** What is said under a post. */
    Feed ofComments(PostRef ref) {
        var site = Site.current();
        var found = Post.visibleTo(Viewer.acting(null, viewer.now()), ref);
        var post = PostSummary.of(found, viewer);
        return new Feed(
                title(site, post.title()),
                post.excerpt(),
                site.language(),
                "/posts/" + post.id() + "/comments",
                post.url(),
                post.publishedAt(),
                CommentView.newest(found, viewer, LENGTH).stream()
                        .map(comment -> Entry.of(comment, post.url(), site))
                        .toList());
    }

    /** Posts are found by a slug that their tag had, too. */
    private static RuntimeException missing(TermRef ref, List<PublishedPost> posts) {
        var former = new TagName(ref.slug(), ref.slug());
        return posts.isEmpty()
                ? new NotFound("There is no tag " + ref + ".")
                : new Moved("tags", Tag.canonical(List.of(former)).getFirst().slug());
    }

    private static Feed posts(
            String of, String description, String path, String page, List<PublishedPost> posts, Site site) {
        return new Feed(
                title(site, of),
                description,
                site.language(),
                path,
                page,
                Instant.EPOCH,
                posts.stream().map(post -> Entry.of(post, site)).toList());
    }

    /** Without a word of ours, which would be of another language than the site's. */
    private static String title(Site site, String of) {
        return of == null ? site.title() : site.title() + ": " + of;
    }
}
