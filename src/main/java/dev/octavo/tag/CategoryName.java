package dev.octavo.tag;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.octavo.http.InvalidValue;
import dev.octavo.http.Slug;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A category of a post: answers give both, requests the slug alone or what an answer gave. */
@JsonDeserialize(using = CategoryName.Reader.class)
@Schema(name = "Category", additionalProperties = Schema.False.class)
public record CategoryName(
        @Schema(required = true, pattern = "^" + Slug.PATTERN + "$", examples = "local")
        String slug,

        @Schema(required = true, examples = "Local news") String name) {

    /** How a request names a category, for the document. */
    @Schema(
            name = "CategoryName",
            anyOf = {String.class, CategoryName.class})
    public interface Wanted {}

    public static CategoryName of(Category category) {
        return new CategoryName(category.slug, category.name);
    }

    /** By its slug, or a name that the slug was made from. */
    public static CategoryName named(String text) {
        return new CategoryName(text.matches(Slug.PATTERN) ? text : Slug.of(text), text);
    }

    /** A category is its slug, however its name is spelled. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CategoryName category && category.slug.equals(slug);
    }

    @Override
    public int hashCode() {
        return slug.hashCode();
    }

    static final class Reader extends StdDeserializer<CategoryName> {
        Reader() {
            super(CategoryName.class);
        }

        @Override
        public CategoryName deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var given = parser.hasToken(JsonToken.START_OBJECT)
                    ? context.readValue(parser, Given.class)
                    : new Given(context.readValue(parser, String.class), null);
            if (given.slug() == null || !given.slug().matches(Slug.PATTERN)) {
                throw new InvalidValue(parser, "invalid-slug", "must be the slug of a category");
            }
            return new CategoryName(given.slug(), given.name());
        }

        private record Given(String slug, String name) {}
    }
}
