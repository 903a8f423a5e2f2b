package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.http.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A post's content as it was saved once. */
@Entity
@Immutable
class PostRevision extends PanacheEntityBase {
    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;

    @ManyToOne(fetch = FetchType.LAZY)
    Account author;

    Instant createdAt;

    @JdbcTypeCode(SqlTypes.JSON)
    PostContent content;

    @Transient
    private Rendering rendering;

    protected PostRevision() {}

    PostRevision(Article article, Account author, PostContent content, Instant now) {
        this.id = Ids.next();
        // There are no others.
        this.post = (Post) article;
        this.author = author;
        this.content = content;
        this.createdAt = now;
    }

    /** Made once a request, of the few contents that readers do not see: it is not kept. */
    Rendering rendered() {
        if (rendering == null) {
            rendering = content.rendered();
        }
        return rendering;
    }
}
