package dev.octavo.http;

/** An answer that carries an entity tag. Lists have no version of their own: their tag is the hash alone. */
public interface Versioned {
    /** Counts the writes to what is shown; what changes by itself (the clock, a comment count) is not counted. */
    long entityVersion();
}
