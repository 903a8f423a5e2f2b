package dev.octavo.tag;

import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A word that posts are found by. It comes to be when the first post names it. */
@Entity
public class Tag extends Term {
    @ElementCollection
    @CollectionTable(name = "former_tag", joinColumns = @JoinColumn(name = "tag_id"))
    @Column(name = "slug")
    Set<String> formerSlugs = new HashSet<>();

    protected Tag() {}

    /**
     * The tags of these names in their order; those that do not exist yet are made, once, however many writers name them. A slug
     * that a tag had means that tag. Until the transaction ends they stay what they are.
     */
    public static List<Tag> named(List<TagName> names) {
        // In the order of slugs, so that two writers never wait for each other.
        var wanted = new TreeMap<String, TagName>();
        names.forEach(name -> wanted.putIfAbsent(name.slug(), name));
        while (true) {
            var known = bySlug(Tag.class, wanted.keySet(), Lock.READ);
            if (known.size() == wanted.size()) {
                return names.stream()
                        .map(name -> known.get(name.slug()))
                        .distinct()
                        .toList();
            }
            // Or renamed between two statements, and found the next time.
            wanted.values().stream()
                    .filter(name -> !known.containsKey(name.slug()))
                    .forEach(Tag::make);
        }
    }

    /** The same tags, called what those that exist are called now. */
    public static List<TagName> canonical(List<TagName> names) {
        var known = bySlug(Tag.class, names.stream().map(TagName::slug).toList(), Lock.NONE);
        return names.stream()
                .map(name -> known.containsKey(name.slug()) ? TagName.of(known.get(name.slug())) : name)
                .distinct()
                .toList();
    }

    /** Of the one that has this slug, or had it; or what is nobody's. Known beforehand, the database can plan by it. */
    public static UUID idOf(String slug) {
        return called(Tag.class, slug).map(tag -> tag.id).orElse(NOBODY);
    }

    private static void make(TagName name) {
        getEntityManager()
                .createNativeQuery("""
                        insert into tag (id, slug, name)
                        select :id, :slug, :name where not exists (select from former_tag where slug = :slug)
                        on conflict (slug) do nothing""")
                .setParameter("id", Ids.next())
                .setParameter("slug", name.slug())
                .setParameter("name", name.name())
                .executeUpdate();
    }

    void change(TagEdit wanted, boolean takeover, boolean seen) {
        if (wanted.equals(new TagEdit(slug, name, description))) {
            return;
        }
        var former = moveTo(wanted.slug(), takeover);
        name = wanted.name();
        description = wanted.description();
        flush();
        Event.record(EventType.TAG_UPDATED, id, slug, former.equals(slug) ? null : former, Visibility.of(seen));
    }

    /**
     * Has all that has this tag, or leads to it, have the other, and ends.
     *
     * @param slug of the other, or one that it had
     * @return the other
     */
    Tag mergeInto(String slug, Tagged posts, boolean seen) {
        var into = called(Tag.class, slug).orElseThrow(() -> InvalidInput.at("/into", "unknown", "must be a tag"));
        if (into == this) {
            throw InvalidInput.at("/into", "same", "must be another tag");
        }
        leaveTo(into, posts);
        var slugs = Set.copyOf(formerSlugs);
        formerSlugs.clear();
        flush();
        into.formerSlugs.addAll(slugs);
        into.formerSlugs.add(this.slug);
        delete();
        flush();
        Event.record(EventType.TAG_MERGED, into.id, into.slug, this.slug, Visibility.of(seen));
        return into;
    }

    /** Takes it from all posts, and ends it with the slugs that lead to it. */
    void end(Tagged posts, boolean seen) {
        leaveTo(null, posts);
        delete();
        Event.record(EventType.TAG_DELETED, id, slug, null, Visibility.of(seen));
    }

    @Override
    Set<String> formerSlugs() {
        return formerSlugs;
    }
}
