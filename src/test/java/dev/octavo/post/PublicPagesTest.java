package dev.octavo.post;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.http.Slug;
import dev.octavo.post.PublicPages.Page;
import dev.octavo.site.Site;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class PublicPagesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final int PART = 3;

    @AfterEach
    void others_find_the_site_as_it_was() {
        site(null);
    }

    /** As a site map walks them: each part begins by its number, and goes on by keys. */
    @ParameterizedTest
    @EnumSource
    void parts_read_in_batches_give_each_page_once(PublicPages pages) {
        site(Map.of(
                "post",
                "https://example.org/{id}",
                "tag",
                "https://example.org/{slug}",
                "author",
                "https://example.org/{username}"));
        for (var i = 0; i < 8; i++) {
            write(author(), Map.of("publishedAt", "2026-01-0" + (i + 1), "tags", List.of(unique("tag"))));
        }
        QuarkusTransaction.requiringNew().run(() -> {
            var site = Site.current();
            var all = urls(pages.read(site, NOW, null, 0, 10_000));
            var walked = new ArrayList<String>();
            var parts = pages.parts(PART, NOW);
            assertEquals(Math.ceilDiv(all.size(), PART), parts.size());
            for (var part = 0; part < parts.size(); part++) {
                var first = pages.read(site, NOW, null, part * PART, 2);
                var rest = pages.read(site, NOW, first.getLast().key(), 0, PART - 2);
                var of = new ArrayList<>(first);
                of.addAll(rest);
                assertEquals(
                        parts.get(part),
                        Collections.max(of.stream().map(Page::changedAt).toList()));
                walked.addAll(urls(of));
            }
            assertEquals(all, walked);
            assertEquals(all.size(), all.stream().distinct().count());
        });
    }

    @Test
    void a_page_has_changed_when_the_newest_on_it_was_shown_or_changed() {
        site(Map.of("tag", "https://example.org/{slug}"));
        var tag = unique("Changed");
        write(author(), Map.of("publishedAt", "2026-01-02", "tags", List.of(tag)));
        write(author(), Map.of("publishedAt", "2988-01-02", "tags", List.of(tag)));
        QuarkusTransaction.requiringNew().run(() -> {
            var then = Instant.parse("2989-01-01T00:00:00Z");
            var page = PublicPages.TAGS.read(Site.current(), then, null, 0, 10_000).stream()
                    .filter(found -> found.url().endsWith("/" + Slug.of(tag)))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Instant.parse("2988-01-02T00:00:00Z"), page.changedAt());
        });
    }

    private static List<String> urls(List<Page> pages) {
        return pages.stream().map(Page::url).toList();
    }

    private static void site(Map<String, String> urls) {
        var change = new HashMap<String, Object>();
        change.put("urls", urls);
        admin().body(change).patch("/site").then().statusCode(200);
    }
}
