package dev.octavo.post;

import dev.octavo.http.Column;
import dev.octavo.http.Ids;
import dev.octavo.http.InvalidInput;
import dev.octavo.http.Json;
import dev.octavo.http.Listing;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a URL names a post: by id or by slug. A slug never looks like an id. */
@Schema(type = SchemaType.STRING, description = "An id or a slug", examples = "hello-octavo")
public record PostRef(UUID id, String slug) {
    /**
     * Called by JAX-RS for a path parameter.
     *
     * @throws IllegalArgumentException if the database could not even be asked for it, which JAX-RS answers with 404
     */
    public static PostRef fromString(String text) {
        var id = Ids.read(text);
        if (id.isPresent()) {
            return new PostRef(id.get(), null);
        }
        if (!Json.isStorable(text)) {
            throw new IllegalArgumentException(text);
        }
        return new PostRef(null, text);
    }

    /** The post, whoever may see it. Of those that have had a slug, the one outside the trash is meant. */
    Optional<Post> find(LockModeType lock) {
        return query().withLock(lock).firstResultOptional();
    }

    /** The same, to be shown: of all that there is to know of it these columns. */
    Optional<Post> read(List<Column<Post>> columns) {
        var posts = new Listing<>(Post.class, "", PostFilter.BY_ID).reading(columns);
        if (id == null) {
            posts.where("row.slug = :slug and row.deletedAt is null", "slug", slug);
        } else {
            posts.where("row.id = :id", "id", id);
        }
        return posts.first(Post.getEntityManager(), 1).stream().findFirst();
    }

    private PanacheQuery<Post> query() {
        return id != null ? Post.find("id", id) : Post.find("slug = ?1 and deletedAt is null", slug);
    }

    /**
     * What a file or a body wants to be under this URL, with the slug that the URL gives.
     *
     * @throws InvalidInput if it gives another itself
     */
    NewPost name(NewPost wanted) {
        if (slug == null || slug.equals(wanted.slug())) {
            return wanted;
        }
        if (wanted.slug() != null) {
            throw InvalidInput.at("/slug", "conflicting", "must be that of the URL, or be left out");
        }
        return wanted.withSlug(slug);
    }

    @Override
    public String toString() {
        return id == null ? slug : id.toString();
    }
}
