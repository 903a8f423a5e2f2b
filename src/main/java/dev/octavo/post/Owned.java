package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.Role;
import dev.octavo.account.Viewer;
import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.site.Moderation;
import dev.octavo.tag.Category;
import dev.octavo.tag.CategoryName;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;

/** Whose an article is, and how they have it shown and discussed: what applies at once, and has no revisions. */
@MappedSuperclass
abstract class Owned extends Publishable {
    @ManyToMany
    @JoinTable(
            name = "post_author",
            joinColumns = @JoinColumn(name = "post_id"),
            inverseJoinColumns = @JoinColumn(name = "account_id"))
    @OrderColumn(name = "position")
    // A list tells authors which of its posts are theirs.
    @BatchSize(size = 100)
    List<Account> authors = new ArrayList<>();

    /** In which branches of the tree, the primary one first. */
    @ManyToMany
    @JoinTable(
            name = "post_category",
            joinColumns = @JoinColumn(name = "post_id"),
            inverseJoinColumns = @JoinColumn(name = "category_id"))
    @OrderColumn(name = "position")
    List<Category> categories = new ArrayList<>();

    boolean commentsOpen;

    @Enumerated(EnumType.STRING)
    public Moderation commentModeration;

    /** Put before others, by those who show them. */
    boolean featured;

    /** Whether it is the viewer's to look after: authors their own, editors all. */
    public boolean isInCareOf(Viewer viewer) {
        return viewer.is(Role.EDITOR)
                || (viewer.is(Role.AUTHOR) && authors.stream().anyMatch(each -> each.id.equals(viewer.id())));
    }

    List<CategoryName> categoryNames() {
        return categories.stream().map(CategoryName::of).toList();
    }

    void setAtOnce(PostSettings wanted, Instant now) {
        if (!wanted.equals(PostSettings.of(this))) {
            // Noticed by those who find it in lists, or did.
            var noticed = isPublic(now) && !(unlisted && wanted.unlisted());
            set(wanted);
            var what = isPublic(now) ? EventType.POST_UPDATED : EventType.POST_SAVED;
            Event.record(what, id, slug, null, Visibility.of(noticed));
        }
    }

    void set(PostSettings wanted) {
        commentsOpen = wanted.commentsOpen();
        commentModeration = wanted.commentModeration();
        featured = wanted.featured();
        unlisted = wanted.unlisted();
        if (!authors.equals(wanted.authors())) {
            authors.clear();
            authors.addAll(wanted.authors());
        }
        if (!categories.equals(wanted.categories())) {
            categories.clear();
            categories.addAll(wanted.categories());
        }
    }
}
