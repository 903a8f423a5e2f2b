package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.Viewer;
import dev.octavo.site.Moderation;
import dev.octavo.tag.Category;
import dev.octavo.tag.CategoryName;
import java.util.List;

/** What applies to a post at once, and has no revisions. */
record PostSettings(
        boolean commentsOpen,
        Moderation commentModeration,
        boolean featured,
        boolean unlisted,
        List<Account> authors,
        List<Category> categories) {
    static PostSettings of(Owned post) {
        return new PostSettings(
                post.commentsOpen,
                post.commentModeration,
                post.featured,
                post.unlisted,
                List.copyOf(post.authors),
                List.copyOf(post.categories));
    }

    static PostSettings of(NewPost wanted, Owned post, Viewer by) {
        return new PostSettings(
                wanted.commentsOpen(),
                wanted.commentModeration(),
                Boolean.TRUE.equals(wanted.featured()),
                Boolean.TRUE.equals(wanted.unlisted()),
                PostAuthors.named(wanted.authors(), List.copyOf(post.authors), by),
                categories(wanted.categories() == null ? List.of() : wanted.categories(), post));
    }

    /** Those of the post, but for what a file speaks of. */
    static PostSettings ofFile(NewPost file, Owned post, Viewer by) {
        return new PostSettings(
                post.commentsOpen,
                post.commentModeration,
                file.featured() == null ? post.featured : file.featured(),
                file.unlisted() == null ? post.unlisted : file.unlisted(),
                PostAuthors.ofFile(file.authors(), List.copyOf(post.authors), by),
                categories(file.categories() == null ? post.categoryNames() : file.categories(), post));
    }

    private static List<Category> categories(List<CategoryName> wanted, Owned post) {
        return wanted.equals(post.categoryNames()) ? List.copyOf(post.categories) : Category.named(wanted);
    }
}
