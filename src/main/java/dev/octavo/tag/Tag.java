package dev.octavo.tag;

import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Moved;
import dev.octavo.http.NotFound;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

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
            var known = bySlug(wanted.keySet(), LockModeType.PESSIMISTIC_READ);
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
        var known = bySlug(names.stream().map(TagName::slug).toList(), LockModeType.NONE);
        return names.stream()
                .map(name -> known.containsKey(name.slug()) ? TagName.of(known.get(name.slug())) : name)
                .distinct()
                .toList();
    }

    private static Map<String, Tag> bySlug(Collection<String> slugs, LockModeType lock) {
        var known = new HashMap<String, Tag>();
        if (slugs.isEmpty()) {
            return known;
        }
        find(slugs, lock).forEach(tag -> known.put(tag.slug, tag));
        var others = slugs.stream().filter(slug -> !known.containsKey(slug)).toList();
        var moved = others.isEmpty() ? Map.<String, String>of() : moved(Tag.class, others);
        if (!moved.isEmpty()) {
            var found = new HashMap<String, Tag>();
            find(moved.values(), lock).forEach(tag -> found.put(tag.slug, tag));
            moved.forEach((former, now) -> known.computeIfAbsent(former, slug -> found.get(now)));
        }
        return known;
    }

    private static List<Tag> find(Collection<String> slugs, LockModeType lock) {
        return Tag.<Tag>find("slug in ?1 order by slug", slugs).withLock(lock).list();
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

    /**
     * For reading.
     *
     * @param seen whether the viewer may know of a tag
     * @throws Moved if it was its slug once
     */
    static Tag visible(TermRef ref, Predicate<Tag> seen) {
        return having(Tag.class, ref.slug()).filter(seen).orElseThrow(() -> {
            havingHad(Tag.class, ref.slug()).filter(seen).ifPresent(tag -> {
                throw new Moved("tags", tag.slug);
            });
            return new NotFound("There is no tag " + ref + ".");
        });
    }

    /**
     * For a change. A slug that leads to it does not do: the tag may be another than the one that was meant when that was read.
     */
    static Tag editable(TermRef ref) {
        holdAll(Tag.class);
        return having(Tag.class, ref.slug())
                .orElseThrow(() -> new NotFound(havingHad(Tag.class, ref.slug())
                        .map(tag -> "The tag %s is %s now: name that one.".formatted(ref, tag.slug))
                        .orElse("There is no tag " + ref + ".")));
    }

    void change(TagEdit wanted, boolean takeover, boolean seen) {
        if (wanted.equals(new TagEdit(slug, name, description))) {
            return;
        }
        name = wanted.name();
        description = wanted.description();
        var former = moveTo(wanted.slug(), takeover);
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
        var into = having(Tag.class, slug)
                .or(() -> havingHad(Tag.class, slug))
                .orElseThrow(() -> InvalidInput.at("/into", "unknown", "must be a tag"));
        if (into == this) {
            throw InvalidInput.at("/into", "same", "must be another tag");
        }
        posts.replace(this, into);
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
        posts.replace(this, null);
        delete();
        Event.record(EventType.TAG_DELETED, id, slug, null, Visibility.of(seen));
    }

    @Override
    Set<String> formerSlugs() {
        return formerSlugs;
    }
}
