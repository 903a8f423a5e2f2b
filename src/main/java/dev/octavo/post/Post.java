package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.Role;
import dev.octavo.account.Scope;
import dev.octavo.account.Viewer;
import dev.octavo.http.EntityTags;
import dev.octavo.http.Forbidden;
import dev.octavo.http.Ids;
import dev.octavo.http.Unauthorized;
import dev.octavo.site.Moderation;
import dev.octavo.site.Site;
import dev.octavo.site.UrlPattern;
import dev.octavo.tag.Tag;
import dev.octavo.tag.TagName;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * An article. The row is what readers see; what its author has saved since is its working revision. While nobody
 * can read it, the row itself is the working copy.
 */
@Entity
@DynamicUpdate
public class Post extends PanacheEntityBase {
    @Id
    public UUID id;

    @Version
    long version;

    String slug;

    @ManyToOne(fetch = FetchType.LAZY)
    Account author;

    Instant createdAt;
    Instant updatedAt;

    /** Null for a draft, to come for a scheduled post. */
    Instant publishedAt;

    /** Of a post that readers have seen before, so that it comes back under its old date. */
    Instant firstPublishedAt;

    /** When it went to the trash, if it did. */
    Instant deletedAt;

    String title;
    String excerpt;
    String derivedExcerpt;
    String canonicalUrl;
    int readingMinutes;
    int renderer;

    @Enumerated(EnumType.STRING)
    Format format;

    // Lists show none of these four, so they do not read them.
    @Basic(fetch = FetchType.LAZY)
    String body;

    @Basic(fetch = FetchType.LAZY)
    String html;

    @Basic(fetch = FetchType.LAZY)
    @JdbcTypeCode(SqlTypes.JSON)
    List<Heading> toc;

    @Basic(fetch = FetchType.LAZY)
    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> meta;

    /** The site's pattern for addresses of posts. Read with the row, it costs no statement of its own and is never outdated. */
    @Formula("(select site.post_url from site)")
    String urlPattern;

