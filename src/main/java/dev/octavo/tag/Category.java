package dev.octavo.tag;

import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.Field;
import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Listing;
import dev.octavo.http.Slug;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A place in the tree that editors make, and authors sort posts into. Its path, the slugs from the root down, is kept, so that the
 * tree is a list in its order, and a branch a range of it.
 */
@Entity
public class Category extends Term {
    /** How many levels the tree has at most. */
    public static final int MAX_DEPTH = 10;

    /** Comes before all that is in a slug, so that a category is followed by what is below it. */
    public static final String SEPARATOR = " ";

    private static final Sort AS_THE_TREE_STANDS = Sort.by(Field.of("path", Type.NAME), false);

    @ManyToOne(fetch = FetchType.LAZY)
    Category parent;

    String path;

    @ElementCollection
    @CollectionTable(name = "former_category", joinColumns = @JoinColumn(name = "category_id"))
    @Column(name = "slug")
    Set<String> formerSlugs = new HashSet<>();

    protected Category() {}

    /**
     * @param takeover whether it may take a slug that leads to another
     */
    public static Category make(NewCategory wanted, boolean takeover) {
        holdAll(Category.class);
        var category = new Category();
        category.id = Ids.next();
        category.describe(wanted, takeover);
        category.persist();
        flush();
        category.tell(EventType.CATEGORY_CREATED, null);
        return category;
    }

    /**
     * The categories of these names in their order. Until the transaction ends they stay what they are.
     *
     * @throws InvalidInput that names the first that does not exist: to make one is for editors
     */
    public static List<Category> named(List<CategoryName> names) {
        var known =
                bySlug(Category.class, names.stream().map(CategoryName::slug).toList(), Lock.READ);
        var categories = new ArrayList<Category>();
        for (var name : names) {
            var category = known.get(name.slug());
            if (category == null) {
                throw InvalidInput.at(
                        "/categories/" + names.indexOf(name),
                        "unknown",
                        "must be a category: there is no " + name.slug());
            }
            categories.add(category);
        }
        return categories.stream().distinct().toList();
    }

    /** The ids of the one that has this slug, or had it, and of all below it. Known beforehand, the database can plan by them. */
    public static List<UUID> branch(String slug) {
        return called(Category.class, slug)
                .map(category -> Category.<Category>stream(
                                "path = ?1 or path like ?2", category.path, category.path + SEPARATOR + "%")
                        .map(below -> below.id)
                        .toList())
                .orElse(List.of(NOBODY));
    }

    /** The tree, each followed by what is below it. */
    static Listing<Category> tree() {
        return new Listing<>(Category.class, "", AS_THE_TREE_STANDS);
    }

    void change(NewCategory wanted, boolean takeover) {
        if (wanted.equals(new NewCategory(name, slug, description, parentSlug()))) {
            return;
        }
        // In the order of slugs, as those who give them to posts hold them.
        List<Category> branch = Category.<Category>find(
                        "path = ?1 or path like ?2 order by slug", path, path + SEPARATOR + "%")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        var before = path;
        var former = describe(wanted, takeover);
        branch.stream()
                .filter(below -> below != this)
                .forEach(below -> below.path = path + below.path.substring(before.length()));
        branch.forEach(Category::mustNotBeTooDeep);
        flush();
        tell(EventType.CATEGORY_UPDATED, former.equals(slug) ? null : former);
    }

    /** Ends it; its posts go to its parent, if it has one. */
    void end(Tagged posts) {
        if (count("parent", this) > 0) {
            throw new CategoryNotEmpty();
        }
        leaveTo(parent, posts);
        delete();
        tell(EventType.CATEGORY_DELETED, null);
    }

    int depth() {
        return path.split(SEPARATOR).length;
    }

    String parentSlug() {
        var slugs = path.split(SEPARATOR);
        return slugs.length == 1 ? null : slugs[slugs.length - 2];
    }

    /**
     * @return the slug that it had
     */
    private String describe(NewCategory wanted, boolean takeover) {
        var above = wanted.parent() == null
                ? null
                : called(Category.class, wanted.parent())
                        .orElseThrow(() -> InvalidInput.at("/parent", "unknown", "must be a category"));
        if (above != null && path != null && (above.path + SEPARATOR).startsWith(path + SEPARATOR)) {
            throw new CategoryCycle();
        }
        var made = wanted.slug() == null ? Slug.of(wanted.name()) : wanted.slug();
        if (made.isEmpty()) {
            throw InvalidInput.at("/name", "no-slug", "must have letters or digits to make a slug of");
        }
        var former = moveTo(made, takeover);
        name = wanted.name();
        description = wanted.description();
        parent = above;
        path = above == null ? slug : above.path + SEPARATOR + slug;
        mustNotBeTooDeep();
        return former;
    }

    private void mustNotBeTooDeep() {
        if (depth() > MAX_DEPTH) {
            throw InvalidInput.at("/parent", "too-deep", "must leave the tree at most " + MAX_DEPTH + " levels");
        }
    }

    private void tell(EventType what, String former) {
        Event.record(what, id, slug, former, Visibility.PUBLIC);
    }

    @Override
    Set<String> formerSlugs() {
        return formerSlugs;
    }
}
