package dev.octavo.tag;

/** The posts that have tags and categories. {@code post} says it, which uses this package and not the other way round. */
public interface Tagged {
    /**
     * HQL, after {@code from}, for each {@code post} of the tag or category {@code row} that readers see at {@code :now}; of a category
     * also for those of the categories below it.
     */
    String of(Class<? extends Term> kind);

    /** HQL for how many {@code posts} readers see at {@code :now} of each {@code tag} that has any, by its id. */
    String countsByTag();

    /** Until the transaction ends nobody else changes the posts that have it. */
    void hold(Term term);

    /**
     * Gives all posts that have one of these another in its place, and to those that have both one of them.
     *
     * @param by null for none
     */
    void replace(Term term, Term by);
}
