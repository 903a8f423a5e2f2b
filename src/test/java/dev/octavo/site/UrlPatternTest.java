package dev.octavo.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlPatternTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.org/{slug},                 https://example.org/",
        "https://example.org/blog/{year}/{slug},     https://example.org/blog/",
        "https://example.org/blog/post-{slug},       https://example.org/blog/",
        "http://localhost:3000/#/posts/{slug},       http://localhost:3000/",
        "https://example.org/post?id={id}&x=a/b,     https://example.org/",
        "https://example.org?id={id},                https://example.org/",
        "https://example.org#{slug},                 https://example.org/",
    })
    void a_site_begins_where_its_pages_differ(String pattern, String home) {
        assertEquals(home, UrlPattern.beginning(pattern));
    }
}
