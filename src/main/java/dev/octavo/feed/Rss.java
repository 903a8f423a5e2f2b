package dev.octavo.feed;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Content;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import dev.octavo.account.Viewer;
import dev.octavo.http.Document;
import java.util.Date;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;

/**
 * A feed as RSS 2.0. Names stand in {@code dc:creator}, because RSS's own {@code author} is an e-mail.
 *
 * @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
 * @see <a href="https://www.rssboard.org/rss-profile">RSS Best Practices Profile</a>
 */
final class Rss {
    static final String TYPE = "application/rss+xml";
    static final String FILE = "feed.xml";

    private static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");

    private Rss() {}

    static Document of(Feed feed, Viewer viewer) throws FeedException {
        var channel = new Channel("rss_2.0");
        channel.setTitle(Xml.text(feed.title()));
        channel.setDescription(Xml.text(feed.description() == null ? feed.title() : feed.description()));
        channel.setLink(feed.page() == null ? viewer.address("/") : feed.page());
        channel.setLanguage(feed.language());
        channel.setLastBuildDate(Date.from(feed.updated()));
        channel.setItems(feed.entries().stream().map(Rss::item).toList());
        var self = new Element("link", ATOM)
                .setAttribute("rel", "self")
                .setAttribute("type", TYPE)
                .setAttribute("href", viewer.address(feed.path() + "/" + FILE));
        channel.setForeignMarkup(List.of(self));
        return Xml.written(new WireFeedOutput().outputJDom(channel));
    }

    private static Item item(Entry entry) {
        var item = new Item();
        item.setTitle(Xml.text(entry.title()));
        item.setLink(entry.link());
        item.setGuid(guid(entry));
        item.setPubDate(Date.from(entry.published()));
        item.setCategories(
                entry.tags().stream().map(tag -> category(tag.name())).toList());
        if (entry.summary() != null) {
            item.setDescription(description(entry.summary()));
        }
        item.setContent(content(entry.html()));
        DCModule names = new DCModuleImpl();
        names.setCreators(
                entry.authors().stream().map(author -> Xml.text(author.name())).toList());
        item.setModules(List.of(names));
        return item;
    }

    private static Guid guid(Entry entry) {
        var guid = new Guid();
        guid.setValue(entry.urn());
        guid.setPermaLink(false);
        return guid;
    }

    private static Category category(String name) {
        var category = new Category();
        category.setValue(Xml.text(name));
        return category;
    }

    private static Description description(String summary) {
        var description = new Description();
        // Readers take it for HTML, and a summary is plain text.
        description.setValue(
                Xml.text(summary).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        return description;
    }

    private static Content content(String html) {
        var content = new Content();
        content.setType(Content.HTML);
        content.setValue(Xml.text(html));
        return content;
    }
}
