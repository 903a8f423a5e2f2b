package dev.octavo.post;

import dev.octavo.account.AuthorView;
import dev.octavo.http.InvalidField;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Json;
import dev.octavo.http.Slug;
import dev.octavo.tag.CategoryName;
import dev.octavo.tag.TagName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Markdown files as static site generators keep them: YAML between two lines of {@code ---}, then the text. */
public final class FrontMatter {
    static final String EXAMPLE = """
            ---
            title: Hello, Octavo
            date: 2026-11-22
            tags: [java, quarkus]
            ---

            Posts and comments, *as JSON*.
            """;

    private static final Pattern FILE = Pattern.compile(
            "\\A\\uFEFF?---[ \\t]*\\R(?<yaml>(?s:.*?))^(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)(?<body>(?s:.*))\\z",
            Pattern.MULTILINE);
    private static final Pattern OPENED = Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R");
    /** Texts as they stand in the file, so that {@code title: 2024} is a title and {@code 1.10} stays what it is. */
    private final Map<String, Object> written;

    private final Map<String, Object> typed;
    private final List<InvalidField> errors = new ArrayList<>();

    private FrontMatter(String yaml) {
        this.typed = Yaml.typed(yaml);
        this.written = Yaml.asWritten(yaml);
    }

    /**
     * @throws InvalidInput that names the key, if the file cannot be read
     */
    public static NewPost read(byte[] file) {
        var text = decode(file);
        var parts = FILE.matcher(text);
        if (parts.matches()) {
            return new FrontMatter(parts.group("yaml")).post(parts.group("body"));
        }
        if (OPENED.matcher(text).find()) {
            throw InvalidInput.at("", "front-matter", "opens front matter with --- and does not close it");
        }
        return new FrontMatter("{}").post(text);
    }

    private NewPost post(String body) {
        var title = text("title");
        var slug = text("slug");
        var date = date("date", "publish_timestamp");
        var canonicalUrl = text("canonical", "canonicalUrl", "canonical_url", "url");
        var tags = tags();
        var categories = categories();
        var authors = authors();
        var draft = flag("draft");
        var featured = flag("featured");
        var unlisted = flag("unlisted");
        var excerpt = text("excerpt");
        var seo = new Seo(
                text("meta_title", "seo_title"),
                text("description", "meta_description"),
                url("image", "og_image", "feature_image", "cover_image"));
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        // What is left belongs to the author.
        return new NewPost(
                title,
                body.strip(),
                Format.MARKDOWN,
                slug,
                tags,
                categories,
                authors,
                excerpt,
                canonicalUrl,
                seo,
                typed,
                true,
                null,
                featured,
                unlisted,
                Boolean.TRUE.equals(draft) ? null : date);
    }

    /** The value of the first of these keys that is there; all of them are taken. */
    private Object take(String... keys) {
        Object value = null;
        for (var key : keys) {
            typed.remove(key);
            var found = written.remove(key);
            value = value == null ? found : value;
        }
        return "".equals(value) ? null : value;
    }

    private String text(String... keys) {
        var value = take(keys);
        if (value instanceof String text && !Json.isStorable(text)) {
            return refuse(keys[0], "invalid-character", "must hold no NUL and no lone surrogate");
        }
        if (value == null || value instanceof String) {
            return (String) value;
        }
        return refuse(keys[0], "wrong-type", "must be a text");
    }

    /** What is none, such as the name of a file beside this one, belongs to the author. */
    private String url(String... keys) {
        return text(Arrays.stream(keys)
                .filter(key -> written.get(key) instanceof String text && text.matches(NewPost.URL))
                .toArray(String[]::new));
    }

    private Instant date(String... keys) {
        var text = text(keys);
        try {
            return text == null ? null : Dates.parse(text);
        } catch (DateTimeException e) {
            return refuse(
                    keys[0],
                    "invalid-instant",
                    "must be a date such as 2026-11-22, 2026-11-22T09:30:00Z or November 22, 2026");
        }
    }

    /** Null where it says neither. */
    private Boolean flag(String key) {
        var text = text(key);
        if (text == null || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        return refuse(key, "wrong-type", "must be true or false");
    }

    private List<TagName> tags() {
        try {
            var names = names("tags");
            return names == null
                    ? List.of()
                    : names.stream().map(TagName::named).toList();
        } catch (IllegalArgumentException e) {
            return refuse("tags", "invalid-tag", e.getMessage());
        }
    }

    /** Null if the file does not speak of them. */
    private List<CategoryName> categories() {
        var names = names("categories", "category");
        return names == null ? null : names.stream().map(CategoryName::named).toList();
    }

    private List<String> names(String... keys) {
        var value = take(keys);
        var names = value instanceof String text ? Arrays.asList(text.split(",")) : value;
        if (names == null) {
            return null;
        }
        if (!(names instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            return refuse(keys[0], "wrong-type", "must be a list of names");
        }
        return list.stream().map(name -> ((String) name).strip()).toList();
    }

    /** Who stands there by name and not by username belongs to the author of the file. */
    private List<AuthorView> authors() {
        var value = written.get("authors");
        var names = value instanceof String text ? Arrays.asList(text.split("\\s*,\\s*")) : value;
        if (names instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(name -> name instanceof String text && text.matches(Slug.PATTERN))) {
            take("authors");
            return list.stream().map(name -> AuthorView.named((String) name)).toList();
        }
        return null;
    }

    private <T> T refuse(String key, String code, String detail) {
        errors.add(InvalidField.at("/" + key, code, detail));
        return null;
    }

    private static String decode(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            if (Json.isStorable(text)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // falls through
        }
        throw InvalidInput.at("", "invalid-character", "must be UTF-8 text without NUL");
    }
}
