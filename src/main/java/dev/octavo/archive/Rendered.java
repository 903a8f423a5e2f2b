package dev.octavo.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.http.InvalidInput;
import dev.octavo.post.Format;
import dev.octavo.post.Markup;
import dev.octavo.post.Rendering;
import java.util.Locale;
import java.util.function.Supplier;

/** Makes what the API would make of the same text. */
final class Rendered {
    private Rendered() {}

    static String post(ObjectNode post) {
        var rendering = article(post);
        post.put("html", rendering.html())
                .put("derived_excerpt", rendering.excerpt())
                .put("derived_image", rendering.image())
                .put("reading_minutes", rendering.readingMinutes())
                .put("renderer", Markup.RENDERER);
        post.set("toc", Lines.STRICT.valueToTree(rendering.toc()));
        return post.path("id").textValue();
    }

    static void comment(ObjectNode comment) {
        comment.put("html", orInvalid(() -> Markup.remark(comment.path("body").textValue())))
                .put("renderer", Markup.RENDERER);
    }

    /** Of a text that is rendered when it is read. */
    static void check(JsonNode content) {
        try {
            article(content);
        } catch (InvalidRecord e) {
            throw e.in("content");
        }
    }

    private static Rendering article(JsonNode post) {
        var format = Format.valueOf(post.path("format").textValue().toUpperCase(Locale.ROOT));
        return orInvalid(() -> Rendering.of(format, post.path("body").textValue()));
    }

    private static <T> T orInvalid(Supplier<T> rendering) {
        try {
            return rendering.get();
        } catch (InvalidInput e) {
            throw new InvalidRecord("body", e.errors().getFirst().detail());
        }
    }
}
