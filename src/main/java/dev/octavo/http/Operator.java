package dev.octavo.http;

import java.util.Arrays;
import java.util.Optional;

/** What a filter asks of a field, as in {@code publishedAt=gte:2026-01-01}. */
public enum Operator {
    EQ("eq"),
    NE("ne"),
    LT("lt"),
    LTE("lte"),
    GT("gt"),
    GTE("gte"),
    IN("in"),
    NIN("nin"),
    CONTAINS("contains"),
    STARTS_WITH("startsWith"),
    EXISTS("exists");

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    static Optional<Operator> of(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.word.equals(word))
                .findFirst();
    }

    /** Rows without a value are not equal to any. */
    boolean isNegative() {
        return this == NE || this == NIN;
    }

    boolean takesList() {
        return this == IN || this == NIN;
    }

    @Override
    public String toString() {
        return word;
    }
}
