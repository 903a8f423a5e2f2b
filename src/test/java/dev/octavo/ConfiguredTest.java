package dev.octavo;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
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
                    "octavo.accounts.invitation-lifetime", "1H");
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
    void the_sites_rule_says_whose_comments_wait() {
        comment(member(), publish().extract().path("id"), null).statusCode(202);
    }
}
