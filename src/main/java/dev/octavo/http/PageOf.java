package dev.octavo.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of a list. */
@Schema(additionalProperties = Schema.False.class)
public record PageOf<T>(
        @Schema(required = true) List<T> items,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "How many match in all; only with `count`", minimum = "0")
        Long total,

        @Schema(required = true) Links links,

        @JsonIgnore @Schema(hidden = true) Lines.Rows<T> all)
        implements Versioned {

    PageOf(List<T> items, Long total, Links links) {
        this(items, total, links, null);
    }

    /** Not a page but all, for whoever wants lines: what is made of them is made when they are sent. */
    static <T> PageOf<T> of(Lines.Rows<T> all) {
        return new PageOf<>(null, null, null, all);
    }

    public <R> PageOf<R> map(Function<? super T, ? extends R> view) {
        return mapAll(all -> all.stream().<R>map(view).toList());
    }

    /** For what is read for all of them at once. */
    public <R> PageOf<R> mapAll(Function<? super List<T>, List<R>> views) {
        return all == null
                ? new PageOf<>(views.apply(items), total, links)
                : of(each -> all.read(rows -> each.accept(views.apply(rows))));
    }

    @Override
    public long entityVersion() {
        return 0;
    }

    /** Where to go from here, as absolute-path references; the same stand in the {@code Link} header (RFC 8288). */
    @Schema(name = "PageLinks", additionalProperties = Schema.False.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Links(
            @Schema(required = true, format = "uri-reference", examples = "/api/v1/posts")
            String self,

            @Schema(format = "uri-reference") String next,
            @Schema(format = "uri-reference") String previous,

            @Schema(required = true, format = "uri-reference", examples = "/api/v1/posts")
            String first) {

        String asHeader() {
            return Stream.of(link(self, "self"), link(next, "next"), link(previous, "prev"), link(first, "first"))
                    .flatMap(Function.identity())
                    .collect(Collectors.joining(", "));
        }

        private static Stream<String> link(String target, String relation) {
            return Stream.ofNullable(target).map(uri -> "<%s>; rel=\"%s\"".formatted(uri, relation));
        }
    }
}
