package dev.octavo.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.http.InvalidInput;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '@',
            value = {
                "**b** *i* ~~s~~ `c` | <p><strong>b</strong> <em>i</em> <del>s</del> <code>c</code></p>",
                "https://example.org       | <p><a href=\"https://example.org\">https://example.org</a></p>",
                "- [x] done                | <ul><li><input type=\"checkbox\" disabled checked> done</li></ul>",
                "![alt](/a.png)            | <p><img src=\"/a.png\" alt=\"alt\"></p>",
                "line  \\nbreak            | <p>line<br>\\nbreak</p>",
                "a < b & c                 | <p>a &lt; b &amp; c</p>",
            })
    void markdown_becomes_html(String markdown, String html) {
        assertEquals(
                html.replace("\\n", "\n"),
                Rendering.of(Format.MARKDOWN, markdown.replace("\\n", "\n"))
                        .html()
                        .strip());
    }

    @Test
    void tables_and_code_keep_what_they_say() {
        var html = Rendering.of(Format.MARKDOWN, "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n```c++\nx < y\n```\n")
                .html();
        assertTrue(html.contains("<th align=\"center\">a</th>"), html);
        assertTrue(html.contains("<td align=\"right\">2</td>"), html);
        assertTrue(html.contains("<pre><code class=\"language-c++\">x &lt; y\n</code></pre>"), html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[x](javascript:alert(1))",
                "[x](data:text/html,x)",
                "<svg onload=alert(1)>",
                "<iframe src=\"//x\"></iframe>",
                "<style>*{display:none}</style>",
                "<p style=\"position:fixed\" id=\"top\" class=\"x\">y</p>",
                "<form action=x><input type=text name=password></form>",
                "<math><mtext></p><style><img src=x onerror=alert(1)>",
                "<base href=\"//x\">",
                "<object data=x></object>"
            })
    void what_could_harm_a_reader_is_taken_out(String body) {
        for (var format : Format.values()) {
            var html =
                    Jsoup.parseBodyFragment(Rendering.of(format, body).html()).body();
            assertEquals(
                    0,
                    html.select("script, svg, iframe, style, form, input, math, base, object")
                            .size(),
                    html.html());
            assertEquals(
                    0,
                    html.select("[^on], [style], [id], [class], [href^=javascript], [href^=data]")
                            .size(),
                    html.html());
        }
    }

    @Test
    void headings_have_ids_of_their_own_and_make_the_contents() {
        var rendering = Rendering.of(Format.MARKDOWN, "# One\n## One\n### Привет *мир*\n#### …");
        assertEquals(
                List.of(
                        new Heading(1, "One", "one"),
                        new Heading(2, "One", "one-2"),
                        new Heading(3, "Привет мир", "privet-mir")),
                rendering.toc().subList(0, 3));
        assertTrue(rendering.html().contains("<h2 id=\"one-2\">"), rendering.html());
    }

    @Test
    void html_is_an_article_too() {
        var rendering = Rendering.of(Format.HTML, "<h2>Title</h2><p>First words.<p>Second & last.");
        assertEquals("First words. Second & last.", rendering.excerpt());
        assertEquals("title", rendering.toc().getFirst().id());
    }

    @Test
    void an_excerpt_ends_between_words_and_never_within_a_character() {
        assertTrue(Rendering.of(Format.MARKDOWN, "word ".repeat(100)).excerpt().endsWith("word…"));
        var emoji = Rendering.of(Format.MARKDOWN, "👩‍👩‍👧".repeat(200)).excerpt();
        assertTrue(dev.octavo.http.Json.isStorable(emoji), emoji);
        assertEquals(
                "x".repeat(199) + "…",
                Rendering.of(Format.MARKDOWN, "x".repeat(500)).excerpt());
        assertEquals("Short.", Rendering.of(Format.MARKDOWN, "Short.").excerpt());
        assertEquals("only code", Rendering.of(Format.MARKDOWN, "    only code").excerpt());
    }

    @Test
    void reading_takes_a_minute_for_two_hundred_words_in_any_script() {
        assertEquals(1, Rendering.of(Format.MARKDOWN, "x").readingMinutes());
        assertEquals(1, Rendering.of(Format.MARKDOWN, "word ".repeat(200)).readingMinutes());
        assertEquals(2, Rendering.of(Format.MARKDOWN, "word ".repeat(201)).readingMinutes());
        assertTrue(Rendering.of(Format.MARKDOWN, "这是一个句子".repeat(200)).readingMinutes() > 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "* a\n  ", "1. ", "*a ", "**", "[", "![", "(", "<div>", "`", "~~x "})
    void ten_thousand_levels_are_refused_or_flattened_but_never_overflow(String opening) {
        for (var body : List.of(
                opening.repeat(10_000) + "x",
                opening.repeat(10_000) + "x"
                        + new StringBuilder(opening).reverse().toString().repeat(10_000),
                "[".repeat(5_000) + "x" + "](y)".repeat(5_000))) {
            try {
                Rendering.of(Format.MARKDOWN, body);
            } catch (InvalidInput refused) {
                assertEquals("/body", refused.errors().getFirst().pointer());
            }
        }
    }

    @Test
    void more_than_a_hundred_levels_of_emphasis_are_refused() {
        assertThrows(InvalidInput.class, () -> Rendering.of(Format.MARKDOWN, "*a ".repeat(150) + "a*".repeat(150)));
        Rendering.of(Format.MARKDOWN, "*a ".repeat(50) + "a*".repeat(50));
    }
}
