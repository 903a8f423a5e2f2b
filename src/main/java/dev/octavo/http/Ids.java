package dev.octavo.http;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Ids for whatever has one: UUIDs of version 7 (RFC 9562), which sort by the time they were made. */
public final class Ids {
    private Ids() {}

    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
