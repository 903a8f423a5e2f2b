package dev.octavo.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.AccountFilter;
import dev.octavo.comment.CommentFilter;
import dev.octavo.event.EventFilter;
import dev.octavo.post.AuthorFilter;
import dev.octavo.post.PostFilter;
import dev.octavo.tag.TagFilter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lists declare and what the database is prepared for: whatever can be asked has an index that finds or orders it. */
@QuarkusTest
class IndexesTest {
    private static final Pattern INDEX =
            Pattern.compile("CREATE (?:UNIQUE )?INDEX \\S+ ON \\S+ USING (\\w+) \\((.*?)\\)(?: WHERE (.*))?");

    private static final Map<Class<?>, String> TABLES = Map.of(
            PostFilter.class, "post",
            CommentFilter.class, "comment",
            TagFilter.class, "tag",
            AuthorFilter.class, "account",
            AccountFilter.class, "account",
            EventFilter.class, "event");

    /** What a relation looks up, step by step; and what is not called in the database as in Java. */
    private static final Map<String, List<String>> ELSEWHERE = Map.of(
            "post.slug", List.of("post.slug", "former_slug.slug"),
            "post.author", List.of("account.username", "post_author.account_id"),
            "post.tag", List.of("tag.slug", "former_tag.slug", "post_tag.tag_id"),
            "post.category", List.of("category.slug", "former_category.slug", "post_category.category_id"),
            "comment.author", List.of("account.username", "comment.account_id"),
            "event.post", List.of("event.context"));

    /** Computed for all rows at once, whatever the order. */
    private static final List<String> COMPUTED = List.of("tag.postCount");

    @Inject
    EntityManager entities;

    @Test
    void whatever_can_be_asked_has_an_index() {
        var missing = new ArrayList<String>();
        var checked = 0;
        for (var list : TABLES.entrySet()) {
            var fields = Fields.of(list.getKey());
            var asked = new LinkedHashMap<String, Field<?>>();
            fields.filtered().forEach(field -> asked.put(field.name(), field));
            fields.sorted().forEach(name -> asked.put(name, fields.named(name)));
            for (var field : asked.values()) {
                var name = list.getValue() + "." + field.name();
                if (COMPUTED.contains(name)) {
                    continue;
                }
                checked++;
                for (var place : places(name, field)) {
                    needs(field)
                            .filter(how -> !isIndexed(place, how))
                            .forEach(how -> missing.add(name + ": " + how + " of " + place));
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(checked > 35, "only " + checked);
    }

    private static List<String> places(String name, Field<?> field) {
        if (ELSEWHERE.containsKey(name)) {
            return ELSEWHERE.get(name);
        }
        assertTrue(field.relation() == null, () -> "nobody knows where " + name + " is looked up");
        var table = name.substring(0, name.indexOf('.') + 1);
        return List.of(table
                + field.path()
                        .replace("row.", "")
                        .replace(".", "_")
                        .replaceAll("([A-Z])", "_$1")
                        .toLowerCase(Locale.ROOT));
    }

    /** A truth is what an index of a part of the rows is about. */
    private static Stream<String> needs(Field<?> field) {
        if (field.type().equals(Type.TRUTH)) {
            return Stream.of("part");
        }
        return field.relation() == null
                        && field.isFiltered()
                        && field.type().operators().contains(Operator.CONTAINS)
                ? Stream.of("btree", "gin")
                : Stream.of("btree");
    }

    private boolean isIndexed(String place, String how) {
        var table = place.substring(0, place.indexOf('.'));
        var column = place.substring(place.indexOf('.') + 1);
        return indexes(table).stream().map(INDEX::matcher).anyMatch(index -> {
            assertTrue(index.matches(), "another form of index: " + index);
            return how.equals("part")
                    ? index.group(3) != null
                            && Pattern.compile("\\b" + column + "\\b")
                                    .matcher(index.group(3))
                                    .find()
                    : index.group(1).equals(how) && index.group(2).matches(Pattern.quote(column) + "(\\W.*)?");
        });
    }

    @SuppressWarnings("unchecked") // as a native query of one column is
    private List<String> indexes(String table) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select indexdef from pg_indexes where schemaname = 'public' and tablename = ?1")
                        .setParameter(1, table)
                        .getResultList());
    }
}
