package dev.octavo.post;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.post.TextDiff.Kind;
import dev.octavo.post.TextDiff.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDiffTest {
    /** {@code -left out-}, {@code +put in+}, as people mark it by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the same | the same | the same",
                "a quick fox | a slow fox | a -quick-+slow+ fox",
                "one two | one big two | one +big +two",
                "one big two | one two | one -big -two",
                "'' | new | +new+",
                "old | '' | -old-",
                "foo bar baz | qux quux baz | -foo bar-+qux quux+ baz",
                "今天天气很好 | 今天天气不好 | 今天天气-很好-+不好+",
                "end. | end! | end-.-+!+",
                "👩‍👩‍👧 | 👩‍👩‍👦 | -👩‍👩‍👧-+👩‍👩‍👦+",
            })
    void words_are_compared(String before, String after, String marked) {
        assertEquals(marked, marked(TextDiff.of(before, after)));
    }

    @Test
    void lines_that_are_equal_stay_apart_from_changes() {
        assertEquals(
                "# One\n\nSome -old-+new+ words.\n\n-Gone.\n\n-Last.\n+Added.\n+",
                marked(TextDiff.of(
                        "# One\n\nSome old words.\n\nGone.\n\nLast.\n",
                        "# One\n\nSome new words.\n\nLast.\nAdded.\n")));
    }

    @Test
    void both_texts_can_be_put_together_from_the_segments() {
        var random = new Random(22);
        for (var round = 0; round < 2_000; round++) {
            var before = text(random);
            var after = text(random);
            mustLeadFromTo(TextDiff.of(before, after), before, after);
        }
    }

    private static String text(Random random) {
        var words = List.of("a", "b ", "c", " ", "\n", "\n\n", "é", "👩‍👧", ",", "\r\n");
        return random.ints(random.nextInt(30), 0, words.size())
                .mapToObj(words::get)
                .collect(joining());
    }

    /** What a megabyte can hold to keep the algorithm busy. */
    @ParameterizedTest
    @CsvSource({"words", "lines", "letters", "blank-lines", "periods", "one-line", "paragraphs", "one-word-each"})
    void what_would_take_long_is_compared_roughly(String kind) {
        var before = hostile(kind, 0);
        var after = hostile(kind, 1);
        TextDiff.of("warm", "up");
        var segments = assertTimeout(Duration.ofSeconds(3), () -> TextDiff.of(before, after));
        mustLeadFromTo(segments, before, after);
    }

    private static String hostile(String kind, int which) {
        return switch (kind) {
            case "words" -> numbers(150_000, which).collect(joining(" "));
            case "lines" -> numbers(150_000, which).collect(joining("\n"));
            case "letters" -> (which == 0 ? "a b " : "b a c ").repeat(200_000);
            case "blank-lines" -> "\n".repeat(1_000_000 - which) + which;
            case "periods" -> (which == 0 ? "a\nb\nc\n" : "c\nb\na\n").repeat(160_000);
            case "one-line" -> "x".repeat(999_999) + which;
            case "paragraphs" -> (which + "word ".repeat(200) + "\n\n").repeat(950);
            default ->
                IntStream.range(0, 900)
                        .mapToObj(line ->
                                numbers(100, which).collect(joining(" ", line + " ", " same\nsame " + line + "\n")))
                        .collect(joining());
        };
    }

    private static java.util.stream.Stream<String> numbers(int count, int which) {
        return IntStream.range(0, count).mapToObj(number -> which + Integer.toString(number * 7 + which, 36));
    }

    @Test
    void one_word_of_a_long_text_is_found() {
        var text = IntStream.range(0, 5_000)
                .mapToObj(line -> "This is line " + line + ".\n")
                .collect(joining());
        var segments = TextDiff.of(text, text.replace("line 2500.", "row 2500."));
        assertEquals(
                List.of(new Segment(Kind.DELETE, "line"), new Segment(Kind.INSERT, "row")), segments.subList(1, 3));
        assertEquals(4, segments.size());
    }

    @Test
    void where_one_paragraph_is_too_different_the_others_are_still_compared_by_words() {
        var all = numbers(5_000, 0).collect(joining(" "));
        var others = numbers(5_000, 1).collect(joining(" "));
        var segments = TextDiff.of(all + "\nkept\na quick fox", others + "\nkept\na slow fox");
        assertEquals(
                List.of(
                        new Segment(Kind.DELETE, all + "\n"),
                        new Segment(Kind.INSERT, others + "\n"),
                        new Segment(Kind.EQUAL, "kept\na "),
                        new Segment(Kind.DELETE, "quick"),
                        new Segment(Kind.INSERT, "slow"),
                        new Segment(Kind.EQUAL, " fox")),
                segments);
    }

    private static void mustLeadFromTo(List<Segment> segments, String before, String after) {
        assertEquals(before, without(Kind.INSERT, segments));
        assertEquals(after, without(Kind.DELETE, segments));
        assertTrue(segments.stream().noneMatch(segment -> segment.text().isEmpty()));
        for (var i = 1; i < segments.size(); i++) {
            assertTrue(segments.get(i).kind() != segments.get(i - 1).kind());
        }
    }

    private static String without(Kind kind, List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.kind() != kind)
                .map(Segment::text)
                .collect(joining());
    }

    private static String marked(List<Segment> segments) {
        return segments.stream()
                .map(segment -> switch (segment.kind()) {
                    case EQUAL -> segment.text();
                    case DELETE -> "-" + segment.text() + "-";
                    case INSERT -> "+" + segment.text() + "+";
                })
                .collect(joining());
    }
}
