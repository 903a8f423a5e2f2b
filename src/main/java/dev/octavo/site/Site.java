package dev.octavo.site;

import dev.octavo.http.EntityTags;
import dev.octavo.http.InvalidInput;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.util.IllformedLocaleException;
import java.util.Locale;

/** What holds for the whole site: one row, made with its table. Nothing of it is kept between requests, so a change holds on all nodes at once. */
@Entity
public class Site extends PanacheEntityBase {
    private static final int ONLY = 1;

    @Id
    int id;

    @Version
    long version;

    String title;
    String description;

    /** As BCP 47 writes it. */
    String language;

    String postUrl;
    String tagUrl;
    String authorUrl;

    /** Null: what the configuration says. */
    @Enumerated(EnumType.STRING)
    Moderation commentModeration;

    protected Site() {}

    /** The site as it stands, in the caller's transaction. */
    public static Site current() {
        return findById(ONLY);
    }

    /** The same for a change: locked until the transaction ends, and still the version that {@code If-Match} names. */
    static Site editable(EntityTags tags) {
        var site = Site.<Site>findById(ONLY, LockModeType.PESSIMISTIC_WRITE);
        tags.check(site.version, () -> SiteView.of(site));
        return site;
    }

    /** Whose comments wait under posts that say nothing of it. */
    public Moderation commentModeration(Moderation byDefault) {
        return commentModeration == null ? byDefault : commentModeration;
    }

    public String title() {
        return title;
    }

    /** Null if it has none. */
    public String description() {
        return description;
    }

    /** As BCP 47 writes it. */
    public String language() {
        return language;
    }

    /** Where its pages begin, as far as the pattern of its posts tells; null without one. */
    public String home() {
        return postUrl == null ? null : UrlPattern.beginning(postUrl);
    }

    /** Where the frontend shows the tag of this slug; null if it does not. */
    public String tagUrl(String slug) {
        return tagUrl == null ? null : tagUrl.replace("{slug}", slug);
    }

    /** Where the frontend shows an author; null if it does not. */
    public String authorUrl(String username) {
        return authorUrl == null ? null : authorUrl.replace("{username}", username);
    }

    /** The pattern of the addresses of posts, for {@link UrlPattern#ofPost}; null if they have none. */
    public String postUrl() {
        return postUrl;
    }

    /**
     * @throws InvalidInput if the language is none
     */
    void change(SiteEdit wanted) {
        title = wanted.title();
        description = wanted.description();
        language = canonical(wanted.language());
        postUrl = wanted.urls().post();
        tagUrl = wanted.urls().tag();
        authorUrl = wanted.urls().author();
        commentModeration = wanted.commentModeration();
    }

    private static String canonical(String language) {
        try {
            return new Locale.Builder().setLanguageTag(language).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw InvalidInput.at("/language", "invalid-format", "must be a language tag such as en or pt-BR (BCP 47)");
        }
    }
}
