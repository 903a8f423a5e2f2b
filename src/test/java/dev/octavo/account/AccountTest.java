package dev.octavo.account;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountTest {
    @Inject
    EntityManager entities;

    @Test
    void signing_in_gives_a_token_that_says_who_i_am() {
        var session = visitor()
                .body(Map.of("username", "admin", "password", "octavo-test-password"))
                .post("/session")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("Location", containsString("/api/v1/tokens/"))
                .body("accessToken", matchesPattern("oct_[A-Za-z0-9_-]{43}"))
                .extract()
                .jsonPath();
        with(session.getString("accessToken"))
                .get("/me")
                .then()
                .statusCode(200)
                .body("username", equalTo("admin"))
                .body("role", equalTo("admin"))
                .body("scopes", hasItem("accounts"));
    }

    @Test
    void a_wrong_name_and_a_wrong_password_look_the_same() {
        var wrongPassword = visitor()
                .body(Map.of("username", "admin", "password", "wrong"))
                .post("/session")
                .then()
                .statusCode(401)
                .extract();
        var wrongName = visitor()
                .body(Map.of("username", "nobody", "password", "wrong"))
                .post("/session")
                .then()
                .statusCode(401)
                .extract();
        assertEquals(wrongPassword.<String>path("detail"), wrongName.<String>path("detail"));
        assertEquals("/problems/wrong-credentials", wrongName.path("type"));
    }

    @Test
    void credentials_are_both_needed() {
        visitor()
                .body(Map.of("username", "admin"))
                .post("/session")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/password"));
        visitor()
                .body(Map.of("username", "a".repeat(101), "password", "x"))
                .post("/session")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("too-long"));
    }

    @Test
    void a_password_and_a_token_are_kept_as_hashes_only() {
        var token = signIn("admin", "octavo-test-password");
        assertTrue(single("select password_hash from account where username = 'admin'")
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        assertEquals(
                "0",
                single("select count(*)::text from token t where encode(hash, 'escape') like '%" + token.substring(4)
                        + "%'"));
    }

    /** A browser that kept a token sends it with everything. */
    @Test
    void an_old_token_is_in_nobodys_way_to_a_new_one() {
        var old = "Bearer oct_" + "x".repeat(43);
        given().header("Authorization", old)
                .contentType(ContentType.JSON)
                .body(Map.of("username", "admin", "password", "octavo-test-password"))
                .post("/api/v1/session")
                .then()
                .statusCode(201);
        for (var path : List.of("/problems/unauthorized", "/docs/", "/openapi", "/q/health/ready", "/q/metrics")) {
            given().header("Authorization", old).get(path).then().statusCode(200);
        }
        given().header("Authorization", old)
                .get("/api/v1/posts")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer error=\"invalid_token\""));
    }

    @Test
    void nobody_is_let_in_without_a_token() {
        visitor().get("/me").then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
        visitor().get("/tokens").then().statusCode(401);
    }

    @Test
    void signing_out_ends_the_token() {
        as("leaver", Role.MEMBER);
        var token = signIn("leaver", Octavo.PASSWORD);
        with(token).delete("/session").then().statusCode(204);
        with(token).get("/me").then().statusCode(401);
    }

    @Test
    void a_token_that_is_ended_twice_at_once_is_ended() {
        as("doubter", Role.MEMBER);
        var token = signIn("doubter", Octavo.PASSWORD);
        var statuses = Parallel.run(
                6, () -> with(token).delete("/session").then().extract().statusCode());
        assertTrue(statuses.contains(204) && List.of(204, 401, 404).containsAll(statuses), statuses.toString());
    }

    @Test
    void a_token_that_ends_makes_none_that_lasts_longer() {
        String tomorrow = Instant.now().plusSeconds(86_400).toString();
        String token = member().body(Map.of("name", "short", "expiresAt", tomorrow))
                .post("/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        with(token)
                .body(Map.of("name", "for ever"))
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/expiresAt"));
        with(token)
                .body(Map.of("name", "as short", "expiresAt", tomorrow))
                .post("/tokens")
                .then()
                .statusCode(201);
    }

    @Test
    void a_token_for_a_program_is_made_listed_and_ended() {
        var made = member().body(Map.of("name", "laptop"))
                .post("/tokens")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("kind", equalTo("personal"))
                .body("scopes", equalTo(List.of("comments:write")))
                .extract()
                .jsonPath();
        var laptop = with(made.getString("token"));
        laptop.get("/me").then().statusCode(200).body("username", equalTo("member"));
        member().get("/tokens/{id}", made.getString("id"))
                .then()
                .statusCode(200)
                .body("lastUsedAt", notNullValue())
                .body("$", not(org.hamcrest.Matchers.hasKey("token")));
        member().get("/tokens")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(made.getString("id")))
                .body("items.token", not(hasItem(notNullValue())));
        admin().get("/tokens/{id}", made.getString("id")).then().statusCode(404);
        admin().delete("/tokens/{id}", made.getString("id")).then().statusCode(404);
        member().delete("/tokens/{id}", made.getString("id")).then().statusCode(204);
        with(made.getString("token")).get("/me").then().statusCode(401);
    }

    @Test
    void a_token_may_do_what_its_scopes_say_and_no_more() {
        String narrow = author().body(Map.of("name", "commenter", "scopes", List.of("comments:write")))
                .post("/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        with(narrow)
                .body(Map.of("title", "x", "body", "y"))
                .post("/posts")
                .then()
                .statusCode(403);
        with(narrow).get("/posts?status=draft").then().statusCode(403);
        with(narrow).get("/tokens").then().statusCode(200).body("items", hasSize(1));
        String other = author().get("/tokens?limit=1&page=2").then().extract().path("items[0].id");
        with(narrow).delete("/tokens/{id}", other).then().statusCode(404);
        // What a narrow token makes is as narrow.
        with(narrow)
                .body(Map.of("name", "wider", "scopes", List.of("posts:write")))
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/scopes"));
        with(narrow)
                .body(Map.of("name", "same"))
                .post("/tokens")
                .then()
                .statusCode(201)
                .body("scopes", equalTo(List.of("comments:write")));
        member().body(Map.of("name", "too much", "scopes", List.of("accounts")))
                .post("/tokens")
                .then()
                .statusCode(400);
    }

    @Test
    void a_token_needs_a_name_known_scopes_and_a_time_to_come() {
        member().body(Map.of()).post("/tokens").then().statusCode(400).body("errors[0].pointer", equalTo("/name"));
        member().body(Map.of("name", "x", "scopes", List.of("everything")))
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/scopes/0"));
        member().body(Map.of("name", "x", "scopes", List.of()))
                .post("/tokens")
                .then()
                .statusCode(400);
        member().body(Map.of("name", "x", "expiresAt", "2020-01-01T00:00:00Z"))
                .post("/tokens")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/expiresAt"));
    }

    @Test
    void an_expired_token_is_none() {
        String token = member().body(Map.of(
                        "name",
                        "short",
                        "expiresAt",
                        Instant.now().plusSeconds(3600).toString()))
                .post("/tokens")
                .then()
                .extract()
                .path("token");
        with(token).get("/me").then().statusCode(200);
        at(Instant.now().plusSeconds(3601), () -> with(token).get("/me").then().statusCode(401));
    }

    @Test
    void a_session_lives_for_twelve_hours_from_its_last_use() {
        as("sleeper", Role.MEMBER);
        var used = signIn("sleeper", Octavo.PASSWORD);
        var idle = signIn("sleeper", Octavo.PASSWORD);
        var start = Instant.now();
        at(start.plus(Duration.ofHours(11)), () -> with(used).get("/me").then().statusCode(200));
        at(start.plus(Duration.ofHours(22)), () -> {
            with(used).get("/me").then().statusCode(200);
            with(idle).get("/me").then().statusCode(401);
        });
    }

    @Test
    void a_use_is_noted_once_a_minute_not_with_every_request() {
        as("reader", Role.MEMBER);
        var token = signIn("reader", Octavo.PASSWORD);
        with(token).get("/me").then().statusCode(200);
        assertEquals(
                2,
                dev.octavo.support.Statements.during(
                        () -> with(token).get("/me").then().statusCode(200)));
    }

    @Test
    void checking_a_password_that_has_no_account_is_false() {
        assertFalse(PasswordHash.matches("nobody", null));
    }

    private String single(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> (String) entities.createNativeQuery(sql).getSingleResult());
    }
}
