package dev.octavo.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.octavo.http.Grouping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** By what posts are counted. Times are those of publication, in UTC. */
@Schema(name = "PostGroup")
public enum PostGroup {
    @JsonProperty("day")
    DAY(time("YYYY-MM-DD")),
    /** ISO 8601: of Monday to Sunday, the first with a Thursday in the year. */
    @JsonProperty("week")
    WEEK(time("IYYY-\"W\"IW")),
    @JsonProperty("month")
    MONTH(time("YYYY-MM")),
    @JsonProperty("year")
    YEAR(time("YYYY")),
    @JsonProperty("tag")
    TAG(new Grouping("join row.tags one", "one.slug", "one.name", false)),
    @JsonProperty("author")
    AUTHOR(new Grouping("join row.authors one", "one.username", "one.name", false)),
    @JsonProperty("status")
    STATUS(Grouping.by(
            "case when %s then 'trash' when %s then 'published' when %s then 'scheduled' else 'draft' end"
                    .formatted(
                            PostStatus.TRASH.of("row"), PostStatus.PUBLISHED.of("row"), PostStatus.SCHEDULED.of("row")),
            false));

    final Grouping grouping;

    PostGroup(Grouping grouping) {
        this.grouping = grouping;
    }

    private static Grouping time(String pattern) {
        return Grouping.by("cast(to_char(timezone('UTC', row.publishedAt), '" + pattern + "') as String)", true);
    }
}
