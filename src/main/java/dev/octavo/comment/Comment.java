package dev.octavo.comment;

import dev.octavo.account.Account;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.Forbidden;
import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.NotFound;
import dev.octavo.http.Unauthorized;
import dev.octavo.post.Markup;
import dev.octavo.post.Post;
import dev.octavo.site.Moderation;
import dev.octavo.site.Site;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** What a guest or an account says under a post, or in reply to another comment. */
@Entity
@DynamicUpdate
public class Comment extends PanacheEntityBase {
    /** Replies below this level attach to it. */
    public static final int MAX_DEPTH = 10;

    @Id
    public UUID id;

    @Version
    long version;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;

    @ManyToOne(fetch = FetchType.LAZY)
    Comment parent;

    UUID rootId;

    /** The ids from the root down to this: its order is the order of the thread. */
    String path;

    /** 1 for the first of a thread. */
    int depth;

    @Enumerated(EnumType.STRING)
    CommentStatus status;

    /** Null for a guest, who has a name of their own instead. */
    @ManyToOne(fetch = FetchType.LAZY)
    Account account;

    String authorName;
    String authorEmail;
    String authorUrl;
    String body;
    String html;
    int renderer;
    Instant createdAt;
    Instant updatedAt;

    protected Comment() {}

    /** Says something under a post, seen at once or held, as the post's moderation has it. */
    static Comment say(Viewer viewer, Post post, NewComment wanted, Moderation byDefault) {
        return say(Ids.next(), viewer, post, wanted, byDefault);
    }

    /** The same under an id that is known beforehand. */
    public static Comment say(UUID id, Viewer viewer, Post post, NewComment wanted, Moderation byDefault) {
        if (!post.acceptsComments(viewer.now())) {
            throw new CommentsClosed();
        }
        var moderation = moderation(post, byDefault);
        var comment = new Comment();
        comment.id = id;
        comment.post = post;
        comment.createdAt = viewer.now();
        comment.sign(viewer, wanted.author(), moderation);
        comment.attachTo(wanted.parent());
        comment.write(wanted.body(), viewer.now());
        comment.status = comment.isHeld(viewer, moderation) ? CommentStatus.PENDING : CommentStatus.APPROVED;
        comment.persist();
        comment.tell(EventType.COMMENT_CREATED, comment.isApproved(), viewer.now());
        flush();
        Post.countComments(post.id, comment.isApproved() ? 1 : 0);
        return comment;
    }

    /** The comment of this id; one that is not approved exists only for its author and its moderators. */
    static Comment visibleTo(Viewer viewer, UUID id) {
        return find(viewer, id, LockModeType.NONE);
    }

    /** The same for a change by a moderator, its row locked until the transaction ends. */
    static Comment moderatedBy(Viewer viewer, UUID id) {
        return find(viewer, id, LockModeType.PESSIMISTIC_WRITE).mustBeModeratedBy(viewer);
    }

    /** The same for a change that the comment's own author may make too. */
    static Comment editableBy(Viewer viewer, UUID id) {
        var comment = find(viewer, id, LockModeType.PESSIMISTIC_WRITE);
        if (!comment.isBy(viewer) && !comment.isModeratedBy(viewer)) {
            throw new Forbidden("Comments are changed by those who wrote them and by moderators.");
        }
        return comment;
    }

    private static Comment find(Viewer viewer, UUID id, LockModeType lock) {
        var comment = Comment.<Comment>findById(id, lock);
        if (comment == null || !comment.isVisibleTo(viewer)) {
            throw new NotFound("There is no comment " + id + " that you may see.");
        }
        return comment;
    }

    Comment mustBeModeratedBy(Viewer viewer) {
        if (!isModeratedBy(viewer)) {
            throw new Forbidden("Authors moderate under their own posts; editors moderate everywhere.");
        }
        return this;
    }