    @ManyToMany
    @JoinTable(
            name = "post_tag",
            joinColumns = @JoinColumn(name = "post_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    @OrderColumn(name = "position")
    @BatchSize(size = 100)
    List<Tag> tags = new ArrayList<>();

    boolean commentsOpen;

    @Enumerated(EnumType.STRING)
    public Moderation commentModeration;

    int commentCount;

    /** The newer content, of a post that readers see; null when they see the newest. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "working_revision")
    PostRevision workingRevision;

    protected Post() {}

    /** Writes a post: a draft, or published at the time that it names. */
    static Post write(Viewer author, NewPost wanted) {
        var now = author.now();
        var post = new Post();
        post.author = author.account();
        post.id = Ids.next();
        post.createdAt = now;
        post.urlPattern = Site.current().postUrl();
        post.publishedAt = wanted.publishedAt();
        post.setAtOnce(wanted);
        post.show(wanted.content(), wanted.content().rendered(), now);
        // After what takes long, because others who want the same slug wait from here on.
        post.slug = wanted.slug() == null ? PostSlug.free(wanted.title()) : PostSlug.claim(wanted.slug());
        post.persist();
        new PostRevision(post, post.author, post.content(), now).persist();
        flush();
        return post;
    }

    /**
     * The post that this names. Drafts, scheduled posts and the trash exist only for those who may edit them:
     * everyone else gets the 404 of a wrong slug.
     */
    public static Post visibleTo(Viewer viewer, PostRef ref) {
        return visible(viewer, ref, LockModeType.NONE);
    }

    /**
     * The same, for a change: its row is locked until the transaction ends, so that changes follow one another, and
     * is still the version that {@code If-Match} names.
     */
    static Post editableBy(Viewer viewer, PostRef ref, EntityTags tags) {
        var post = visible(viewer, ref, LockModeType.PESSIMISTIC_WRITE).mustBeEditableBy(viewer);
        tags.check(post.version, () -> PostView.of(post, viewer));
        return post;
    }

    private static Post visible(Viewer viewer, PostRef ref, LockModeType lock) {
        return find(ref, lock)
                .filter(post -> post.isPublic(viewer.now()) || post.isEditableBy(viewer))
                .orElseThrow(() -> new PostNotFound(ref));
    }

    private static Optional<Post> find(PostRef ref, LockModeType lock) {
        // Of the posts that have had a slug, the one outside the trash is meant.
        return ref.id() != null
                ? find("id", ref.id()).<Post>withLock(lock).firstResultOptional()
                : find("slug = ?1 and deletedAt is null", ref.slug())
                        .<Post>withLock(lock)
                        .firstResultOptional();
    }

    Post mustBeEditableBy(Viewer viewer) {
        if (!isEditableBy(viewer)) {
            throw viewer.isVisitor()
                    ? new Unauthorized()
                    : new Forbidden("Authors edit their own posts; editors edit all.");
        }
        return this;
    }

    /** The slugs in use that are this one, or begin with it and a hyphen. */
    static Set<String> slugsLike(String slug) {
        return getEntityManager()
                .createQuery(
                        "select slug from Post where deletedAt is null and (slug = :slug or slug like :numbered)",
                        String.class)
                .setParameter("slug", slug)
                .setParameter("numbered", slug + "-%")
                .getResultStream()
                .collect(Collectors.toSet());
    }

    /** Replaces the content: of the row while nobody can read it, else of the working copy. */
    void revise(NewPost wanted, Viewer by) {
        mustNotBeInTrash();
        setAtOnce(wanted);
        reviseContent(wanted, by);
        // Tags before the slug, as in write(): in another order two writers could wait for each other.
        if (wanted.slug() != null && !wanted.slug().equals(slug)) {
            slug = PostSlug.claim(wanted.slug());
        }
    }

    private void reviseContent(NewPost wanted, Viewer by) {
        var now = by.now();
        var content = withoutDerivedExcerpt(wanted.content()).withTags(Tag.canonical(wanted.tags()));
        if (content.equals(workingContent())) {
            return;
        }
        var revision = new PostRevision(this, by.account(), content, now);
        revision.persist();
        if (isPublic(now)) {
            // Now, so that what cannot be rendered is not kept.
            revision.rendered();
            workingRevision = revision;
        } else {
            show(content, revision.rendered(), now);
        }
    }

    /** Shows the newest content to readers, from the given time on; without one since the first publication, or now. */
    void publish(Instant at, Instant now) {
        mustNotBeInTrash();
        showWorkingCopy(now);
        rememberFirst(now);
        if (at != null) {
            publishedAt = at;
        } else if (!isPublic(now)) {
            publishedAt = firstPublishedAt == null ? now : firstPublishedAt;
        }
    }

    /** Takes the post from its readers; it is a draft again. */
    void unpublish(Instant now) {
        mustNotBeInTrash();
        showWorkingCopy(now);
        rememberFirst(now);
        publishedAt = null;
    }

    private void rememberFirst(Instant now) {
        if (isPublic(now)) {
            firstPublishedAt = publishedAt;
        }
    }

    /** Moves the post to the trash, which frees its slug. */
    void trash(Instant now) {
        if (deletedAt == null) {
            deletedAt = now;
        }
    }

    /** Adds to the number of comments that readers see. Not a new version: nobody who edits the post minds. */
    public static void countComments(UUID post, int change) {
        if (change != 0) {
            update("commentCount = commentCount + ?1 where id = ?2", change, post);
        }
    }

    /** Asked by {@code comment}, which answers in its own words. */
    public boolean acceptsComments(Instant now) {
        return commentsOpen && isPublic(now);
    }

    /** Whether it is the viewer's to look after: authors their own, editors all. */
    public boolean isInCareOf(Viewer viewer) {
        return viewer.is(Role.EDITOR) || (viewer.is(Role.AUTHOR) && author.id.equals(viewer.id()));
    }

    boolean isEditableBy(Viewer viewer) {
        return viewer.may(Scope.POSTS_WRITE) && isInCareOf(viewer);
    }

    public boolean isPublic(Instant now) {
        return status(now) == PostStatus.PUBLISHED;
    }

    PostStatus status(Instant now) {
        if (deletedAt != null) {
            return PostStatus.TRASH;
        }
        if (publishedAt == null) {
            return PostStatus.DRAFT;
        }
        return publishedAt.isAfter(now) ? PostStatus.SCHEDULED : PostStatus.PUBLISHED;
    }

    /** Where the site's frontend shows it, or will; null without a pattern, and for drafts and the trash. */
    String url() {
        return urlPattern == null || publishedAt == null || deletedAt != null
                ? null
                : UrlPattern.ofPost(urlPattern, id, slug, publishedAt);
    }

    /** What its readers see, or would see. */
    PostContent content() {
        return new PostContent(
                title,
                body,
                format,
                excerpt,
                canonicalUrl,
                meta,
                tags.stream().map(TagName::of).toList());
    }

    /** What its author has saved last. */
    PostContent workingContent() {
        return workingRevision == null ? content() : workingRevision.content;
    }

    private void setAtOnce(NewPost wanted) {
        commentsOpen = wanted.commentsOpen();
        commentModeration = wanted.commentModeration();
    }

    private void showWorkingCopy(Instant now) {
        if (workingRevision != null) {
            show(workingRevision.content, workingRevision.rendered(), now);
            workingRevision = null;
        }
    }

    private void show(PostContent content, Rendering rendering, Instant now) {
        // First, because it asks the database, which would be sent a half-changed row.
        var named = Tag.named(content.tags());
        title = content.title();
        body = content.body();
        format = content.format();
        excerpt = content.excerpt();
        canonicalUrl = content.canonicalUrl();
        meta = content.meta();
        html = rendering.html();
        derivedExcerpt = rendering.excerpt();
        toc = rendering.toc();
        readingMinutes = rendering.readingMinutes();
        renderer = Markup.RENDERER;
        updatedAt = now;
        if (!named.equals(tags)) {
            tags.clear();
            tags.addAll(named);
        }
    }

    /** An answer gives the derived excerpt; sent back unchanged, it is still derived. */
    private PostContent withoutDerivedExcerpt(PostContent wanted) {
        var echoed = (excerpt == null && derivedExcerpt.equals(wanted.excerpt()))
                || (workingRevision != null
                        && workingRevision.content.excerpt() == null
                        && workingRevision.rendered().excerpt().equals(wanted.excerpt()));
        return echoed ? wanted.withExcerpt(null) : wanted;
    }

    private void mustNotBeInTrash() {
        if (deletedAt != null) {
            throw new PostInTrash();
        }
    }
}
