package dev.octavo.tag;

import dev.octavo.account.Role;
import dev.octavo.account.Viewer;
import dev.octavo.http.Moved;
import dev.octavo.http.NotFound;
import dev.octavo.http.SlugRedirects;
import dev.octavo.http.SlugTaken;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What posts are sorted by: a tag or a category. It has a name and a slug; the slugs that it had lead to it. A slug that another has
 * now leads there, whatever it led to before.
 */
@MappedSuperclass
public abstract class Term extends PanacheEntityBase {
    /** The id of none. */
    static final UUID NOBODY = new UUID(0, 0);

    @Id
    public UUID id;

    @Version
    long version;

    String slug;
    String name;
    String description;

    /** What others may do with it until the transaction ends: all, read, or nothing. */
    enum Lock {
        NONE,
        READ,
        WRITE
    }

    abstract Set<String> formerSlugs();

    /** Authors use tags and categories; what these are called is for editors to say. */
    static void mustBeEditor(Viewer viewer) {
        if (!viewer.is(Role.EDITOR)) {
            throw viewer.refusal("Editors look after tags and categories.");
        }
    }

    /**
     * Until the transaction ends nobody else renames, moves, merges or ends one of this kind. Taken before anything is read, so
     * that of two changes the second sees all of the first.
     */
    static void holdAll(Class<? extends Term> kind) {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", "terms " + kind.getSimpleName())
                .getSingleResult();
    }

    /**
     * For reading.
     *
     * @param seen whether the viewer may know of one
     * @throws Moved if it was its slug once
     */
    static <T extends Term> T visible(Class<T> kind, TermRef ref, Predicate<T> seen) {
        return having(kind, ref.slug()).filter(seen).orElseThrow(() -> {
            havingHad(kind, ref.slug()).filter(seen).ifPresent(term -> {
                throw new Moved(kind == Tag.class ? "tags" : "categories", term.slug);
            });
            return new NotFound("There is no %s %s.".formatted(word(kind), ref));
        });
    }

    /**
     * For a change. A slug that leads to it does not do: it may be another than the one that was meant when that was read.
     */
    static <T extends Term> T editable(Class<T> kind, TermRef ref) {
        holdAll(kind);
        return having(kind, ref.slug())
                .orElseThrow(() -> new NotFound(havingHad(kind, ref.slug())
                        .map(term -> "The %s %s is %s now: name that one.".formatted(word(kind), ref, term.slug))
                        .orElse("There is no %s %s.".formatted(word(kind), ref))));
    }

    /** The one that has this slug, or else had it. */
    static <T extends Term> Optional<T> called(Class<T> kind, String slug) {
        return having(kind, slug).or(() -> havingHad(kind, slug));
    }

    private static <T extends Term> Optional<T> having(Class<T> kind, String slug) {
        return find(kind, "term where term.slug = :slugs", slug).findFirst();
    }

    private static <T extends Term> Optional<T> havingHad(Class<T> kind, String slug) {
        return find(kind, "term join term.formerSlugs former where former = :slugs", slug)
                .findFirst();
    }

    /** Each by the slug of these that it has, or had. */
    static <T extends Term> Map<String, T> bySlug(Class<T> kind, Collection<String> slugs, Lock lock) {
        var known = having(kind, slugs, lock);
        var others = slugs.stream().filter(slug -> !known.containsKey(slug)).toList();
        var moved = others.isEmpty() ? Map.<String, String>of() : moved(kind, others);
        var found = having(kind, moved.values(), lock);
        moved.forEach((former, now) -> {
            if (found.containsKey(now)) {
                known.put(former, found.get(now));
            }
        });
        return known;
    }

    private static <T extends Term> Map<String, T> having(Class<T> kind, Collection<String> slugs, Lock lock) {
        var known = new HashMap<String, T>();
        if (!slugs.isEmpty()) {
            hold(kind, slugs, lock);
            for (var term : query(kind, "term where term.slug in :slugs", slugs).getResultList()) {
                // Read before somebody else has changed it.
                if (!slugs.contains(term.slug)) {
                    getEntityManager().refresh(term);
                }
                known.put(term.slug, term);
            }
        }
        return known;
    }

    /** Of these slugs, those that one had, each with the slug that it has now. */
    private static Map<String, String> moved(Class<? extends Term> kind, Collection<String> slugs) {
        return getEntityManager()
                .createQuery(
                        "select former, term.slug from " + kind.getSimpleName()
                                + " term join term.formerSlugs former where former in :slugs",
                        Object[].class)
                .setParameter("slugs", slugs)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /** In the order of slugs, so that two writers never wait for each other. Rows only: what was read of them before may differ. */
    private static void hold(Class<? extends Term> kind, Collection<String> slugs, Lock lock) {
        if (lock != Lock.NONE) {
            getEntityManager()
                    .createNativeQuery("select 1 from %s where slug in (:slugs) order by slug %s"
                            .formatted(word(kind), lock == Lock.READ ? "for share" : "for update"))
                    .setParameter("slugs", slugs)
                    .getResultList();
        }
    }

    private static <T extends Term> Stream<T> find(Class<T> kind, String which, String slug) {
        return query(kind, which, slug).getResultList().stream();
    }

    private static <T extends Term> TypedQuery<T> query(Class<T> kind, String which, Object slugs) {
        return getEntityManager()
                .createQuery("select term from " + kind.getSimpleName() + " " + which, kind)
                .setParameter("slugs", slugs);
    }

    /** How many posts readers see of each that has any. All at once: one by one PostgreSQL would read all posts for each. */
    static Map<UUID, Long> postCounts(
            Class<? extends Term> kind, List<? extends Term> terms, Tagged posts, Instant now) {
        return getEntityManager()
                .createQuery(
                        "select row.id, count(distinct post.id) from %s row, %s and row.id in :ids group by row.id"
                                .formatted(kind.getSimpleName(), posts.of(kind)),
                        Object[].class)
                .setParameter("ids", terms.stream().map(term -> term.id).toList())
                .setParameter("now", now)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1]));
    }

    /**
     * Gives it a slug; the one that it had leads to it from now on.
     *
     * @param takeover whether it may take one that leads to another until now
     * @return the slug that it had
     * @throws SlugTaken if another has it
     * @throws SlugRedirects if another has had it, and it is not to be taken over
     */
    String moveTo(String wanted, boolean takeover) {
        var former = slug;
        if (!wanted.equals(slug)) {
            if (having(getClass(), wanted).isPresent()) {
                throw new SlugTaken(word(getClass()), wanted);
            }
            havingHad(getClass(), wanted).filter(other -> other != this).ifPresent(other -> {
                if (!takeover) {
                    throw new SlugRedirects(word(getClass()), wanted);
                }
                hold(
                        getClass(),
                        Stream.of(this, other)
                                .map(term -> term.slug)
                                .filter(Objects::nonNull)
                                .toList(),
                        Lock.WRITE);
                other.formerSlugs().remove(wanted);
                flush();
            });
            formerSlugs().remove(wanted);
            if (former != null) {
                formerSlugs().add(former);
            }
            slug = wanted;
        }
        return former;
    }

    /** Has its posts have another instead, or none: first the posts are held, then the terms, as whoever writes a post does. */
    void leaveTo(Term other, Tagged posts) {
        posts.hold(this);
        var slugs = Stream.of(this, other == null ? this : other).map(term -> term.slug);
        hold(getClass(), slugs.toList(), Lock.WRITE);
        posts.replace(this, other);
    }

    private static String word(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
