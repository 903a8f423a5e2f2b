package dev.octavo.feed;

import dev.octavo.http.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jdom2.output.Format;
import org.jdom2.output.XMLOutputter;

/** What is written as XML 1.0. */
final class Xml {
    private Xml() {}

    /** Without the control characters that a text may hold and XML cannot, not even escaped (XML 1.0, section 2.2). */
    static String text(String text) {
        return text == null
                ? null
                : text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
    }

    static Document written(org.jdom2.Document document) {
        var bytes = new ByteArrayOutputStream();
        try {
            new XMLOutputter(Format.getRawFormat().setLineSeparator("\n")).output(document, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Document(bytes.toByteArray());
    }
}
