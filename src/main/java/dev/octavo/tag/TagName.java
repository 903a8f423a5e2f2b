package dev.octavo.tag;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.octavo.http.InvalidValue;
import dev.octavo.http.Json;
import dev.octavo.http.Slug;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tag on the wire: answers give both, requests the name alone or what an answer gave. */
@JsonDeserialize(using = TagName.Reader.class)
@Schema(name = "Tag", additionalProperties = Schema.False.class)
public record TagName(
        @Schema(required = true, pattern = "^" + Slug.PATTERN + "$", examples = "java")
        String slug,

        @Schema(required = true, minLength = 1, maxLength = TagName.MAX_LENGTH, examples = "Java")
        String name) {

    static final int MAX_LENGTH = 50;

    /** How a request names a tag, for the document. */
    @Schema(
            name = "TagName",
            anyOf = {String.class, TagName.class})
    public interface Wanted {}

    public static TagName of(Tag tag) {
        return new TagName(tag.slug, tag.name);
    }

    /**
     * @throws IllegalArgumentException if it is blank, too long, or makes no slug
     */
    public static TagName named(String text) {
        var name = text.strip();
        var slug = Slug.of(name);
        if (name.isEmpty() || name.length() > MAX_LENGTH || slug.isEmpty() || !Json.isStorable(name)) {
            throw new IllegalArgumentException("must be a name of 1 to " + MAX_LENGTH + " characters");
        }
        return new TagName(slug, name);
    }

    /** A tag is its slug, however its name is spelled. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TagName tag && tag.slug.equals(slug);
    }

    @Override
    public int hashCode() {
        return slug.hashCode();
    }

    static final class Reader extends StdDeserializer<TagName> {
        Reader() {
            super(TagName.class);
        }

        @Override
        public TagName deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                if (parser.hasToken(JsonToken.START_OBJECT)) {
                    var given = context.readValue(parser, Given.class);
                    var name = named(given.name() == null ? "" : given.name());
                    return given.slug() == null ? name : new TagName(form(given.slug()), name.name());
                }
                return named(context.readValue(parser, String.class));
            } catch (IllegalArgumentException e) {
                throw new InvalidValue(parser, "invalid-tag", e.getMessage());
            }
        }

        private static String form(String slug) {
            if (slug.length() > Slug.MAX_LENGTH || !slug.matches(Slug.PATTERN)) {
                throw new IllegalArgumentException("must have a slug of lower-case letters, digits and single hyphens");
            }
            return slug;
        }

        private record Given(String slug, String name) {}
    }
}
