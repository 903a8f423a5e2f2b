package dev.octavo.feed;

import dev.octavo.account.AuthorView;
import dev.octavo.comment.CommentAuthor;
import dev.octavo.comment.CommentView;
import dev.octavo.post.PublishedPost;
import dev.octavo.site.Site;
import dev.octavo.tag.TagName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;

/**
 * A post or a comment in a feed.
 *
 * @param link its page; null if it has none
 * @param canonical where it stood first, if that is another page
 * @param summary null if there is no other than its text
 */
record Entry(
        UUID id,
        String link,
        String canonical,
        String title,
        String summary,
        String html,
        List<Person> authors,
        List<TagName> tags,
        Instant published,
        Instant updated) {

    /** Somebody who wrote something, and their page, or null. */
    record Person(String name, String url) {
        static Person of(AuthorView author, Site site) {
            return new Person(author.name(), site.authorUrl(author.username()));
        }

        static Person of(CommentAuthor author, Site site) {
            return new Person(
                    author.name(), author.username() == null ? author.url() : site.authorUrl(author.username()));
        }
    }

    static Entry of(PublishedPost published, Site site) {
        var post = published.post();
        var canonical = post.canonicalUrl();
        var link = post.url() == null ? canonical : post.url();
        return new Entry(
                post.id(),
                link,
                canonical == null || canonical.equals(link) ? null : canonical,
                post.title(),
                post.excerpt(),
                absolute(published.html(), link),
                post.authors().stream().map(author -> Person.of(author, site)).toList(),
                post.tags(),
                post.publishedAt(),
                later(post.publishedAt(), post.updatedAt()));
    }

    /** Named after who said it, as a comment has no title. */
    static Entry of(CommentView comment, String page, Site site) {
        var author = Person.of(comment.author(), site);
        return new Entry(
                comment.id(),
                page,
                null,
                author.name(),
                null,
                absolute(comment.html(), page),
                List.of(author),
                List.of(),
                comment.createdAt(),
                comment.updatedAt());
    }

    /** The same however often the post is renamed, and wherever its site moves (RFC 9562, section 4). */
    String urn() {
        return "urn:uuid:" + id;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Where a text is read from a feed, nobody knows what its links and images are relative to. */
    private static String absolute(String html, String page) {
        if (page == null) {
            return html;
        }
        var document = Jsoup.parseBodyFragment(html, page);
        document.outputSettings().prettyPrint(false);
        for (var attribute : List.of("href", "src")) {
            for (var element : document.select("[" + attribute + "]")) {
                var absolute = element.absUrl(attribute);
                if (!absolute.isEmpty()) {
                    element.attr(attribute, absolute);
                }
            }
        }
        return document.body().html();
    }
}
