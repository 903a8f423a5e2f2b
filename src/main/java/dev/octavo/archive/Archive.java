package dev.octavo.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The file as a whole: a zip of a manifest, a file a table, and the SHA-256 of each of these. */
final class Archive {
    /** All that differs between exports of the same content. */
    static final String MANIFEST = "manifest.json";

    static final String SUMS = "SHA256SUMS";

    /** Raised when an older Octavo could not read what we write. */
    static final int FORMAT = 1;

    private Archive() {}

    static String manifest(String octavo, Instant now, Map<String, Long> records) {
        var manifest = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("octavo", octavo)
                .put("exportedAt", now.toString());
        var counts = manifest.putObject("records");
        records.forEach(counts::put);
        return manifest.toPrettyString() + "\n";
    }

    /**
     * How many records there are in each file.
     *
     * @throws InvalidRecord if it is no manifest
     * @throws BrokenArchive if it is one of another format
     */
    static Map<String, Long> records(JsonNode manifest, List<Table> tables) {
        var format = manifest.path("format");
        Kind.must(format.isInt(), "format: must be a whole number");
        if (format.intValue() != FORMAT) {
            throw new BrokenArchive(
                    "it is of format %d, and this Octavo reads format %d: import it with the Octavo that wrote it, or a later one"
                            .formatted(format.intValue(), FORMAT));
        }
        var files = tables.stream()
                .map(table -> Column.of(table.file(), Kind.WHOLE))
                .toList();
        var properties = List.of(
                Column.of("format", Kind.WHOLE),
                Column.of("octavo", Kind.TEXT),
                Column.of("exportedAt", Kind.INSTANT),
                Column.of("records", Kind.JSON.that(counts -> Column.read(files, counts))));
        var counts = Column.read(properties, manifest).path("records");
        var records = new LinkedHashMap<String, Long>();
        tables.forEach(
                table -> records.put(table.file(), counts.path(table.file()).longValue()));
        return records;
    }

    /** As {@code sha256sum -c} reads it. */
    static String sums(Map<String, byte[]> digests) {
        return digests.entrySet().stream()
                .map(file -> HexFormat.of().formatHex(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }
}
