package dev.octavo.feed;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a site map as it comes, whether of pages or of site maps: both are a list of places with the time of their last change.
 *
 * @see <a href="https://www.sitemaps.org/protocol.html">Sitemaps 0.9</a>
 */
final class Sitemap {
    static final String TYPE = "application/xml";

    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;
    private final String place;

    private Sitemap(OutputStream to, String list, String place) throws XMLStreamException {
        this.xml = XML.createXMLStreamWriter(to, StandardCharsets.UTF_8.name());
        this.place = place;
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement(list);
        xml.writeDefaultNamespace(NAMESPACE);
    }

    static Sitemap ofPages(OutputStream to) throws XMLStreamException {
        return new Sitemap(to, "urlset", "url");
    }

    static Sitemap ofSitemaps(OutputStream to) throws XMLStreamException {
        return new Sitemap(to, "sitemapindex", "sitemap");
    }

    void add(String address, Instant changedAt) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(place);
        write("loc", address);
        write("lastmod", changedAt.truncatedTo(ChronoUnit.SECONDS).toString());
        xml.writeEndElement();
    }

    private void write(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** Without it a reader sees that something is missing. */
    void end() throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.flush();
    }
}
