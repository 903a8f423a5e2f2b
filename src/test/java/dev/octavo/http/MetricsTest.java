package dev.octavo.http;

import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsTest {
    private static final Pattern LABEL = Pattern.compile("(uri|method)=\"([^\"]*)\"");

    @TestHTTPResource
    URI server;

    @Test
    void requests_are_counted_by_the_template_of_their_path() {
        String id = publish().extract().path("id");
        visitor().get("/posts/" + id).then().statusCode(200);
        visitor().get("/posts/" + UUID.randomUUID()).then().statusCode(404);
        visitor().body("{}").post("/session").then().statusCode(400);
        visitor().get("/me").then().statusCode(401);
        var counted = metrics();
        assertTrue(counted.contains("method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/api/v1/posts/{post}\""));
        assertTrue(counted.contains(
                "method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"/api/v1/posts/{post}\""));
        assertTrue(counted.contains("method=\"POST\",outcome=\"CLIENT_ERROR\",status=\"400\",uri=\"/api/v1/session\""));
        assertTrue(counted.contains("method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"401\",uri=\"/api/v1/me\""));
    }

    /** By whatever way it is answered: as no path of ours, for its token, its method, its body, as a preflight, or not at all. */
    @Test
    void what_clients_make_up_is_no_label() throws IOException {
        visitor().get("/posts").then().statusCode(200);
        for (var number = 0; number < 200; number++) {
            var name = "made-up-" + number;
            switch (number % 10) {
                case 0 -> given().get("/" + name);
                case 1 -> given().header("Authorization", "Bearer oct_" + name).get("/api/v1/" + name);
                case 2 -> author().get("/posts/" + name);
                case 3 -> given().options("/" + name);
                case 4 -> given().header("Access-Control-Request-Method", "GET").options("/" + name);
                case 5 -> visitor().delete("/comments/" + name + "/made-up");
                case 6 -> given().contentType(ContentType.TEXT).body("x").post("/api/v1/posts/" + name + "/comments");
                case 7 -> given().get("/docs/" + name);
                case 8 -> raw("MADE-UP-" + number + " /" + name + " HTTP/1.1\r\nHost: x\r\n\r\n");
                default -> raw("GET /" + name + "%zz HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            with("oct_" + name).get("/posts?q=" + name);
        }
        var values =
                LABEL.matcher(metrics()).results().map(label -> label.group(2)).collect(Collectors.toSet());
        assertEquals(
                Set.of(),
                values.stream()
                        .filter(value -> value.toLowerCase().contains("made-up"))
                        .collect(Collectors.toSet()),
                "of " + new TreeSet<>(values));
        assertTrue(values.contains("/unknown"), values::toString);
    }

    private void raw(String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertTrue(socket.getInputStream().read() > 0);
        }
    }

    @Test
    void the_pool_and_what_waits_are_shown() {
        var shown = metrics();
        for (var name : Set.of(
                "agroal_active_count",
                "agroal_available_count",
                "agroal_awaiting_count",
                "octavo_passwords_waiting",
                "jvm_memory_used_bytes",
                "http_server_active_requests")) {
            assertTrue(shown.contains("\n" + name + "{") || shown.contains("\n" + name + " "), name);
        }
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
