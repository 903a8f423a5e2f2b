package dev.octavo.account;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.support.Parallel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InvitationTest {
    private static final String NEW = "a password of my own";

    @Inject
    EntityManager entities;

    @Test
    void who_is_invited_sets_a_password_and_signs_in() {
        var username = invitee();
        var invitation = invite(username)
                .header("Cache-Control", "no-store")
                .header("Location", endsWith("/invitation"))
                .body("token", matchesPattern("[A-Za-z0-9_-]{43}"))
                .body("$", not(hasKey("url")))
                .extract();
        admin().get("/accounts/{account}", username)
                .then()
                .body("status", equalTo("invited"))
                .body("invitationExpiresAt", equalTo(invitation.<String>path("expiresAt")));
        accept(Map.of("token", invitation.path("token"), "password", NEW, "name", "Grace"))
                .statusCode(204);
        admin().get("/accounts/{account}", username)
                .then()
                .body("status", equalTo("active"))
                .body("name", equalTo("Grace"))
                .body("invitationExpiresAt", nullValue());
        with(signIn(username, NEW)).get("/me").then().statusCode(200);
    }

    @Test
    void the_secret_is_shown_once_and_kept_as_a_hash() {
        var username = invitee();
        var answer = invite(username).extract();
        String token = answer.path("token");
        admin().basePath("")
                .get(answer.header("Location"))
                .then()
                .statusCode(200)
                .body("expiresAt", equalTo(answer.path("expiresAt")))
                .body("$", not(hasKey("token")));
        for (var url : List.of("/accounts/" + username, "/accounts?username=" + username)) {
            admin().get(url).then().body(not(containsString(token)));
        }
        var kept = QuarkusTransaction.requiringNew().call(() -> (String)
                entities.createNativeQuery("select account::text from account where username = '" + username + "'")
                        .getSingleResult());
        assertEquals(-1, kept.indexOf(token));
    }

    @Test
    void a_used_replaced_revoked_expired_or_forged_invitation_is_one_and_the_same_problem() {
        var used = invite(invitee()).extract().<String>path("token");
        accept(used).statusCode(204);

        var username = invitee();
        var replaced = invite(username).extract().<String>path("token");
        var current = invite(username).extract().<String>path("token");

        var revokedFrom = invitee();
        var revoked = invite(revokedFrom).extract().<String>path("token");
        admin().delete("/accounts/{account}/invitation", revokedFrom).then().statusCode(204);
        admin().get("/accounts/{account}/invitation", revokedFrom).then().statusCode(404);

        var disabled = invitee();
        var late = invite(disabled).extract().<String>path("token");
        admin().body(Map.of("disabled", true))
                .patch("/accounts/{account}", disabled)
                .then()
                .statusCode(200)
                .body("invitationExpiresAt", nullValue());

        var answers = new HashMap<String, String>();
        for (var token : List.of(used, replaced, revoked, late, "A".repeat(43), "", "oct_☃", "%00")) {
            answers.put(token, refused(token));
        }
        var expired = invite(invitee()).extract().<String>path("token");
        at(Instant.now().plus(Duration.ofDays(7)), () -> answers.put(expired, refused(expired)));
        assertEquals(1, answers.values().stream().distinct().count(), answers.toString());
        // What nobody used is still good.
        at(
                Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
                () -> accept(current).statusCode(204));
    }

    @Test
    void one_invitation_is_accepted_once_however_many_try() {
        String token = invite(invitee()).extract().path("token");
        var statuses = Parallel.run(6, () -> accept(token).extract().statusCode());
        assertEquals(
                List.of(204, 400, 400, 400, 400, 400),
                statuses.stream().sorted().toList());
    }

    @Test
    void an_invitation_resets_a_forgotten_password_and_ends_all_tokens() {
        var username = invitee();
        accept(invite(username).extract().<String>path("token")).statusCode(204);
        var old = signIn(username, NEW);
        String token = invite(username).extract().path("token");
        with(old).get("/me").then().statusCode(200);
        accept(Map.of("token", token, "password", "another password", "name", ""))
                .statusCode(400);
        accept(Map.of("token", token, "password", "another password")).statusCode(204);
        with(old).get("/me").then().statusCode(401);
        visitor()
                .body(Map.of("username", username, "password", NEW))
                .post("/session")
                .then()
                .statusCode(401);
        with(signIn(username, "another password")).get("/me").then().body("name", equalTo("Somebody"));
    }

    @Test
    void a_refused_password_does_not_use_the_invitation_up() {
        var username = invitee();
        String token = invite(username).extract().path("token");
        for (var bad : List.of("seven77", username, "x".repeat(257))) {
            accept(Map.of("token", token, "password", bad))
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/password"));
        }
        accept(Map.of("token", token, "password", "x".repeat(256))).statusCode(204);
        signIn(username, "x".repeat(256));
    }

    @Test
    void nobody_is_invited_to_a_disabled_account() {
        var username = invitee();
        admin().body(Map.of("disabled", true))
                .patch("/accounts/{account}", username)
                .then()
                .statusCode(200);
        admin().post("/accounts/{account}/invitation", username)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/account-disabled"));
    }

    @Test
    void nobody_but_admins_invites() {
        var username = invitee();
        invite(username);
        var invitation = "/accounts/" + username + "/invitation";
        for (var other : List.of(member(), author(), editor())) {
            other.post(invitation).then().statusCode(403);
            other.get(invitation).then().statusCode(403);
            other.delete(invitation).then().statusCode(403);
        }
        visitor().post("/accounts/{account}/invitation", username).then().statusCode(401);
        admin().get("/accounts/{account}/invitation", username)
                .then()
                .statusCode(200)
                .body("expiresAt", notNullValue());
        admin().post("/accounts/{account}/invitation", "nobody-at-all").then().statusCode(404);
    }

    @Test
    void an_invitation_is_revoked_only_as_it_was_read() {
        var username = invitee();
        var tag = admin().get("/accounts/{account}", username).header("ETag");
        invite(username);
        admin().header("If-Match", tag)
                .delete("/accounts/{account}/invitation", username)
                .then()
                .statusCode(412);
        var read = admin().get("/accounts/{account}/invitation", username).header("ETag");
        admin().header("If-Match", read)
                .delete("/accounts/{account}/invitation", username)
                .then()
                .statusCode(204);
        var made = invite(username).extract().header("ETag");
        admin().header("If-Match", made)
                .delete("/accounts/{account}/invitation", username)
                .then()
                .statusCode(204);
    }

    private static String refused(String token) {
        return accept(token)
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-invitation"))
                .extract()
                .asString()
                .replaceAll("\"traceId\":\"[0-9a-f]+\"", "");
    }

    private static ValidatableResponse accept(String token) {
        return accept(Map.of("token", token, "password", NEW));
    }

    private static ValidatableResponse accept(Map<String, ?> body) {
        return visitor().body(body).post("/invitations/accept").then();
    }

    private static ValidatableResponse invite(String username) {
        return admin().post("/accounts/{account}/invitation", username).then().statusCode(201);
    }

    private static String invitee() {
        return admin().body(
                        Map.of("username", unique("invitee").replace(' ', '-'), "name", "Somebody", "role", "author"))
                .post("/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("username");
    }
}
