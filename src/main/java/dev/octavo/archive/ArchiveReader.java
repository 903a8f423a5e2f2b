package dev.octavo.archive;

import dev.octavo.http.Hashing;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads a zip that nobody vouches for, from its first byte to its last and a little at a time. It takes the files that it is
 * asked for, in that order, and no others; names in it are compared and never used.
 */
final class ArchiveReader implements Closeable {
    /** Longer than any record of texts as long as the API takes them. */
    private static final int MAX_LINE = 8 << 20;

    /** Real content becomes a fifth; zeros become a thousandth. */
    private static final long MAX_RATIO = 200;

    private static final long ALWAYS_ALLOWED = 64 << 20;
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;

    private final ZipInputStream zip;
    private final long maxSize;
    private final long maxExpanded;
    private final int promised;
    private final byte[] buffer = new byte[1 << 16];
    private final Map<String, byte[]> digests = new LinkedHashMap<>();
    private MessageDigest digest;
    private String current;
    private int position;
    private int limit;
    private long size;
    private int entries;

    /**
     * @param maxSize how many bytes all files in it may have together
     */
    ArchiveReader(Path file, long maxSize) throws IOException {
        this.maxSize = maxSize;
        this.maxExpanded = Math.max(ALWAYS_ALLOWED, MAX_RATIO * Files.size(file));
        this.promised = entriesAtTheEnd(file);
        this.zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** How many entries the zip's own end counts: without that end, the file has been cut. */
    private static int entriesAtTheEnd(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() >= END_LENGTH) {
                var end = new byte[END_LENGTH];
                bytes.seek(bytes.length() - END_LENGTH);
                bytes.readFully(end);
                var fields = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
                if (fields.getInt(0) == END_SIGNATURE) {
                    return fields.getShort(10) & 0xffff;
                }
            }
        }
        throw new BrokenArchive("it is no zip file, or was cut short");
    }

    /** Goes on to the next file, which has to be this one. */
    void next(String name) throws IOException {
        var found = nextName();
        if (!name.equals(found)) {
            throw new BrokenArchive(
                    found == null
                            ? "it has no %s where it should be".formatted(name)
                            : "it has %s where %s should be".formatted(found, name));
        }
        digest = Hashing.sha256();
        current = name;
    }

    /** The next line without its end, or null after the last one. */
    byte[] line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (fill()) {
            var start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (line.size() > MAX_LINE) {
                throw new InvalidRecord("is longer than " + MAX_LINE + " bytes");
            }
            if (position < limit) {
                position++;
                return line.toByteArray();
            }
        }
        if (line.size() > 0) {
            throw new InvalidRecord("ends in the middle");
        }
        digests.put(current, digest.digest());
        return null;
    }

    /** All of a small file. */
    byte[] whole() throws IOException {
        var text = new ByteArrayOutputStream();
        while (fill()) {
            text.write(buffer, position, limit - position);
            position = limit;
            if (text.size() > buffer.length) {
                throw new InvalidRecord("is longer than " + buffer.length + " bytes");
            }
        }
        return text.toByteArray();
    }

    /** Of the files whose lines have all been read. */
    Map<String, byte[]> sums() {
        return digests;
    }

    /** After the last file. */
    void mustEnd() throws IOException {
        var more = nextName();
        if (more != null) {
            throw new BrokenArchive("it has " + more + ", which is no part of an archive");
        }
        if (entries != promised) {
            throw new BrokenArchive(
                    "it is damaged: its end counts %d files, but it has %d".formatted(promised, entries));
        }
    }

    private String nextName() throws IOException {
        position = limit = 0;
        try {
            var entry = zip.getNextEntry();
            if (entry == null) {
                return null;
            }
            entries++;
            return entry.getName();
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        try {
            position = 0;
            limit = zip.read(buffer);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
        if (limit > 0) {
            digest.update(buffer, 0, limit);
            size += limit;
        }
        if (size > maxSize) {
            throw new BrokenArchive(
                    "it holds more than %d bytes: set octavo.import.max-size to more, if it may".formatted(maxSize));
        }
        if (size > maxExpanded) {
            throw new BrokenArchive("it expands to more than %d times its size".formatted(MAX_RATIO));
        }
        return limit > 0;
    }

    private static BrokenArchive damaged(Exception cause) {
        var why = cause.getMessage() == null ? "it ends too early" : cause.getMessage();
        return new BrokenArchive("it is damaged (" + why + ")");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
