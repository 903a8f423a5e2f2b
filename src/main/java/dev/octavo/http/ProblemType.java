package dev.octavo.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A kind of problem, as {@code docs/problems.md} explains it: a section each, a status and a title on its first line. */
public record ProblemType(
        @Schema(required = true, examples = "/problems/slug-taken")
        String type,

        @Schema(required = true, examples = "Slug taken") String title,

        @Schema(required = true, examples = "409") int status,

        @Schema(required = true, description = "What it means and what to do, in Markdown")
        String explanation) {

    private static final Pattern SECTION =
            Pattern.compile("(?s)(?<name>[a-z-]+)\\n\\n(?<status>\\d{3}) (?<title>[^\\n]+)\\n\\n(?<explanation>.+)");
    private static final Map<String, ProblemType> ALL = read();

    static Map<String, ProblemType> all() {
        return ALL;
    }

    static Optional<ProblemType> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The first that is explained for this status; of one that is not, the general one of its class. */
    static ProblemType ofStatus(int status) {
        return ALL.values().stream()
                .filter(type -> type.status == status)
                .findFirst()
                .orElseGet(() -> ofStatus(status < 500 ? 400 : 500));
    }

    String firstSentence() {
        return explanation
                .lines()
                .collect(Collectors.joining(" "))
                .replaceFirst("(?<=\\.) .*", "")
                .replace("`", "");
    }

    String name() {
        return type.substring("/problems/".length());
    }

    private static Map<String, ProblemType> read() {
        try (var page = ProblemType.class.getResourceAsStream("/problems.md")) {
            var sections = new String(page.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^## ");
            var types = new LinkedHashMap<String, ProblemType>();
            Arrays.stream(sections).skip(1).map(ProblemType::parse).forEach(type -> types.put(type.name(), type));
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemType parse(String section) {
        var parts = SECTION.matcher(section.strip());
        if (!parts.matches()) {
            throw new IllegalStateException("docs/problems.md: cannot read the section "
                    + section.lines().findFirst());
        }
        return new ProblemType(
                "/problems/" + parts.group("name"),
                parts.group("title"),
                Integer.parseInt(parts.group("status")),
                parts.group("explanation"));
    }
}
