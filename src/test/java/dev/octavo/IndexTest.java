package dev.octavo;

import static dev.octavo.support.Octavo.visitor;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IndexTest {
    @Test
    void the_index_leads_everywhere() {
        Map<String, String> links = visitor()
                .get()
                .then()
                .statusCode(200)
                .body("name", equalTo("Octavo"))
                .body("links.self", equalTo("/api/v1"))
                .extract()
                .path("links");
        var statuses =
                Map.of("session", 405, "me", 401, "tokens", 401, "accounts", 401, "events", 401, "schedules", 401);
        links.forEach((name, link) ->
                assertEquals(statuses.getOrDefault(name, 200), given().get(link).statusCode(), link));
        // What begins a path of its own, and takes no id of something else.
        var places = given().get("/openapi?format=json").jsonPath().getMap("paths").keySet().stream()
                .map(String::valueOf)
                .filter(path -> path.matches("/api/v1/[a-z]+"))
                .collect(Collectors.toSet());
        places.removeAll(links.values());
        assertEquals(Set.of(), places, "the index leads not to");
    }

    @Test
    void the_index_knows_its_methods_and_does_not_change_by_itself() {
        var tag = visitor().get().header("ETag");
        visitor().header("If-None-Match", tag).get().then().statusCode(304);
        visitor().head().then().statusCode(200);
        visitor().options().then().header("Allow", "GET, HEAD, OPTIONS");
        visitor().post().then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        visitor().queryParam("limit", 1).get().then().statusCode(400);
    }

    @Test
    void the_bare_address_leads_to_the_documentation() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", "/docs");
        given().redirects().follow(false).head("/").then().statusCode(303);
        given().options("/").then().header("Allow", "GET, HEAD, OPTIONS");
        given().get("/").then().statusCode(200).contentType(startsWith("text/html"));
        given().get("/nowhere").then().statusCode(404).body("type", not(equalTo(null)));
    }
}
