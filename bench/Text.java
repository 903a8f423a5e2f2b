import java.util.HashSet;
import java.util.Set;

/** A Markdown text that grows together with what the application makes of it. */
final class Text {
    private static final int WORDS_A_MINUTE = 200;
    private static final int EXCERPT_LENGTH = 200;

    final StringBuilder markdown;
    final StringBuilder html;
    final StringBuilder toc = new StringBuilder("[");
    private final StringBuilder beginning = new StringBuilder();
    private final Set<String> headings = new HashSet<>();
    private final Words words;
    private final Dice dice;
    private int count;
    private boolean early;

    private Text(Words words, Dice dice, int size) {
        markdown = new StringBuilder(size);
        html = new StringBuilder(size);
        this.words = words;
        this.dice = dice;
    }

    /** 4 KB in the mean. */
    static Text article(Words words, Dice dice) {
        var text = new Text(words, dice, 8_000);
        var length = dice.between(2_100, 4_900);
        text.paragraph(true);
        while (text.markdown.length() < length) {
            text.heading();
            for (var paragraphs = dice.between(1, 3); paragraphs > 0; paragraphs--) {
                text.paragraph(true);
            }
            if (dice.chance(0.2)) {
                text.list();
            } else if (dice.chance(0.15)) {
                text.code();
            }
        }
        text.markdown.setLength(text.markdown.length() - 1);
        return text;
    }

    static Text remark(Words words, Dice dice) {
        var text = new Text(words, dice, 500);
        do {
            text.paragraph(false);
        } while (dice.chance(0.2));
        text.markdown.setLength(text.markdown.length() - 2);
        return text;
    }

    int readingMinutes() {
        return Math.max(1, Math.ceilDiv(count, WORDS_A_MINUTE));
    }

    String excerpt() {
        return beginning.length() <= EXCERPT_LENGTH
                ? beginning.toString()
                : beginning.substring(0, beginning.lastIndexOf(" ", EXCERPT_LENGTH - 2)) + "…";
    }

    String toc() {
        return toc + "]";
    }

    private void heading() {
        var title = new StringBuilder();
        var id = new StringBuilder();
        do {
            title.setLength(0);
            id.setLength(0);
            for (var left = dice.between(2, 5); left > 0; left--) {
                var rank = words.telling(dice);
                title.append(title.isEmpty() ? Words.capital(words.word(rank)) : " " + words.word(rank));
                id.append(id.isEmpty() ? "" : "-").append(words.slug(rank));
                count++;
            }
        } while (!headings.add(id.toString()));
        var level = toc.length() > 1 && dice.chance(0.3) ? 3 : 2;
        markdown.append("#".repeat(level)).append(' ').append(title).append("\n\n");
        html.append("<h%1$d id=\"%2$s\">%3$s</h%1$d>\n".formatted(level, id, title));
        toc.append(toc.length() > 1 ? "," : "")
                .append("{\"level\":%d,\"text\":\"%s\",\"id\":\"%s\"}".formatted(level, title, id));
    }

    /** In a remark nothing is dressed, and nobody asks for its beginning. */
    private void paragraph(boolean dressed) {
        early = dressed && beginning.length() <= EXCERPT_LENGTH;
        html.append("<p>");
        plain(beginning.isEmpty() ? "" : " ");
        for (var sentences = dressed ? dice.between(3, 6) : dice.between(1, 4); sentences > 0; sentences--) {
            sentence(dressed);
            both(sentences > 1 ? " " : "");
        }
        markdown.append("\n\n");
        html.append("</p>\n");
        early = false;
    }

    private void sentence(boolean dressed) {
        var length = dice.between(6, 18);
        for (var left = length; left > 0; left--) {
            var rank = words.rank(dice);
            var word = left == length ? Words.capital(words.word(rank)) : words.word(rank);
            count++;
            switch (dressed ? dice.below(60) : 4) {
                case 0 -> dressed("*", "<em>", word, "*", "</em>");
                case 1 -> dressed("**", "<strong>", word, "**", "</strong>");
                case 2 -> {
                    var target = "https://example.org/" + words.slug(rank);
                    dressed("[", "<a href=\"" + target + "\">", word, "](" + target + ")", "</a>");
                }
                case 3 -> dressed("`", "<code>", word, "`", "</code>");
                default -> both(word);
            }
            both(left == 1 ? "." : dice.below(12) == 0 ? ", " : " ");
        }
    }

    private void dressed(String before, String tag, String word, String after, String end) {
        markdown.append(before).append(word).append(after);
        html.append(tag).append(word).append(end);
        plain(word);
    }

    private void both(String text) {
        markdown.append(text);
        html.append(text);
        plain(text);
    }

    private void plain(String text) {
        if (early) {
            beginning.append(text);
        }
    }

    private void list() {
        html.append("<ul>");
        for (var items = dice.between(3, 6); items > 0; items--) {
            markdown.append("- ");
            html.append("<li>");
            phrase(dice.between(2, 8));
            markdown.append('\n');
            html.append("</li>");
        }
        markdown.append('\n');
        html.append("</ul>\n");
    }

    private void code() {
        markdown.append("```java\n");
        html.append("<pre><code class=\"language-java\">");
        for (var lines = dice.between(2, 8); lines > 0; lines--) {
            phrase(dice.between(2, 6));
            both("\n");
        }
        markdown.append("```\n\n");
        html.append("</code></pre>\n");
    }

    private void phrase(int length) {
        for (var left = length; left > 0; left--) {
            both(words.word(words.rank(dice)));
            both(left > 1 ? " " : "");
            count++;
        }
    }
}
