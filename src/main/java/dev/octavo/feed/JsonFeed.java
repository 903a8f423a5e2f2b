package dev.octavo.feed;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.account.Viewer;
import dev.octavo.http.Versioned;
import dev.octavo.tag.TagName;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A feed as JSON, written by hand: no library that is kept writes it, and Jackson is all it takes.
 *
 * @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
 */
@Schema(additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JsonFeed(
        @Schema(required = true, examples = "https://jsonfeed.org/version/1.1")
        String version,

        @Schema(required = true, examples = "Notes on printing")
        String title,

        @JsonProperty("home_page_url")
        @Schema(format = "uri", description = "By the patterns of the site, if it has any")
        String homePageUrl,

        @JsonProperty("feed_url") @Schema(required = true, format = "uri")
        String feedUrl,

        String description,

        @Schema(required = true, description = "As a language tag (BCP 47)", examples = "en")
        String language,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(required = true, maxItems = 20, description = "The newest first")
        List<Item> items)
        implements Versioned {
    static final String TYPE = "application/feed+json";
    static final String FILE = "feed.json";

    /** A post or a comment. */
    @Schema(name = "JsonFeedItem", additionalProperties = Schema.False.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Item(
            @Schema(
                    required = true,
                    description = "Stays whatever changes",
                    examples = "urn:uuid:01999999-9999-7000-8000-000000000001")
            String id,

            @Schema(
                    format = "uri",
                    description = "Its page, by the pattern of the site; without one its `canonicalUrl`, if it has one")
            String url,

            @JsonProperty("external_url")
            @Schema(format = "uri", description = "Where a post stood first, if that is another page")
            String externalUrl,

            @Schema(required = true, description = "Of a comment, who said it")
            String title,

            @JsonProperty("content_html")
            @JsonInclude(JsonInclude.Include.ALWAYS)
            @Schema(
                    required = true,
                    description = "Rendered and safe to show; links and images are absolute where there is a `url`")
            String contentHtml,

            String summary,

            @JsonProperty("date_published") @Schema(required = true)
            Instant datePublished,

            @JsonProperty("date_modified") @Schema(required = true)
            Instant dateModified,

            @Schema(required = true) List<Author> authors,
            List<String> tags) {

        static Item of(Entry entry) {
            return new Item(
                    entry.urn(),
                    entry.link(),
                    entry.canonical(),
                    entry.title(),
                    entry.html(),
                    entry.summary(),
                    entry.published(),
                    entry.updated(),
                    entry.authors().stream()
                            .map(author -> new Author(author.name(), author.url()))
                            .toList(),
                    entry.tags().stream().map(TagName::name).toList());
        }
    }

    /** Who wrote it. */
    @Schema(name = "JsonFeedAuthor", additionalProperties = Schema.False.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Author(
            @Schema(required = true) String name,
            @Schema(format = "uri") String url) {}

    static JsonFeed of(Feed feed, Viewer viewer) {
        return new JsonFeed(
                "https://jsonfeed.org/version/1.1",
                feed.title(),
                feed.page(),
                viewer.address(feed.path() + "/" + FILE),
                feed.description(),
                feed.language(),
                feed.entries().stream().map(Item::of).toList());
    }

    @Override
    @JsonIgnore
    @Schema(hidden = true)
    public long entityVersion() {
        return 0;
    }
}
