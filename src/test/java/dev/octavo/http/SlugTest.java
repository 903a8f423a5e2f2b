package dev.octavo.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, World!          | hello-world",
                "Django vs Node.js      | django-vs-node-js",
                "It's what it's         | its-what-its",
                "  --Ärger über Öl--    | arger-uber-ol",
                "Привет, мир            | privet-mir",
                "北京                    | bei-jing",
                "Γειά σου Κόσμε         | geia-sou-kosme",
                "ﬁne ½ Straße           | fine-1-2-strasse",
                "C                      | c",
                "C++                    | c-plus-plus",
                "C#                     | c-sharp",
                "AT&T                   | at-and-t",
                "🔥                      | fire",
            })
    void any_script_becomes_letters_digits_and_hyphens(String title, String slug) {
        assertEquals(slug, Slug.of(title));
    }

    @ParameterizedTest
    @ValueSource(strings = {"مرحبا بالعالم", "שלום עולם", "नमस्ते दुनिया", "ᚠᚢᚦ", "…", "   ", "-"})
    void what_comes_out_is_a_slug_or_nothing(String title) {
        assertTrue(Slug.of(title).matches("(" + Slug.PATTERN + ")?"), Slug.of(title));
    }

    @Test
    void a_long_title_is_cut_between_words() {
        var slug = Slug.of("word ".repeat(100));
        assertTrue(slug.length() <= 80 && slug.endsWith("-word"), slug);
        assertEquals(80, Slug.of("w".repeat(200)).length());
    }
}
