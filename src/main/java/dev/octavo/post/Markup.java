package dev.octavo.post;

import dev.octavo.http.InvalidInput;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Markdown (CommonMark and GitHub's tables, task lists, strikethrough and autolinks) or HTML in, safe HTML out. */
public final class Markup {
    /** Counts the changes to what this makes of a text; what an older one made is made again. */
    public static final int RENDERER = 1;

    private static final int DEEPEST = 100;
    private static final int MOST_LINKS = 200_000;
    private static final int MOST_LINES = 10_000;
    private static final long MOST_STEPS = 200_000_000;

    private static final List<Extension> EXTENSIONS = List.of(
            (Parser.ParserExtension) parser -> parser.postProcessor(Markup::refuseBombs),
            AutolinkExtension.create(),
            StrikethroughExtension.create(),
            TablesExtension.create(),
            TaskListItemsExtension.create());
    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST).build();
    private static final HtmlRenderer RENDER = HtmlRenderer.builder()
            .extensions(EXTENSIONS.stream()
                    .filter(HtmlRenderer.HtmlRendererExtension.class::isInstance)
                    .toList())
            .build();

    private static final PolicyFactory PHRASES = new HtmlPolicyBuilder()
            .allowElements(
                    "p", "br", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "mark", "small", "kbd",
                    "samp", "var", "q")
            .allowElements("ul", "ol", "li", "blockquote", "pre", "code")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[\\w+#.-]{1,40}"))
            .onElements("code")
            .allowElements("a")
            .allowAttributes("href", "title")
            .onElements("a")
            .allowStandardUrlProtocols()
            .toFactory();

    private static final PolicyFactory BLOCKS = new HtmlPolicyBuilder()
            .allowElements(
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "dl",
                    "dt",
                    "dd",
                    "figure",
                    "figcaption",
                    "details",
                    "summary",
                    "cite",
                    "dfn",
                    "abbr",
                    "div",
                    "span")
            .allowWithoutAttributes("span")
            .allowAttributes("title")
            .onElements("abbr")
            .allowElements("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .allowAttributes("colspan", "rowspan")
            .matching(Pattern.compile("\\d{1,3}"))
            .onElements("th", "td")
            .allowElements("img")
            .allowAttributes("src", "alt", "title")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(Pattern.compile("\\d{1,5}"))
            .onElements("img")
            .allowElements((name, attributes) -> isCheckbox(attributes) ? name : null, "input")
            .allowAttributes("type", "checked", "disabled")
            .onElements("input")
            .allowStandardUrlProtocols()
            .toFactory();

    private static final PolicyFactory ARTICLE = PHRASES.and(BLOCKS);

    /** A guest's links earn nothing from search engines, and a guest's words look like nobody else's. */
    private static final PolicyFactory REMARK = PHRASES.and(new HtmlPolicyBuilder()
            .allowElements("a")
            .requireRelsOnLinks("nofollow", "ugc")
            .toFactory());

    private Markup() {}

    /** The HTML of a post. */
    static String article(Format format, String body) {
        return ARTICLE.sanitize(format == Format.HTML ? body : markdown(body));
    }

    /**
     * The HTML of a comment, written in Markdown.
     *
     * @throws InvalidInput if it is nested too deep to be rendered
     */
    public static String remark(String body) {
        return REMARK.sanitize(markdown(body));
    }

    private static String markdown(String body) {
        refuseEndless(body);
        try {
            return RENDER.render(PARSER.parse(body));
        } catch (StackOverflowError e) {
            // The parser recurses into emphasis before any hook of ours is asked; it keeps no state between texts.
            throw tooDeep();
        }
    }

    private static InvalidInput tooDeep() {
        return InvalidInput.at("/body", "too-deep", "nests more than " + DEEPEST + " levels deep");
    }

    private static boolean isCheckbox(List<String> attributes) {
        var type = attributes.indexOf("type");
        return type >= 0 && attributes.get(type + 1).equals("checkbox");
    }

    /**
     * Runs before all that walks the tree by recursion, and does not recurse itself. Besides depth it adds up where links
     * lead: a reference is written once and stands in the HTML as often as it is used, so that a short text becomes a long page.
     */
    private static Node refuseBombs(Node root) {
        var depth = 0;
        var links = 0L;
        for (var node = root; node != null; ) {
            if (node instanceof Link link) {
                links += link.getDestination().length()
                        + (link.getTitle() == null ? 0 : link.getTitle().length());
            }
            if (links > MOST_LINKS) {
                throw InvalidInput.at(
                        "/body", "too-long", "has links of more than " + MOST_LINKS + " characters in all");
            }
            if (node.getFirstChild() != null) {
                if (++depth > DEEPEST) {
                    throw tooDeep();
                }
                node = node.getFirstChild();
                continue;
            }
            while (node != root && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == root ? null : node.getNext();
        }
        return root;
    }

    /**
     * The parser looks for the end of each tag up to the end of its paragraph, and copies a paragraph for each of its lines: texts
     * of openings alone, or without a blank line, take it hours.
     */
    private static void refuseEndless(String body) {
        var steps = 0L;
        var lines = 0;
        var end = body.length();
        for (var at = body.length() - 1; at >= 0; at--) {
            switch (body.charAt(at)) {
                case '>' -> end = at;
                case '<' -> steps += end - at;
                case '\n' -> {
                    var isBlank = at + 1 < body.length() && body.charAt(at + 1) == '\n';
                    end = isBlank ? at : end;
                    lines = isBlank ? 0 : lines + 1;
                }
                default -> {}
            }
            if (steps > MOST_STEPS || lines > MOST_LINES) {
                throw InvalidInput.at(
                        "/body", "too-long", "has tags that are not closed, or too many lines without a blank one");
            }
        }
    }
}
