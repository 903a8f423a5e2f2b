package dev.octavo.post;

import com.ibm.icu.text.BreakIterator;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What is made of a body when it is saved, so that reading costs nothing.
 *
 * @param image the first, as it is referred to; null without one
 */
public record Rendering(String html, String excerpt, int readingMinutes, List<Heading> toc, String image) {
    private static final int WORDS_A_MINUTE = 200;
    private static final int EXCERPT_LENGTH = 200;

    /**
     * @throws InvalidInput if the body is nested too deep
     */
    public static Rendering of(Format format, String body) {
        var document = Jsoup.parseBodyFragment(Markup.article(format, body));
        document.outputSettings().prettyPrint(false);
        var toc = nameHeadings(document);
        var image = document.selectFirst("img[src~=.]");
        return new Rendering(
                document.body().html(),
                excerpt(document),
                readingMinutes(document.text()),
                toc,
                image == null ? null : image.attr("src"));
    }

    private static List<Heading> nameHeadings(Document document) {
        var headings = new ArrayList<Heading>();
        var taken = new HashSet<String>();
        var numbers = new HashMap<String, Integer>();
        for (var element : document.select("h1, h2, h3, h4, h5, h6")) {
            var slug = Slug.of(element.text());
            var base = slug.isEmpty() ? "section" : slug;
            var id = base;
            while (!taken.add(id)) {
                id = base + "-" + numbers.merge(base, 2, (number, two) -> number + 1);
            }
            element.attr("id", id);
            headings.add(new Heading(element.normalName().charAt(1) - '0', element.text(), id));
        }
        return headings;
    }

    private static String excerpt(Document document) {
        var text = new StringBuilder();
        for (var paragraph : document.select("p")) {
            text.append(text.isEmpty() ? "" : " ").append(paragraph.text());
            if (text.length() > EXCERPT_LENGTH) {
                break;
            }
        }
        return shortened(text.isEmpty() ? document.text() : text.toString());
    }

    private static String shortened(String text) {
        if (text.length() <= EXCERPT_LENGTH) {
            return text;
        }
        var end = lastBreak(BreakIterator.getLineInstance(Locale.ROOT), text);
        return text.substring(0, end > 0 ? end : lastBreak(BreakIterator.getCharacterInstance(Locale.ROOT), text))
                        .strip()
                + "…";
    }

    private static int lastBreak(BreakIterator breaks, String text) {
        breaks.setText(text);
        return breaks.preceding(EXCERPT_LENGTH);
    }

    /** At 200 words a minute; ICU also knows the words of scripts that put no blanks between them. */
    private static int readingMinutes(String text) {
        var iterator = BreakIterator.getWordInstance(Locale.ROOT);
        iterator.setText(text);
        var words = 0;
        while (iterator.next() != BreakIterator.DONE) {
            if (iterator.getRuleStatus() != BreakIterator.WORD_NONE) {
                words++;
            }
        }
        return Math.max(1, Math.ceilDiv(words, WORDS_A_MINUTE));
    }
}
