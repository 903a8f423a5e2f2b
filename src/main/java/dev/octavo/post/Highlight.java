package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Selection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;
import org.jsoup.parser.Parser;

/** Where something matches a search, as HTML that has no other elements than {@code mark}. */
@Schema(additionalProperties = Schema.False.class)
public record Highlight(
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Of a post, its whole title", examples = "Hello, <mark>Octavo</mark>")
        String title,

        @Schema(
                required = true,
                description = "One or two parts of the text that match, or its beginning if none does",
                examples = "…are <mark>JSON</mark>…")
        String text) {

    private static final Pattern TEXT = Pattern.compile("[^\1\2\3]+");

    private record Row(UUID id, String title, String content) {}

    /** Those of some posts, by one statement; none where they are not wanted. */
    static Map<UUID, Highlight> ofPosts(Collection<UUID> posts, String q, Selection selection) {
        return of("post_highlights", posts, q, selection);
    }

    /** The same of comments, which have no titles. */
    public static Map<UUID, Highlight> ofComments(Collection<UUID> comments, String q, Selection selection) {
        return of("comment_highlights", comments, q, selection);
    }

    /**
     * @throws InvalidInput if they are wanted where nothing is looked for
     */
    public static Selection onlyOf(String q, Selection selection) {
        if (q == null && selection.names("highlight")) {
            throw InvalidInput.parameter(
                    selection.includes("highlight") ? "include" : "fields",
                    "conflicting",
                    "cannot name highlight without q: nothing is looked for");
        }
        return selection;
    }

    private static Map<UUID, Highlight> of(String function, Collection<UUID> ids, String q, Selection selection) {
        if (!selection.names("highlight") || ids.isEmpty()) {
            return Map.of();
        }
        var highlights = new HashMap<UUID, Highlight>();
        Post.getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("select * from %s(:q, :ids)".formatted(function), Row.class)
                .setParameter("q", q)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList()
                .forEach(row -> highlights.put(row.id, new Highlight(html(row.title, false), html(row.content, true))));
        return highlights;
    }

    /** Nothing of a text is markup, whatever it says: what is to be is told by characters that no text has. */
    private static String html(String marked, boolean hasEntities) {
        return marked == null
                ? null
                : TEXT.matcher(marked)
                        .replaceAll(part -> Matcher.quoteReplacement(
                                escaped(hasEntities ? Parser.unescapeEntities(part.group(), false) : part.group())))
                        .replace("\1", "<mark>")
                        .replace("\2", "</mark>")
                        .replace("\3", "")
                        .replaceAll("\\s+", " ")
                        .strip();
    }

    private static String escaped(String text) {
        return text.replaceAll("[\1\2\3]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
