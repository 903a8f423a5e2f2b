package dev.octavo;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.visitor;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octavo.account.FirstAdmin;
import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What dev mode begins with, and whether all that stands in the forms of Swagger UI runs on it. */
@QuarkusTest
@TestProfile(DemoTest.Demonstrated.class)
class DemoTest {
    /** An empty database: a schema of its own beside that of the other tests. */
    public static class Demonstrated implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "octavo.demo", "true",
                    "quarkus.flyway.schemas", "demo",
                    "quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema", "demo,public");
        }
    }

    /** Where a secret is needed that no example can know, and what it answers therefore. */
    private static final Map<String, Integer> OTHERWISE =
            Map.of("signIn", 401, "openPreview", 404, "acceptInvitation", 400, "changePassword", 400);

    @Inject
    Demo demo;

    @Inject
    FirstAdmin accounts;

    @Inject
    EntityManager entities;

    private static boolean kept;
    private boolean untouched;

    @BeforeEach
    void begin() {
        if (kept) {
            putBack();
        } else {
            keep();
        }
    }

    @Test
    void three_posts_and_a_discussion_are_there_from_the_start() {
        visitor()
                .get("/posts?count=exact")
                .then()
                .body("total", equalTo(3))
                .body(
                        "items.slug",
                        equalTo(List.of("discussing-and-moderating", "writing-in-markdown", "welcome-to-octavo")))
                .body("items[0].commentCount", equalTo(2))
                .body("items.author.username.unique()", equalTo(List.of("admin")));
        visitor()
                .get("/posts/discussing-and-moderating/comments")
                .then()
                .body("items.depth", equalTo(List.of(1, 2)))
                .body("items[1].author.username", equalTo("admin"));
        admin().get("/comments?status=pending").then().body("items", hasSize(1));
        visitor()
                .get("/posts/writing-in-markdown")
                .then()
                .body("html", containsString("<table>"))
                .body("html", containsString("language-javascript"))
                .body("html", containsString("<del>struck out</del>"));
    }

    @Test
    void several_nodes_make_it_once_and_no_post_that_ever_was_makes_it_again() {
        empty();
        Parallel.run(10, () -> {
            demo.fill();
            return null;
        });
        visitor().get("/posts?count=exact").then().body("total", equalTo(3));
        List<String> slugs = visitor().get("/posts").path("items.slug");
        slugs.forEach(slug -> admin().delete("/posts/{post}", slug).then().statusCode(204));
        demo.fill();
        visitor().get("/posts?count=exact").then().body("total", equalTo(0));
    }

    /** Each as Swagger UI sends it without anybody having typed a word, on content that nobody has touched. */
    @Test
    void every_example_of_the_document_runs_as_it_stands() throws IOException {
        var document =
                new ObjectMapper().readTree(given().get("/openapi?format=json").asString());
        var run = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                run.addAll(runAll(method.getKey(), path.getKey(), method.getValue(), document))));
        assertTrue(run.size() > 35, () -> run.size() + " examples: " + run);
    }

    private List<String> runAll(String method, String template, JsonNode operation, JsonNode document) {
        var names = new ArrayList<String>();
        var content = operation.path("requestBody").path("content");
        if (content.isEmpty()) {
            run(method, template, operation, document, null, null, "");
            names.add(operation.path("operationId").asText());
        }
        content.properties().forEach(type -> {
            var examples = type.getValue().path("examples").properties();
            var one = type.getValue().path("example");
            assertFalse(
                    examples.isEmpty() && one.isMissingNode(),
                    operation.path("operationId") + " has no example of " + type.getKey());
            examples.forEach(example -> {
                var body = example.getValue().path("value").toString();
                run(method, template, operation, document, type.getKey(), body, example.getKey());
                names.add(operation.path("operationId") + " " + example.getKey());
            });
            if (!one.isMissingNode()) {
                run(method, template, operation, document, type.getKey(), one.asText(), "");
                names.add(operation.path("operationId") + " " + type.getKey());
            }
        });
        return names;
    }

    private void run(
            String method,
            String template,
            JsonNode operation,
            JsonNode document,
            String type,
            String body,
            String name) {
        var id = operation.path("operationId").asText();
        if (!method.equals("get") || !untouched) {
            putBack();
        }
        if (template.startsWith("/sitemap")) {
            // There is none until the site knows where its frontend shows posts.
            admin().body(Map.of("urls", Map.of("post", "https://example.org/{slug}")))
                    .patch("/site")
                    .then()
                    .statusCode(200);
        }
        untouched = method.equals("get");
        // A guest is told by the example's name; all others have pressed Authorize.
        var request = (name.equals("guest") ? visitor() : Octavo.with(accounts.session()))
                .basePath("")
                .contentType(type == null ? "" : type);
        var path = prefilled(request, template, operation, document);
        if (body != null) {
            request.body(body);
        }
        var answer = request.request(method.toUpperCase(Locale.ROOT), path);
        var status = answer.statusCode();
        assertTrue(
                OTHERWISE.containsKey(id) ? status == OTHERWISE.get(id) : status / 100 == 2,
                () -> "%s %s (%s %s) with %s answers %s".formatted(method, path, id, name, body, answer.asString()));
    }

    /** The path, and into the request the query, as Swagger UI fills them in: an example, else a default. */
    private static String prefilled(
            RequestSpecification request, String template, JsonNode operation, JsonNode document) {
        var path = new HashMap<String, String>();
        StreamSupport.stream(operation.path("parameters").spliterator(), false).forEach(parameter -> {
            var schema = parameter.path("schema");
            var parts = StreamSupport.stream(schema.path("allOf").spliterator(), false);
            var value = List.of(
                            parameter.path("example"),
                            schema.path("example"),
                            schema.path("default"),
                            parts.map(part -> part.path("default"))
                                    .filter(JsonNode::isValueNode)
                                    .findFirst()
                                    .orElse(schema.path("none")))
                    .stream()
                    .filter(JsonNode::isValueNode)
                    .findFirst();
            var name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                path.put(
                        name,
                        value.orElseThrow(() -> new AssertionError(template + " has no example of " + name))
                                .asText());
            } else if (value.isPresent() && parameter.path("in").asText().equals("query")) {
                request.queryParam(name, value.get().asText());
            }
        });
        var filled = template;
        for (var parameter : path.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return filled;
    }

    /** What a start has made, beside it: to make it again takes ten times as long as to copy it. */
    private void keep() {
        forEachTable("create schema kept", "create table kept.%1$I as table demo.%1$I", "");
        kept = true;
    }

    /** All as it was, but for who has signed in. */
    private void putBack() {
        forEachTable("set local session_replication_role = replica", """
                delete from demo.%1$I row where to_jsonb(row) ->> 'kind' is distinct from 'SESSION'""", """
                insert into demo.%1$I table kept.%1$I""");
    }

    private void forEachTable(String first, String one, String other) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                do $$ declare name text; begin
                    %s;
                    for name in select table_name from information_schema.tables where table_schema = 'demo' loop
                        execute format('%s', name);
                        execute format('%s', name);
                    end loop;
                end $$""".formatted(first, quoted(one), quoted(other)))
                        .executeUpdate());
    }

    private static String quoted(String sql) {
        return sql.replace("'", "''");
    }

    private void empty() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of(
                                "truncate post, tag, category cascade",
                                "delete from token where kind = 'PERSONAL'",
                                "delete from account where username <> 'admin'",
                                "update account set disabled_at = null")
                        .forEach(sql -> entities.createNativeQuery(sql).executeUpdate()));
    }
}
