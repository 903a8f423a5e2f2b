package dev.octavo.account;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MeTest {
    private static final String NEW = "a password of my own";

    private final String username = unique("myself").replace(' ', '-');

    @Test
    void i_change_my_name_and_email_and_nothing_else() {
        var me = as(username, Role.AUTHOR);
        var before = me.get("/me").then().body("email", nullValue()).extract();
        me.header("If-Match", before.header("ETag"))
                .body(Map.of("name", "Ada", "email", " " + username + "@Example.org"))
                .patch("/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("Ada"))
                .body("email", equalTo(username + "@example.org"));
        as(username, Role.AUTHOR)
                .header("If-Match", before.header("ETag"))
                .body(Map.of("name", "Too late"))
                .patch("/me")
                .then()
                .statusCode(412);
        for (var readOnly :
                List.of("{\"role\": \"admin\"}", "{\"username\": \"root\"}", "{\"scopes\": [\"accounts\"]}")) {
            as(username, Role.AUTHOR)
                    .body(readOnly)
                    .patch("/me")
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("read-only"));
        }
        for (var unknown : List.of("{\"disabled\": true}", "{\"password\": \"12345678\"}")) {
            as(username, Role.AUTHOR).body(unknown).patch("/me").then().statusCode(400);
        }
        as(username, Role.AUTHOR).get("/me").then().body("name", equalTo("Ada")).body("role", equalTo("author"));
    }

    @Test
    void an_email_of_another_account_is_not_taken() {
        var email = username + "@example.org";
        as(username, Role.MEMBER)
                .body(Map.of("email", email))
                .patch("/me")
                .then()
                .statusCode(200);
        as(username + "-2", Role.MEMBER)
                .body(Map.of("email", email))
                .patch("/me")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/account-exists"));
    }

    @Test
    void a_new_password_ends_all_tokens() {
        as(username, Role.AUTHOR);
        var session = signIn(username, Octavo.PASSWORD);
        String personal =
                with(session).body(Map.of("name", "laptop")).post("/tokens").path("token");
        String invitation =
                admin().post("/accounts/{account}/invitation", username).path("token");
        change(session, Octavo.PASSWORD, NEW, 204);
        with(session).get("/me").then().statusCode(401);
        with(personal).get("/me").then().statusCode(401);
        visitor()
                .body(Map.of("token", invitation, "password", "yet another one"))
                .post("/invitations/accept")
                .then()
                .statusCode(400);
        visitor()
                .body(Map.of("username", username, "password", Octavo.PASSWORD))
                .post("/session")
                .then()
                .statusCode(401);
        with(signIn(username, NEW)).get("/me").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong, a password of my own, /current, wrong-password",
        "a password for tests, short, /password, too-short",
        "a password for tests, , /password, required",
        ", a password of my own, /current, required",
    })
    void a_password_changes_only_with_the_current_one_to_one_that_is_long_enough(
            String current, String wanted, String pointer, String code) {
        as(username, Role.MEMBER);
        var token = signIn(username, Octavo.PASSWORD);
        var body = new java.util.HashMap<String, String>();
        body.put("current", current);
        body.put("password", wanted);
        with(token)
                .body(body)
                .put("/me/password")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
        with(token).get("/me").then().statusCode(200);
    }

    @Test
    void my_password_is_not_my_username() {
        as(username, Role.MEMBER);
        change(signIn(username, Octavo.PASSWORD), Octavo.PASSWORD, username, 400);
    }

    @Test
    void of_several_changes_at_once_one_counts() {
        as(username, Role.MEMBER);
        var token = signIn(username, Octavo.PASSWORD);
        var statuses = Parallel.run(
                4,
                () -> with(token)
                        .body(Map.of("current", Octavo.PASSWORD, "password", NEW))
                        .put("/me/password")
                        .statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 204).count(), statuses.toString());
        assertEquals(
                3,
                statuses.stream()
                        .filter(status -> status == 401 || status == 400)
                        .count(),
                statuses.toString());
    }

    @Test
    void a_narrow_token_does_not_get_at_the_rest() {
        String narrow = as(username, Role.MEMBER)
                .body(Map.of("name", "narrow", "scopes", List.of("comments:write")))
                .post("/tokens")
                .path("token");
        with(narrow)
                .body(Map.of("email", "thief@example.org"))
                .patch("/me")
                .then()
                .statusCode(403);
        change(narrow, Octavo.PASSWORD, NEW, 403);
    }

    @Test
    void visitors_have_neither_account_nor_password() {
        visitor().body(Map.of("name", "x")).patch("/me").then().statusCode(401);
        visitor()
                .body(Map.of("current", "x", "password", NEW))
                .put("/me/password")
                .then()
                .statusCode(401);
    }

    private static void change(String token, String current, String wanted, int status) {
        with(token)
                .body(Map.of("current", current, "password", wanted))
                .put("/me/password")
                .then()
                .statusCode(status);
    }
}
