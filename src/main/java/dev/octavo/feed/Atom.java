package dev.octavo.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import dev.octavo.account.Viewer;
import dev.octavo.http.Document;
import dev.octavo.tag.TagName;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.jdom2.Namespace;

/**
 * A feed as Atom 1.0. Its id is its address: whoever subscribes to it under another name of the server has another feed, with the
 * same entries.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287</a>
 */
final class Atom {
    static final String TYPE = "application/atom+xml";
    static final String FILE = "atom.xml";

    private Atom() {}

    static Document of(Feed feed, Viewer viewer) throws FeedException {
        var self = viewer.address(feed.path() + "/" + FILE);
        var atom = new com.rometools.rome.feed.atom.Feed("atom_1.0");
        atom.setId(self);
        atom.setTitle(Xml.text(feed.title()));
        if (feed.description() != null) {
            atom.setSubtitle(text(Content.TEXT, feed.description()));
        }
        atom.setUpdated(Date.from(feed.updated()));
        // The page comes last: some readers take the last link, whatever its relation.
        atom.setOtherLinks(Stream.concat(Stream.of(link("self", self, TYPE)), alternate(feed.page()).stream())
                .toList());
        atom.setEntries(feed.entries().stream().map(Atom::entry).toList());
        var document = new WireFeedOutput().outputJDom(atom);
        document.getRootElement().setAttribute("lang", feed.language(), Namespace.XML_NAMESPACE);
        return Xml.written(document);
    }

    private static com.rometools.rome.feed.atom.Entry entry(Entry entry) {
        var atom = new com.rometools.rome.feed.atom.Entry();
        atom.setId(entry.urn());
        atom.setTitle(Xml.text(entry.title()));
        atom.setPublished(Date.from(entry.published()));
        atom.setUpdated(Date.from(entry.updated()));
        atom.setAlternateLinks(alternate(entry.link()));
        atom.setAuthors(entry.authors().stream().<SyndPerson>map(Atom::person).toList());
        atom.setCategories(entry.tags().stream().map(Atom::category).toList());
        if (entry.summary() != null) {
            atom.setSummary(text(Content.TEXT, entry.summary()));
        }
        atom.setContents(List.of(text(Content.HTML, entry.html())));
        return atom;
    }

    private static Person person(Entry.Person author) {
        var person = new Person();
        person.setName(Xml.text(author.name()));
        person.setUri(author.url());
        return person;
    }

    private static Category category(TagName tag) {
        var category = new Category();
        category.setTerm(tag.slug());
        category.setLabel(Xml.text(tag.name()));
        return category;
    }

    private static Content text(String type, String text) {
        var content = new Content();
        content.setType(type);
        content.setValue(Xml.text(text));
        return content;
    }

    private static List<Link> alternate(String page) {
        return page == null ? List.of() : List.of(link("alternate", page, "text/html"));
    }

    private static Link link(String relation, String address, String type) {
        var link = new Link();
        link.setRel(relation);
        link.setHref(address);
        link.setType(type);
        return link;
    }
}
