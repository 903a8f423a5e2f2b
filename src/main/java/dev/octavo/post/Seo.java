package dev.octavo.post;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What search engines and previews of links are told instead of what the post says. Blank is nothing. */
@Embeddable
@Schema(additionalProperties = Schema.False.class)
public record Seo(
        @Column(name = "seo_title")
        @Size(max = 300)
        @Schema(nullable = true, description = "Without it the title", examples = "Octavo: posts and comments as JSON")
        String title,

        @Column(name = "seo_description")
        @Size(max = 500)
        @Schema(nullable = true, description = "Without it the excerpt", examples = "A headless CMS over PostgreSQL")
        String description,

        @Column(name = "seo_image")
        @Size(max = NewPost.MAX_URL)
        @Pattern(regexp = NewPost.URL, message = "must be an http or https URL")
        @Schema(
                nullable = true,
                description = "Without it the first image of the text",
                examples = "https://example.org/octavo.png")
        String image) {

    static final Seo NOTHING = new Seo(null, null, null);

    public Seo {
        title = orNull(title);
        description = orNull(description);
        image = orNull(image);
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
