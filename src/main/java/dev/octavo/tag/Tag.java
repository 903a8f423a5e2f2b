package dev.octavo.tag;

import dev.octavo.http.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A word that posts are found by. It comes to be when the first post names it. */
@Entity
public class Tag extends PanacheEntityBase {
    @Id
    UUID id;

    String slug;
    String name;

    protected Tag() {}

    /** The tags of these names in their order; those that do not exist yet are made, once, however many writers name them. */
    public static List<Tag> named(List<TagName> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        // In the order of slugs, so that two writers never wait for each other.
        var wanted = new TreeMap<String, TagName>();
        names.forEach(name -> wanted.putIfAbsent(name.slug(), name));
        var known = bySlug(wanted.keySet());
        wanted.values().stream().filter(name -> !known.containsKey(name.slug())).forEach(Tag::make);
        var all = known.size() == wanted.size() ? known : bySlug(wanted.keySet());
        return names.stream().map(TagName::slug).distinct().map(all::get).toList();
    }

    /** The same tags, spelled as those that exist are. */
    public static List<TagName> canonical(List<TagName> names) {
        if (names.isEmpty()) {
            return names;
        }
        var known = bySlug(names.stream().map(TagName::slug).toList());
        return names.stream()
                .map(name -> known.containsKey(name.slug()) ? TagName.of(known.get(name.slug())) : name)
                .toList();
    }

    private static Map<String, Tag> bySlug(Collection<String> slugs) {
        return Tag.<Tag>stream("slug in ?1", slugs).collect(Collectors.toMap(tag -> tag.slug, Function.identity()));
    }

    private static void make(TagName name) {
        getEntityManager()
                .createNativeQuery(
                        "insert into tag (id, slug, name) values (:id, :slug, :name) on conflict (slug) do nothing")
                .setParameter("id", Ids.next())
                .setParameter("slug", name.slug())
                .setParameter("name", name.name())
                .executeUpdate();
    }
}
