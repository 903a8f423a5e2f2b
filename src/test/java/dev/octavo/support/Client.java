package dev.octavo.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octavo.account.Role;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Somebody who asks a lot, for tests that send hundreds of requests: their answers are not held against the document. */
public record Client(String token) {
    public static final Client VISITOR = new Client(null);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Client as(String username, Role role) {
        return new Client(Octavo.token(username, role));
    }

    /** Parameters in pairs of name and value, for a URL that has some. */
    public static String asking(String url, String... parameters) {
        var asked = new StringBuilder(url);
        for (int i = 0; i < parameters.length; i += 2) {
            asked.append(asked.indexOf("?") < 0 ? "?" : "&")
                    .append(parameters[i])
                    .append("=")
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return asked.toString();
    }

    /** The body of what must be found. */
    public JsonNode read(String url, String... parameters) {
        var answer = get(asking(url, parameters));
        assertEquals(200, answer.statusCode(), () -> asking(url, parameters) + ": " + answer.body());
        return json(answer);
    }

    /**
     * @param url under the base of the API, or as a link of an answer
     */
    public HttpResponse<String> get(String url) {
        return send("GET", url, null);
    }

    /** A body as JSON, if there is one. */
    public HttpResponse<String> send(String method, String url, Object body) {
        var request = HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + (url.startsWith("/api/") ? "" : "/api/v1") + url));
        try {
            request.method(
                    method,
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(url, e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
