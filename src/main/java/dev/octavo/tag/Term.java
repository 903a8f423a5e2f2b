package dev.octavo.tag;

import dev.octavo.account.Role;
import dev.octavo.account.Viewer;
import dev.octavo.http.SlugRedirects;
import dev.octavo.http.SlugTaken;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What posts are sorted by: a tag or a category. It has a name and a slug; the slugs that it had lead to it. A slug that another has
 * now leads there, whatever it led to before.
 */
@MappedSuperclass
public abstract class Term extends PanacheEntityBase {
    @Id
    public UUID id;

    @Version
    long version;

    String slug;
    String name;
    String description;

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

    /** The one that has this slug. */
    static <T extends Term> Optional<T> having(Class<T> kind, String slug) {
        return getEntityManager()
                .createQuery("select term from " + kind.getSimpleName() + " term where term.slug = :slug", kind)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    /** The one that had it. */
    static <T extends Term> Optional<T> havingHad(Class<T> kind, String slug) {
        return getEntityManager()
                .createQuery(
                        "select term from " + kind.getSimpleName()
                                + " term join term.formerSlugs former where former = :slug",
                        kind)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    /** Of these slugs, those that one had, each with the slug that it has now. */
    static Map<String, String> moved(Class<? extends Term> kind, Collection<String> slugs) {
        return getEntityManager()
                .createQuery(
                        "select former, term.slug from " + kind.getSimpleName()
                                + " term join term.formerSlugs former where former in :slugs",
                        Object[].class)
                .setParameter("slugs", slugs)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /** How many posts readers see of each, with one statement however many they are. */
    static Map<UUID, Long> postCounts(
            Class<? extends Term> kind, List<? extends Term> terms, Tagged posts, Instant now) {
        return getEntityManager()
                .createQuery(
                        "select row.id, " + posts.countOf(kind) + " from " + kind.getSimpleName()
                                + " row where row.id in :ids",
                        Object[].class)
                .setParameter("ids", terms.stream().map(term -> term.id).toList())
                .setParameter("now", now)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1]));
    }

    /**
     * Gives it another slug; the one that it had leads to it from now on.
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
                throw new SlugTaken(kind(), wanted);
            }
            havingHad(getClass(), wanted).filter(other -> other != this).ifPresent(other -> {
                if (!takeover) {
                    throw new SlugRedirects(kind(), wanted);
                }
                other.formerSlugs().remove(wanted);
                flush();
            });
            formerSlugs().remove(wanted);
            formerSlugs().add(slug);
            slug = wanted;
        }
        return former;
    }

    private String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
