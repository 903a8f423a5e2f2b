package dev.octavo.account;

import static dev.octavo.support.Limited.address;
import static dev.octavo.support.Limited.from;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.octavo.support.Limited;
import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Limited.class)
class SignInThrottleTest {
    @Test
    void after_five_wrong_passwords_there_is_one_a_minute() {
        as("guessed", Role.MEMBER);
        var attacker = address();
        var now = Instant.now();
        at(now, () -> {
            for (var number = 0; number < 5; number++) {
                wrong("guessed", attacker).statusCode(401);
            }
            wrong("guessed", attacker)
                    .statusCode(429)
                    .header("Retry-After", "60")
                    .body("type", equalTo("/problems/too-many-requests"));
            // No account is looked up, so no hash is computed.
            assertEquals(0, Statements.during(() -> wrong("guessed", attacker).statusCode(429)));
            // Nor is a right one looked at: a guess that is let through would be as good as any.
            right("guessed", attacker).statusCode(429);
            right("guessed", address()).statusCode(201);
        });
        at(now.plusSeconds(60), () -> {
            wrong("guessed", attacker).statusCode(401);
            right("guessed", attacker).statusCode(429).header("Retry-After", "60");
        });
        at(now.plusSeconds(120), () -> right("guessed", attacker).statusCode(201));
    }

    @Test
    void a_name_that_nobody_has_is_slowed_down_alike() {
        var attacker = address();
        at(Instant.now(), () -> {
            for (var number = 0; number < 5; number++) {
                wrong("nobody-at-all", attacker).statusCode(401);
            }
            wrong("nobody-at-all", attacker)
                    .statusCode(429)
                    .header("Retry-After", "60")
                    .body("detail", equalTo("There were too many wrong passwords. Try again in 60 s."));
        });
    }

    @Test
    void of_fifty_guesses_at_once_five_are_checked() {
        as("hunted", Role.MEMBER);
        var attacker = address();
        at(Instant.now(), () -> {
            var statuses =
                    Parallel.run(50, () -> wrong("hunted", attacker).extract().statusCode());
            assertEquals(5, Collections.frequency(statuses, 401), statuses.toString());
            assertEquals(45, Collections.frequency(statuses, 429), statuses.toString());
        });
    }

    @Test
    void a_right_password_clears_the_count() {
        as("clumsy", Role.MEMBER);
        var home = address();
        at(Instant.now(), () -> {
            for (var number = 0; number < 2; number++) {
                wrong("clumsy", home).statusCode(401);
            }
            right("clumsy", home).statusCode(201);
            for (var number = 0; number < 5; number++) {
                wrong("clumsy", home).statusCode(401);
            }
            wrong("clumsy", home).statusCode(429);
        });
    }

    @Test
    void one_address_does_not_try_one_name_after_another() {
        var attacker = address();
        at(Instant.now(), () -> {
            for (var number = 0; number < 8; number++) {
                wrong("sprayed-" + number, attacker).statusCode(401);
            }
            wrong("sprayed-8", attacker).statusCode(429).header("Retry-After", "30");
        });
    }

    @Test
    void right_passwords_are_not_counted() {
        as("regular", Role.MEMBER);
        var office = address();
        at(Instant.now(), () -> {
            for (var number = 0; number < 9; number++) {
                right("regular", office).statusCode(201);
            }
        });
    }

    @Test
    void many_addresses_do_not_guess_one_name_and_do_not_lock_it_out_where_it_is_at_home() {
        as("famous", Role.MEMBER);
        var home = address();
        at(Instant.now(), () -> {
            right("famous", home).statusCode(201);
            for (var number = 0; number < 8; number++) {
                wrong("famous", address()).statusCode(401);
            }
            right("famous", address()).statusCode(429).header("Retry-After", "450");
            right("famous", home).statusCode(201);
        });
    }

    @Test
    void the_current_password_is_not_guessed_with_a_token_either() {
        as("borrowed", Role.MEMBER);
        var thief = address();
        var guess = Map.of("current", "a wrong password", "password", "the password of a thief");
        at(Instant.now(), () -> {
            for (var number = 0; number < 5; number++) {
                from(thief, as("borrowed", Role.MEMBER))
                        .body(guess)
                        .put("/me/password")
                        .then()
                        .statusCode(400);
            }
            from(thief, as("borrowed", Role.MEMBER))
                    .body(guess)
                    .put("/me/password")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "60")
                    .header("RateLimit", "\"wrong-passwords\";r=0;t=60");
        });
    }

    @Test
    void sign_ins_are_limited_whatever_comes_of_them() {
        var address = address();
        at(Instant.now(), () -> {
            for (var number = 0; number < 60; number++) {
                from(address).body("{}").post("/session").then().statusCode(400);
            }
            from(address)
                    .body("{}")
                    .post("/session")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "1")
                    .header("RateLimit-Policy", "\"sign-ins\";q=60;w=60");
        });
    }

    private static ValidatableResponse wrong(String name, String address) {
        return signIn(name, "a wrong password", address);
    }

    private static ValidatableResponse right(String name, String address) {
        return signIn(name, Octavo.PASSWORD, address);
    }

    private static ValidatableResponse signIn(String name, String password, String address) {
        return from(address)
                .body(Map.of("username", name, "password", password))
                .post("/session")
                .then();
    }
}
