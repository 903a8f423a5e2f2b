package dev.octavo.http;

/**
 * What rows of a list may have in common, in HQL, which calls a row {@code row}.
 *
 * @param join to what a row has several of, and so stands in several groups; may be empty
 * @param name of what people call otherwise than by its key
 * @param byKey whether the last keys come first, as of times; else those that most have
 */
public record Grouping(String join, String key, String name, boolean byKey) {
    /** By something that a row has once. */
    public static Grouping by(String key, boolean byKey) {
        return new Grouping("", key, "cast(null as String)", byKey);
    }
}
