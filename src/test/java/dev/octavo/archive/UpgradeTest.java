package dev.octavo.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What an older Octavo has written, after the start of this one. */
@QuarkusTest
class UpgradeTest {
    private static final String ACCOUNT = "00000000-0000-7000-8000-000000000001";

    @Inject
    DataSource tests;

    @Test
    void of_old_posts_it_is_known_which_revision_readers_see() throws SQLException {
        var database = EmptyDatabase.make(tests, "010");
        run(database, """
                insert into account (id, version, username, name, role, created_at)
                values ('%1$s', 0, 'ada', 'Ada', 'ADMIN', now());
                insert into tag values ('%1$s', 'java', 'Java');
                """.formatted(ACCOUNT));
        // Saved, shown, saved again twice.
        post(database, 10, "Shown");
        revision(database, 10, 11, "Begun", "[]");
        revision(database, 10, 12, "Shown", "[{\"slug\": \"java\", \"name\": \"Java\"}]");
        revision(database, 10, 13, "Shown", "[]");
        revision(database, 10, 14, "Not yet", "[]");
        run(database, "insert into post_tag values ('%s', 0, '%s')".formatted(id(10), ACCOUNT));
        run(database, "update post set working_revision = '%s' where id = '%s'".formatted(id(14), id(10)));
        // Never published.
        post(database, 20, "Saved");
        revision(database, 20, 21, "Begun", "[]");
        revision(database, 20, 22, "Saved", "[]");
        // Of an archive that somebody has edited.
        post(database, 30, "Alone");

        Flyway.configure().dataSource(database).load().migrate();
        assertEquals(
                "[\"%s\", \"%s\", null]".formatted(id(12), id(22)),
                EmptyDatabase.single(database, "select jsonb_agg(shown_revision order by id) from post"));
        assertEquals(
                "8",
                EmptyDatabase.single(
                        database, "select size from post_revision where content ->> 'body' = 'Begun ü' limit 1"));
    }

    @Test
    void what_is_scheduled_at_the_upgrade_will_be_told() throws SQLException {
        var database = EmptyDatabase.make(tests, "013");
        run(database, """
                insert into account (id, version, username, name, role, created_at)
                values ('%1$s', 0, 'ada', 'Ada', 'ADMIN', now());
                """.formatted(ACCOUNT));
        post(database, 10, "To come");
        post(database, 20, "Published");
        post(database, 30, "Draft");
        run(database, "update post set published_at = '2999-01-01T00:00Z' where id = '%s'".formatted(id(10)));
        run(database, "update post set published_at = '2020-01-01T00:00Z' where id = '%s'".formatted(id(20)));
        Flyway.configure().dataSource(database).load().migrate();
        assertEquals(
                "[[\"%s\", \"PUBLISH\", true, \"UTC\"]]".formatted(id(10)),
                EmptyDatabase.single(
                        database,
                        "select jsonb_agg(jsonb_build_array(post_id, action, due_at = '2999-01-01T00:00Z', zone)) from schedule"));
    }

    @Test
    void what_was_written_before_there_was_a_search_is_found() throws SQLException {
        var database = EmptyDatabase.make(tests, "010");
        run(database, """
                insert into account (id, version, username, name, role, created_at)
                values ('%1$s', 0, 'ada', 'Ada', 'ADMIN', now());
                """.formatted(ACCOUNT));
        post(database, 10, "Old");
        run(database, "update post set title = 'Häuser', html = '<p>Alte Bücher</p>', meta = '{\"lang\": \"de\"}'");
        post(database, 20, "Old");
        run(database, """
                insert into comment (id, version, post_id, root_id, path, depth, status, author_name, body, html, renderer, created_at, updated_at)
                values ('%1$s', 0, '%2$s', '%1$s', '%1$s', 1, 'APPROVED', 'Guest', '', '<p>Viele Türen</p>', 1, now(), now())""".formatted(id(11), id(10)));
        Flyway.configure().dataSource(database).load().migrate();
        assertEquals(id(10), EmptyDatabase.single(database, "select id from post_matches('haus buch', 1)"));
        assertEquals(id(11), EmptyDatabase.single(database, "select id from comment_matches('tur', 1)"));
        assertEquals(
                "octavo_english, octavo_german",
                EmptyDatabase.single(database, "select string_agg(config, ', ' order by config) from search_language"));
    }

    private static void post(DataSource database, int id, String body) throws SQLException {
        run(database, """
                insert into post (id, version, slug, author_id, created_at, updated_at, title, body, format, meta, html,
                    derived_excerpt, toc, reading_minutes, renderer, comments_open)
                values ('%1$s', 0, 'slug-%2$d', '%3$s', now(), now(), 'T', '%4$s ü', 'MARKDOWN', '{"b": 1.5, "aa": [null]}', '', '', '[]', 1, 1, true)
                """.formatted(id(id), id, ACCOUNT, body));
    }

    private static void revision(DataSource database, int post, int id, String body, String tags) throws SQLException {
        run(database, """
                insert into post_revision values ('%s', '%s', '%s', now(), '{"title": "T", "body": "%s ü", "format": "markdown", \
                "excerpt": null, "canonicalUrl": null, "meta": {"aa": [null], "b": 1.5}, "tags": %s}')
                """.formatted(id(id), id(post), ACCOUNT, body, tags));
    }

    private static String id(int number) {
        return "00000000-0000-7000-8000-0000000000" + number;
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
