package dev.octavo.http;

/** A body that is no JSON, written already. It carries an entity tag like all others. */
public record Document(byte[] bytes) implements Versioned {
    @Override
    public long entityVersion() {
        return 0;
    }
}
