package dev.octavo.archive;

import static dev.octavo.archive.Column.computed;
import static dev.octavo.archive.Kind.JSON;
import static dev.octavo.archive.Kind.must;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octavo.post.NewPost;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.HashSet;

/** What the API takes for a property: an archive holds nothing that it would not. */
@Singleton
class Properties {
    private final Validator validator;

    Properties(Validator validator) {
        this.validator = validator;
    }

    /** What the API takes for this property, in its words. */
    Kind as(Class<?> type, String property, Kind kind) {
        return kind.that(value ->
                validator.validateValue(type, property, Lines.STRICT.convertValue(value, Object.class)).stream()
                        .findFirst()
                        .ifPresent(violation -> {
                            throw new InvalidRecord(violation.getMessage());
                        }));
    }

    Kind meta() {
        return as(NewPost.class, "meta", JSON.that(value -> must(value.isObject(), "must be an object")));
    }

    Kind tagList(Kind tag) {
        return as(NewPost.class, "tags", listOf(tag, "must not name a tag twice"));
    }

    static Kind listOf(Kind kind, String otherwise) {
        return JSON.that(list -> {
            must(list.isArray(), "must be an array");
            var seen = new HashSet<JsonNode>();
            list.forEach(each -> must(seen.add(kind.read().read(each)), otherwise));
        });
    }

    /** The slugs that lead to a row, from a table that has them by the row's id. */
    static Column formerSlugs(String former, String owner, Kind slug) {
        return computed(
                        "formerSlugs",
                        "(select json_agg(slug order by slug) from %1$s where %2$s_id = %2$s.id)"
                                .formatted(former, owner),
                        listOf(slug, "must not name a slug twice"))
                .orNull();
    }

    /** Puts them back into that table. */
    static String keepFormerSlugs(String former, String owner) {
        return """
                insert into %1$s (slug, %2$s_id)
                select former.slug, %2$s.id
                from json_to_recordset(?::json) as %2$s (id uuid, "formerSlugs" json)
                cross join json_array_elements_text(%2$s."formerSlugs") as former (slug)""".formatted(former, owner);
    }
}
