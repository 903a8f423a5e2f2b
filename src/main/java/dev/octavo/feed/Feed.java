package dev.octavo.feed;

import java.time.Instant;
import java.util.List;

/**
 * What a feed says, in whichever format.
 *
 * @param path where it stands, without the name of the format's file
 * @param page what it is the feed of, on the frontend; null if there is no such page
 * @param begun what its date is while it has no entries
 */
record Feed(
        String title,
        String description,
        String language,
        String path,
        String page,
        Instant begun,
        List<Entry> entries) {
    /** When what it says last changed. Not the time of asking: else no answer would be like the one before. */
    Instant updated() {
        return entries.stream().map(Entry::updated).reduce(begun, Entry::later);
    }
}
