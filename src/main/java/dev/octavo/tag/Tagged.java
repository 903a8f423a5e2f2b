package dev.octavo.tag;

/** The posts that have tags and categories. {@code post} says it, which uses this package and not the other way round. */
public interface Tagged {
    /** HQL for how many posts the tag or category {@code row} has that readers see at {@code :now}; of a category also those of the
     * categories below it. */
    String countOf(Class<? extends Term> kind);

    /** Until the transaction ends nobody else changes the posts that have it. */
    void hold(Term term);

    /**
     * Gives all posts that have one of these another in its place, and to those that have both one of them.
     *
     * @param by null for none
     */
    void replace(Term term, Term by);
}
