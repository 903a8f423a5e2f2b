package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What two texts have in common. First by lines, then, within those that differ, by words. What would take too long, as two
 * texts of nothing but different words would, stays as it is: lines, or all of the text.
 */
final class TextDiff implements DiffAlgorithmListener {
    /** Of the algorithm in all, so that no text takes longer than about half a second. */
    private static final int MOST_STEPS = 5_000_000;

    /** Of pieces left out or put in, in one comparison: memory grows with their square. */
    private static final int MOST_CHANGES = 1_000;

    /** Of what is taken apart into words, in characters. */
    private static final int LONGEST = 200_000;

    /** What becomes of a piece of the text before. */
    @Schema(name = "SegmentKind")
    public enum Kind {
        @JsonProperty("equal")
        EQUAL,
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("insert")
        INSERT
    }

    /** A piece: those that are equal or deleted make the text before, those that are equal or inserted the text after. */
    @Schema(name = "DiffSegment", additionalProperties = Schema.False.class)
    record Segment(
            @Schema(required = true) Kind kind,
            @Schema(required = true, minLength = 1) String text) {}

    private final List<Segment> segments = new ArrayList<>();
    private final StringBuilder kept = new StringBuilder();
    private final StringBuilder deleted = new StringBuilder();
    private final StringBuilder inserted = new StringBuilder();

    /** Blanks between two changes, which are easier to read as one. */
    private final StringBuilder between = new StringBuilder();

    private int steps;

    private TextDiff() {}

    static List<Segment> of(String before, String after) {
        var diff = new TextDiff();
        diff.compare(before, after, TextDiff::ofLines, diff::compareWords);
        diff.finishChange();
        diff.add(Kind.EQUAL, diff.kept);
        return diff.segments;
    }

    private void compareWords(String before, String after) {
        if (Math.max(before.length(), after.length()) > LONGEST) {
            replace(before, after);
        } else {
            compare(before, after, TextDiff::ofWords, this::replace);
        }
    }

    private void compare(
            String before, String after, Function<String, List<Integer>> ends, BiConsumer<String, String> different) {
        var numbers = new HashMap<String, Integer>();
        var old = Pieces.of(before, ends.apply(before), numbers);
        var young = Pieces.of(after, ends.apply(after), numbers);
        List<Change> changes;
        try {
            changes = new MyersDiff<>(this::isSame).computeDiff(old.numbers, young.numbers, this);
        } catch (TooMuch e) {
            replace(before, after);
            return;
        }
        var place = 0;
        // The algorithm finds the last first.
        for (var change : changes.reversed()) {
            keep(old.text(place, change.startOriginal));
            different.accept(
                    old.text(change.startOriginal, change.endOriginal),
                    young.text(change.startRevised, change.endRevised));
            place = change.endOriginal;
        }
        keep(old.text(place, old.numbers.size()));
    }

    /**
     * A text in pieces.
     *
     * @param numbers equal where pieces are, so that a long piece is compared once only
     */
    private record Pieces(String whole, List<Integer> ends, List<Integer> numbers) {
        static Pieces of(String text, List<Integer> ends, Map<String, Integer> known) {
            var numbers = new ArrayList<Integer>(ends.size());
            var start = 0;
            for (var end : ends) {
                var next = known.size();
                numbers.add(known.computeIfAbsent(text.substring(start, end), piece -> next));
                start = end;
            }
            return new Pieces(text, ends, numbers);
        }

        String text(int from, int to) {
            return whole.substring(from == 0 ? 0 : ends.get(from - 1), to == 0 ? 0 : ends.get(to - 1));
        }
    }

    private static List<Integer> ofLines(String text) {
        var ends = new ArrayList<Integer>();
        for (var end = 0; end < text.length(); ends.add(end)) {
            var next = text.indexOf('\n', end);
            end = next < 0 ? text.length() : next + 1;
        }
        return ends;
    }

    /** ICU also knows the words of scripts that put no blanks between them. */
    private static List<Integer> ofWords(String text) {
        var words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(text);
        var ends = new ArrayList<Integer>();
        while (words.next() != BreakIterator.DONE) {
            ends.add(words.current());
        }
        return ends;
    }

    private void keep(String text) {
        if (!deleted.isEmpty() && !inserted.isEmpty() && text.isBlank() && text.indexOf('\n') < 0) {
            between.append(text);
        } else if (!text.isEmpty()) {
            finishChange();
            kept.append(text);
        }
    }

    private void replace(String before, String after) {
        if (deleted.isEmpty() && inserted.isEmpty()) {
            add(Kind.EQUAL, kept);
        }
        deleted.append(between).append(before);
        inserted.append(between).append(after);
        between.setLength(0);
    }

    private void finishChange() {
        add(Kind.DELETE, deleted);
        add(Kind.INSERT, inserted);
        kept.append(between);
        between.setLength(0);
    }

    private void add(Kind kind, StringBuilder text) {
        if (!text.isEmpty()) {
            segments.add(new Segment(kind, text.toString()));
            text.setLength(0);
        }
    }

    private boolean isSame(Integer one, Integer other) {
        spend(1);
        return one.equals(other);
    }

    @Override
    public void diffStep(int changes, int most) {
        if (changes > MOST_CHANGES) {
            throw new TooMuch();
        }
        spend(changes);
    }

    private void spend(int more) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw new TooMuch();
        }
    }

    @Override
    public void diffStart() {
        // Nothing has been spent on it yet.
    }

    @Override
    public void diffEnd() {
        // What was spent is spent.
    }

    private static final class TooMuch extends RuntimeException {
        TooMuch() {
            super(null, null, false, false);
        }
    }
}