    /** Readers see approved comments only, and the post counts those. */
    void changeStatus(CommentStatus wanted, Instant now) {
        if (wanted == status) {
            return;
        }
        var before = isApproved();
        status = wanted;
        tell(
                switch (wanted) {
                    case APPROVED -> EventType.COMMENT_APPROVED;
                    case PENDING -> EventType.COMMENT_HELD;
                    case SPAM -> EventType.COMMENT_MARKED_AS_SPAM;
                    case TRASH -> EventType.COMMENT_TRASHED;
                },
                before || isApproved(),
                now);
        flush();
        Post.countComments(post.id, (isApproved() ? 1 : 0) - (before ? 1 : 0));
    }

    /** Changes the text; where comments wait for a moderator, a changed one waits again. */
    void rewrite(String text, Viewer viewer, Moderation byDefault) {
        if (text.equals(body)) {
            return;
        }
        write(text, viewer.now());
        tell(EventType.COMMENT_UPDATED, isApproved(), viewer.now());
        if (isApproved() && isHeld(viewer, moderation(post, byDefault))) {
            changeStatus(CommentStatus.PENDING, viewer.now());
        }
    }

    /** Under a post that readers do not come upon they notice nothing. */
    private void tell(EventType what, boolean isShown, Instant now) {
        Event.recordUnder(post.id, what, id, Visibility.of(isShown && post.isListed(now)));
    }

    boolean isApproved() {
        return status == CommentStatus.APPROVED;
    }

    boolean isModeratedBy(Viewer viewer) {
        return viewer.may(Scope.COMMENTS_MODERATE) && post.isInCareOf(viewer);
    }

    private boolean isBy(Viewer viewer) {
        return account != null && account.id.equals(viewer.id());
    }

    private boolean isVisibleTo(Viewer viewer) {
        var shown = isApproved() && post.isPublic(viewer.now());
        return shown || isModeratedBy(viewer) || (isBy(viewer) && status == CommentStatus.PENDING);
    }

    private void sign(Viewer viewer, NewComment.Guest guest, Moderation moderation) {
        if (viewer.isVisitor()) {
            if (moderation == Moderation.MEMBERS_ONLY) {
                throw new Unauthorized();
            }
            if (guest == null) {
                throw InvalidInput.at("/author", "required", "is needed without a token");
            }
            authorName = guest.name();
            authorEmail = guest.email();
            authorUrl = guest.url();
            return;
        }
        viewer.mustBeAllowedTo(Scope.COMMENTS_WRITE);
        if (guest != null) {
            throw InvalidInput.at(
                    "/author", "conflicting", "must not stand beside a token: the comment is your account's");
        }
        account = viewer.account();
    }

    private void attachTo(UUID wanted) {
        if (wanted != null) {
            parent = Comment.<Comment>find("id = ?1 and post = ?2", wanted, post)
                    .firstResultOptional()
                    .orElseThrow(() -> InvalidInput.at("/parent", "unknown-comment", "is no comment under this post"));
            if (!parent.isApproved()) {
                throw new ParentNotApproved();
            }
            if (parent.depth == MAX_DEPTH) {
                parent = parent.parent;
            }
        }
        depth = parent == null ? 1 : parent.depth + 1;
        rootId = parent == null ? id : parent.rootId;
        path = parent == null ? id.toString() : parent.path + "/" + id;
    }

    private void write(String text, Instant now) {
        body = text;
        html = Markup.remark(text);
        renderer = Markup.RENDERER;
        updatedAt = now;
    }

    private static Moderation moderation(Post post, Moderation byDefault) {
        return post.commentModeration == null ? Site.current().commentModeration(byDefault) : post.commentModeration;
    }

    private boolean isHeld(Viewer viewer, Moderation moderation) {
        if (isModeratedBy(viewer)) {
            return false;
        }
        return switch (moderation) {
            case GUESTS -> viewer.isVisitor();
            case ALL -> true;
            case FIRST_COMMENT -> !hasBeenApprovedBefore();
            case NONE, MEMBERS_ONLY -> false;
        };
    }

    private boolean hasBeenApprovedBefore() {
        return account != null
                ? count("account = ?1 and status = ?2", account, CommentStatus.APPROVED) > 0
                : authorEmail != null
                        && count(
                                        "account is null and authorEmail = ?1 and status = ?2",
                                        authorEmail,
                                        CommentStatus.APPROVED)
                                > 0;
    }
}
