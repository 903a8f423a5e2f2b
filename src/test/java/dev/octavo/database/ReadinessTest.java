package dev.octavo.database;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of it without a database, the campaign {@code outage} tries. */
@QuarkusTest
class ReadinessTest {
    @Test
    void it_is_ready_when_the_database_takes_it_in() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'database' }.status", equalTo("UP"));
    }

    /** Whoever restarts what does not live must not do so because the database is away. */
    @ParameterizedTest
    @ValueSource(strings = {"live", "started"})
    void that_it_lives_has_nothing_to_do_with_the_database(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("checks", hasSize(0));
    }
}
