package dev.octavo.archive;

import static dev.octavo.archive.Kind.TEXT;
import static dev.octavo.archive.Kind.must;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octavo.http.Slug;
import dev.octavo.tag.TagName;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/** What is asked of texts beyond the constraints of the API's records: the form in which the API would have kept them. */
final class Forms {
    private Forms() {}

    static void mustBeTag(JsonNode tag) {
        var properties = List.of(
                Column.of("slug", TEXT.that(Forms::mustBeSlug)), Column.of("name", TEXT.that(Forms::mustNameTag)));
        Column.read(properties, tag);
    }

    static void mustNameTag(JsonNode name) {
        try {
            must(TagName.named(name.textValue()).name().equals(name.textValue()), "must not begin or end in a blank");
        } catch (IllegalArgumentException e) {
            throw new InvalidRecord(e.getMessage());
        }
    }

    static void mustBeSlug(JsonNode slug) {
        must(
                slug.textValue().length() <= Slug.MAX_LENGTH && slug.textValue().matches(Slug.PATTERN),
                "must be lower-case letters, digits and single hyphens, " + Slug.MAX_LENGTH + " at most");
    }

    static void mustBeZone(JsonNode zone) {
        must(ZoneId.getAvailableZoneIds().contains(zone.textValue()), "must be a time zone of the IANA");
    }

    static void mustBeLowerCase(JsonNode text) {
        must(text.textValue().equals(text.textValue().strip().toLowerCase(Locale.ROOT)), "must be in lower case");
    }

    static void mustBeLanguage(JsonNode language) {
        try {
            var tag = new Locale.Builder().setLanguageTag(language.textValue()).build();
            must(tag.toLanguageTag().equals(language.textValue()), "must be " + tag.toLanguageTag());
        } catch (IllformedLocaleException e) {
            throw new InvalidRecord("must be a language tag such as en or pt-BR (BCP 47)");
        }
    }
}
