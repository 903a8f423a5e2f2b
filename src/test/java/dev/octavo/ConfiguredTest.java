package dev.octavo;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Octavo with its switches set otherwise. */
@QuarkusTest
@TestProfile(ConfiguredTest.Strict.class)
class ConfiguredTest {
    /** Every switch away from its default. */
    public static class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "octavo.http.require-if-match", "true",
                    "octavo.comments.moderation", "all",
                    "octavo.accounts.invitation-url", "https://example.org/welcome#{token}",
                    "octavo.accounts.invitation-lifetime", "1H",
                    "octavo.http.idempotency-ttl", "5M",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1",
                    "quarkus.datasource.jdbc.max-size", "4",
                    "quarkus.datasource.jdbc.acquisition-timeout", "1S");
        }
    }

    @Test
    void a_change_without_if_match_is_refused() {
        var post = publish().extract();
        String id = post.path("id");
        author().body(Map.of("title", "x"))
                .patch("/posts/{post}", id)
                .then()
                .statusCode(428)
                .body("type", equalTo("/problems/if-match-required"));
        author().delete("/posts/{post}", id).then().statusCode(428);
        author().header("If-Match", post.header("ETag"))
                .delete("/posts/{post}", id)
                .then()
                .statusCode(204);
    }

    @Test
    void an_invitation_leads_to_the_sites_frontend_for_as_long_as_is_configured() {
        var username = unique("invitee").replace(' ', '-');
        admin().body(Map.of("username", username, "name", "Grace", "role", "member"))
                .post("/accounts")
                .then()
                .statusCode(201);
        var invitation = admin().post("/accounts/{account}/invitation", username)
                .then()
                .statusCode(201)
                .extract();
        assertEquals("https://example.org/welcome#" + invitation.path("token"), invitation.path("url"));
        var left = Duration.between(Instant.now(), Instant.parse(invitation.path("expiresAt")));
        assertTrue(left.toMinutes() >= 55 && left.toMinutes() <= 60, left.toString());
    }

    @Test
    void a_put_that_makes_something_new_has_nothing_to_match() {
        var post = Map.of("title", "x", "body", "y");
        author().body(post).put("/posts/never-seen-before").then().statusCode(201);
        author().body(post).put("/posts/never-seen-before").then().statusCode(428);
    }

    @Test
    void the_sites_rule_says_whose_comments_wait() {
        comment(member(), publish().extract().path("id"), null).statusCode(202);
    }

    @Test
    void a_key_of_a_guest_belongs_to_an_address() {
        String post = publish().extract().path("id");
        String first = guestFrom("192.0.2.1", post).extract().path("id");
        guestFrom("192.0.2.2", post).header("Idempotency-Replayed", nullValue()).body("id", not(first));
        guestFrom("192.0.2.1", post).header("Idempotency-Replayed", "true").body("id", equalTo(first));
    }

    @Test
    void an_answer_is_kept_as_long_as_the_site_says() {
        String post = publish().extract().path("id");
        guestFrom("192.0.2.3", post);
        at(
                Instant.now().plus(Duration.ofMinutes(6)),
                () -> guestFrom("192.0.2.3", post).header("Idempotency-Replayed", nullValue()));
    }

    private static ValidatableResponse guestFrom(String address, String post) {
        return visitor()
                .header("X-Forwarded-For", address)
                .header("Idempotency-Key", "one")
                .body(guest("grace"))
                .post("/posts/{post}/comments", post)
                .then()
                .statusCode(202);
    }

    @Inject
    AgroalDataSource database;

    /** Both where the token is looked up and where the resource reads. */
    @Test
    void when_no_connection_is_left_the_answer_says_when_to_come_back() throws SQLException {
        var taken = new ArrayList<Connection>();
        author().get("/me").then().statusCode(200);
        try {
            for (var number = 0; number < 4; number++) {
                taken.add(database.getConnection());
            }
            for (var caller : List.of(visitor(), author())) {
                caller.get("/posts")
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", equalTo("2"))
                        .body("type", equalTo("/problems/unavailable"));
            }
            // Busy is not gone.
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        author().get("/posts").then().statusCode(200);
    }
}
