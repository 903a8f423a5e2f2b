package dev.octavo.support;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.write;

import dev.octavo.account.Role;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something of all that lists show, to ask for: times, titles and numbers repeat, and what may be missing is missing in some. It
 * is made once for all tests that only read it; the word in its names finds it among what others make.
 */
public final class Sample {
    public static final String WORD = "s" + Long.toString(System.nanoTime(), 36);

    /** Whose posts these are. */
    public static final String ADA = WORD + "-ada";

    /** Beside her in some. */
    public static final String BOB = WORD + "-bob";

    private static final String FAY = WORD + "-fay";
    private static final String GIL = WORD + "-gil";

    /** Says something under some. */
    public static final String CYD = WORD + "-cyd";

    /** When they were made, and said: what is made at once has one time. */
    public static final List<Instant> TIMES = Stream.of("PT0S", "PT1H", "PT2H")
            .map(Duration::parse)
            .map(Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS)::plus)
            .toList();

    private static final List<String> TITLES = List.of(
            "Alpha 100% sure",
            "alpha 100x sure",
            "snake_case words",
            "snakeXcase words",
            "It's \"quoted\"",
            "Back\\slash",
            "Bang! bang",
            "Übermut tut selten gut",
            "Twice said",
            "Twice said",
            "in:this,that",
            "contains:colons");

    private static List<String> posts;
    private static List<String> comments;

    /** What a list has of this, as who may see all asks for it; and what tells the rows apart. */
    public record Rows(String url, String key) {}

    private Sample() {}

    /** For a list, by the id of its operation. */
    public static Rows rows(String list) {
        posts();
        return switch (list) {
            case "listPosts" -> new Rows("/posts?status=any&author=" + ADA, "id");
            case "listComments" -> new Rows("/comments?status=any&createdAt=" + TIMES.get(2), "id");
            case "listThread" -> new Rows("/posts/" + posts.getFirst() + "/comments?count=none", "id");
            case "listTags" -> new Rows("/tags?slug=startsWith:" + WORD, "slug");
            case "listCategories" -> new Rows("/categories?count=none", "slug");
            case "listAuthors" -> new Rows("/authors?username=startsWith:" + WORD, "username");
            case "listAccounts" -> new Rows("/accounts?username=startsWith:" + WORD, "id");
            case "listEvents" -> new Rows("/events?occurredAt=" + TIMES.get(0), "id");
            default -> throw new AssertionError("nobody knows what to find in " + list);
        };
    }

    /** The ids of the posts, those without a date and those that no list shows among them. */
    public static synchronized List<String> posts() {
        if (posts == null) {
            make();
        }
        return posts;
    }

    /** The ids of the comments under them, whatever their status. */
    public static List<String> comments() {
        posts();
        return comments;
    }

    public static RequestSpecification ada() {
        return as(ADA, Role.AUTHOR);
    }

    private static void make() {
        var made = new ArrayList<String>();
        comments = new ArrayList<>();
        List.of(ADA, BOB, FAY, GIL)
                .forEach(name -> as(name, Role.AUTHOR).get("/me").then().statusCode(200));
        as(CYD, Role.MEMBER).get("/me").then().statusCode(200);
        patch("/accounts/" + ADA, Map.of("name", WORD + " Ada 100%", "email", "Ada@" + WORD + ".example"));
        patch("/accounts/" + GIL, Map.of("name", WORD + " Ada 100%"));
        List.of(BOB, FAY).forEach(name -> patch("/accounts/" + name, Map.of("name", WORD + " Bob_by")));
        for (var last : List.of("dan", "eve")) {
            admin().body(Map.of(
                            "username", WORD + "-" + last,
                            "name", WORD + " Bob_by",
                            "role", "editor",
                            "email", last + "@" + WORD + ".example"))
                    .post("/accounts")
                    .then()
                    .statusCode(201);
        }
        patch("/accounts/" + WORD + "-eve", Map.of("disabled", true));
        category("top", null);
        category("below", WORD + "-top");
        category("aside", null);

        for (int half = 0; half < 2; half++) {
            var first = half * TITLES.size() / 2;
            Octavo.at(
                    TIMES.get(half),
                    () -> TITLES.subList(first, first + TITLES.size() / 2)
                            .forEach(title -> made.add(post(made.size(), title))));
        }
        made.add(post(made.size(), "Unlisted", Map.of("unlisted", true, "publishedAt", "2026-02-02")));
        made.add(post(made.size(), "Scheduled", Map.of("publishedAt", "2999-02-02")));
        for (var post : made.subList(0, 4)) {
            Octavo.at(TIMES.get(2), () -> discuss(post, comments));
        }
        comments.add(Octavo.comment(as(CYD, Role.MEMBER), made.get(5), null)
                .extract()
                .path("id"));
        posts = List.copyOf(made);
    }

    private static String post(int number, String title) {
        return post(number, title, number % 5 == 4 ? Map.of() : Map.of("publishedAt", "2026-01-0" + (1 + number % 3)));
    }

    private static String post(int number, String title, Map<String, ?> more) {
        var post = new LinkedHashMap<String, Object>(Map.of(
                "title",
                title,
                "body",
                "# Words\n\n![A picture](https://example.org/picture.png)\n\n"
                        + "Some *words* more. ".repeat(1 + number % 3 * 120),
                "featured",
                number % 2 == 0,
                "commentsOpen",
                number % 7 != 6,
                "tags",
                number % 4 == 3 ? List.of() : List.of(tag(number % 3), tag(number % 4 + 1)),
                "categories",
                List.of(List.of(), List.of(WORD + "-top"), List.of(WORD + "-below", WORD + "-aside"))
                        .get(number % 3),
                "authors",
                List.of(List.of(ADA, BOB), List.of(ADA), List.of(ADA, FAY), List.of(ADA, GIL, BOB))
                        .get(number % 4)));
        if (number % 2 == 0) {
            post.put("meta", Map.of("mood", "good", "stars", List.of(1, 2)));
            post.put("seo", Map.of("title", "For engines", "description", "What it is about"));
        } else {
            post.put("canonicalUrl", "https://example.org/" + title.replaceAll("[^a-zA-Z]", "_"));
        }
        post.putAll(more);
        return write(editor(), post).extract().path("id");
    }

    private static String tag(int number) {
        return WORD + " "
                + List.of("Java", "java ee", "Per_cent", "100% pure", "Zig").get(number);
    }

    private static void category(String name, String parent) {
        var category = new LinkedHashMap<String, Object>(Map.of("name", name, "slug", WORD + "-" + name));
        if (parent != null) {
            category.put("parent", parent);
        }
        editor().body(category).post("/categories").then().statusCode(201);
    }

    /** Five comments: of accounts and of guests, one of whom waits, and one an answer. */
    private static void discuss(String post, List<String> said) {
        String first =
                Octavo.comment(as(CYD, Role.MEMBER), post, null).extract().path("id");
        said.add(first);
        said.add(Octavo.comment(ada(), post, first).extract().path("id"));
        said.add(Octavo.comment(ada(), post, null).extract().path("id"));
        for (var name : List.of("Grace", "Heidi")) {
            var guest = Octavo.guest(name + "-" + WORD);
            if (name.equals("Heidi")) {
                guest.put("author", Map.of("name", name));
            }
            said.add(visitor()
                    .body(guest)
                    .post("/posts/{post}/comments", post)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id"));
        }
        ada().put("/comments/{id}/approval", said.getLast()).then().statusCode(200);
    }

    private static void patch(String path, Map<String, ?> change) {
        admin().body(change).patch(path).then().statusCode(200);
    }
}
