package dev.octavo.post;

import dev.octavo.account.Viewer;
import dev.octavo.event.EventType;
import dev.octavo.tag.Tag;
import dev.octavo.tag.TagName;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Basic;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What a post says. The columns are what readers see, rendered; what its author has saved since is the working
 * revision. While nobody can read it, the columns themselves are the working copy.
 */
@MappedSuperclass
abstract class Article extends PanacheEntityBase {
    @Id
    public UUID id;

    String title;
    String excerpt;
    String derivedExcerpt;
    String canonicalUrl;

    /** Null where nothing is set. */
    @Embedded
    Seo seo;

    String derivedImage;
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

    @ManyToMany
    @JoinTable(
            name = "post_tag",
            joinColumns = @JoinColumn(name = "post_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    @OrderColumn(name = "position")
    List<Tag> tags = new ArrayList<>();

    Instant updatedAt;

    /** The newer content, of a post that readers see; null when they see the newest. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "working_revision")
    PostRevision workingRevision;

    /** The snapshot that the columns were made of; null where an import brought none. */
    UUID shownRevision;

    /** How many of the row's versions readers have seen nothing of, because they saved a working copy only. */
    int hiddenSaves;

    abstract boolean isPublic(Instant now);

    abstract void tell(EventType what, boolean seenByReaders);

    /** What its readers see, or would see. */
    PostContent content() {
        return content(tags.stream().map(TagName::of).toList());
    }

    PostContent content(List<TagName> tags) {
        return new PostContent(title, body, format, excerpt, canonicalUrl, seo, meta, tags);
    }

    /** What was made of it. */
    Rendering rendering() {
        return new Rendering(html, derivedExcerpt, readingMinutes, toc, derivedImage);
    }

    /** What its author has saved last. */
    PostContent workingContent() {
        return workingRevision == null ? content() : workingRevision.content();
    }

    /**
     * Saves a content: as the columns while nobody can read them, else as the working copy. What is there already is no
     * change, and what readers see needs no working copy.
     *
     * @param note why, for the history; may be null
     */
    void save(PostContent wanted, String note, Viewer by) {
        var now = by.now();
        var content = withoutDerivedExcerpt(wanted).withTags(Tag.canonical(wanted.tags()));
        if (content.equals(workingContent())) {
            return;
        }
        if (isPublic(now) && content.equals(content())) {
            discardWorkingCopy();
            return;
        }
        var revision = new PostRevision(this, content, note, by);
        revision.persist();
        tell(EventType.POST_SAVED, false);
        if (isPublic(now)) {
            // Now, so that what cannot be rendered is not kept.
            revision.rendered();
            workingRevision = revision;
            hiddenSaves++;
        } else {
            show(revision, now);
        }
    }

    /** Shows the working copy to readers. */
    void showWorkingCopy(Instant now) {
        if (workingRevision != null) {
            show(workingRevision, now);
            workingRevision = null;
            hiddenSaves = 0;
            if (isPublic(now)) {
                tell(EventType.POST_UPDATED, true);
            }
        }
    }

    /**
     * Shows readers what was prepared for them. A working copy that is something else stays one.
     *
     * @return whether they see something else than before
     */
    boolean showInstead(PostRevision prepared, Instant now) {
        var changes = !prepared.content().equals(content());
        if (workingRevision != null && workingContent().equals(prepared.content())) {
            workingRevision = null;
        }
        if (changes) {
            show(prepared, now);
            hiddenSaves = 0;
            tell(EventType.POST_UPDATED, true);
        }
        return changes;
    }

    /** What readers see is the newest again. They notice nothing. */
    void discardWorkingCopy() {
        if (workingRevision != null) {
            workingRevision = null;
            hiddenSaves++;
            tell(EventType.POST_SAVED, false);
        }
    }

    private void show(PostRevision revision, Instant now) {
        show(revision.content, revision.rendered(), now);
        shownRevision = revision.id;
    }

    /** Puts a content where readers find it. */
    void show(PostContent content, Rendering rendering, Instant now) {
        // First, because it asks the database, which would be sent a half-changed row.
        var named = Tag.named(content.tags());
        title = content.title();
        body = content.body();
        format = content.format();
        excerpt = content.excerpt();
        canonicalUrl = content.canonicalUrl();
        seo = content.seo();
        meta = content.meta();
        html = rendering.html();
        derivedExcerpt = rendering.excerpt();
        derivedImage = rendering.image();
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
}
