package dev.octavo.limit;

import static dev.octavo.support.Limited.address;
import static dev.octavo.support.Limited.from;
import static dev.octavo.support.Octavo.as;
import static dev.octavo.support.Octavo.at;
import static dev.octavo.support.Octavo.comment;
import static dev.octavo.support.Octavo.guest;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.octavo.account.Role;
import dev.octavo.http.Signatures;
import dev.octavo.limit.SharedBuckets.Demand;
import dev.octavo.support.Limited;
import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Limited.class)
class RequestLimitsTest {
    @Inject
    AgroalDataSource database;

    @Inject
    SharedBuckets buckets;

    @Inject
    Signatures signatures;

    @Inject
    Clock clock;

    @Test
    void a_guest_writes_ten_at_once_and_then_one_each_six_seconds() {
        var now = Instant.now();
        var address = address();
        String post = publish().extract().path("id");
        at(now, () -> {
            comment(from(address), post)
                    .statusCode(202)
                    .header("RateLimit-Policy", "\"guest-writes\";q=10;w=60")
                    .header("RateLimit", "\"guest-writes\";r=9;t=6");
            for (var left = 8; left >= 0; left--) {
                comment(from(address), post).statusCode(202).header("RateLimit", "\"guest-writes\";r=" + left + ";t=6");
            }
            comment(from(address), post)
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", "6")
                    .header("RateLimit-Policy", "\"guest-writes\";q=10;w=60")
                    .header("RateLimit", "\"guest-writes\";r=0;t=6")
                    .body("type", equalTo("/problems/too-many-requests"));
        });
        at(
                now.plusMillis(5_999),
                () -> comment(from(address), post).statusCode(429).header("Retry-After", "1"));
        at(now.plusSeconds(6), () -> {
            comment(from(address), post).statusCode(202);
            comment(from(address), post).statusCode(429);
        });
        at(
                now.plusSeconds(66),
                () -> comment(from(address), post).statusCode(202).header("RateLimit", "\"guest-writes\";r=9;t=6"));
    }

    @Test
    void of_fifty_at_once_ten_get_through() {
        var address = address();
        String post = publish().extract().path("id");
        at(Instant.now(), () -> {
            var statuses = Parallel.run(
                    50, () -> comment(from(address), post).extract().statusCode());
            assertEquals(10, Collections.frequency(statuses, 202), statuses.toString());
            assertEquals(40, Collections.frequency(statuses, 429), statuses.toString());
        });
    }

    @Test
    void a_refused_write_asks_nothing_of_posts() {
        var address = address();
        String post = publish().extract().path("id");
        at(Instant.now(), () -> {
            for (var number = 0; number < 10; number++) {
                comment(from(address), post).statusCode(202);
            }
            assertEquals(0, Statements.during(() -> comment(from(address), post).statusCode(429)));
        });
    }

    @Test
    void who_sits_beside_a_flood_is_not_held_responsible_for_it() {
        var address = address();
        String post = publish().extract().path("id");
        at(Instant.now(), () -> {
            for (var number = 0; number < 11; number++) {
                comment(from(address), post);
            }
            comment(from(address), post).statusCode(429);
            comment(from(address()), post).statusCode(202);
            Octavo.comment(from(address, member()), post, null).statusCode(201);
        });
    }

    @Test
    void who_has_a_network_of_addresses_has_one_limit() {
        String post = publish().extract().path("id");
        at(Instant.now(), () -> {
            for (var number = 0; number < 10; number++) {
                comment(from("2001:db8:7::" + number), post).statusCode(202);
            }
            comment(from("2001:0db8:0007:0000:ffff::1"), post).statusCode(429);
            comment(from("2001:db8:7:1::1"), post).statusCode(202);
        });
    }

    @Test
    void an_address_that_the_client_made_up_does_not_count() {
        String post = publish().extract().path("id");
        var address = address();
        at(Instant.now(), () -> {
            for (var number = 0; number < 10; number++) {
                comment(from("203.0.113." + number + ", " + address + ", 10.0.0.1"), post)
                        .statusCode(202);
            }
            comment(from("203.0.113.99, " + address), post).statusCode(429);
        });
    }

    @Test
    void a_writer_is_limited_wherever_he_comes_from() {
        String post = publish().extract().path("id");
        as("busy", Role.MEMBER);
        at(Instant.now(), () -> {
            for (var number = 0; number < 30; number++) {
                Octavo.comment(from(address(), as("busy", Role.MEMBER)), post, null)
                        .statusCode(201)
                        .header("RateLimit-Policy", "\"writes\";q=30;w=60");
            }
            Octavo.comment(from(address(), as("busy", Role.MEMBER)), post, null)
                    .statusCode(429)
                    .header("Retry-After", "2");
            as("busy", Role.MEMBER).get("/me").then().statusCode(200);
        });
    }

    @Test
    void a_visitor_reads_as_often_as_the_limit_says() {
        var address = address();
        var now = Instant.now();
        at(now, () -> {
            from(address)
                    .get("/posts?limit=1")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", "\"reads\";q=5;w=10")
                    .header("RateLimit", "\"reads\";r=4;t=2");
            from(address).head("/posts").then().statusCode(200);
            from(address).get("/nothing").then().statusCode(404);
            // A scheme that is not ours makes nobody anything but a visitor.
            from(address)
                    .header("Authorization", "Basic eDp5")
                    .get("/posts?limit=1")
                    .then()
                    .statusCode(200);
            given().header("X-Forwarded-For", address)
                    .get("//api/v1/./posts")
                    .then()
                    .header("RateLimit", "\"reads\";r=0;t=2");
            from(address)
                    .get("/posts?limit=1")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "2")
                    .header("Access-Control-Allow-Origin", "*")
                    .header("X-Request-Id", notNullValue())
                    .body("type", equalTo("/problems/too-many-requests"))
                    .body("instance", equalTo("/api/v1/posts"));
            from(address()).get("/posts?limit=1").then().statusCode(200);
            from(address, member()).get("/posts?limit=1").then().statusCode(200).header("RateLimit", nullValue());
        });
        at(now.plusSeconds(2), () -> {
            from(address).get("/posts?limit=1").then().statusCode(200);
            from(address).get("/posts?limit=1").then().statusCode(429);
        });
    }

    @Test
    void who_asks_by_a_body_reads() {
        var address = address();
        at(Instant.now(), () -> {
            from(address)
                    .body("{}")
                    .request("QUERY", "/posts")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", startsWith("\"reads\";r=4"));
            from(address)
                    .body("{}")
                    .post("/posts/query")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", startsWith("\"reads\";r=3"));
        });
    }

    @Test
    void tokens_that_are_none_are_looked_up_a_few_times_only() {
        var address = address();
        at(Instant.now(), () -> {
            for (var number = 0; number < 3; number++) {
                from(address, with("oct_nonsense")).get("/posts").then().statusCode(401);
            }
            assertEquals(
                    0,
                    Statements.during(() -> from(address, with("oct_nonsense"))
                            .get("/posts")
                            .then()
                            .statusCode(429)));
            from(address()).get("/posts").then().statusCode(200);
        });
    }

    @Test
    void who_sends_tokens_that_are_none_does_not_shut_out_who_has_a_good_one() {
        var address = address();
        at(Instant.now(), () -> {
            from(address, member()).get("/me").then().statusCode(200);
            for (var number = 0; number < 3; number++) {
                from(address, with("oct_nonsense")).get("/posts").then().statusCode(401);
            }
            from(address, with("oct_nonsense")).get("/posts").then().statusCode(429);
            from(address, member()).get("/me").then().statusCode(200);
        });
    }

    @Test
    void a_good_token_that_was_ended_is_no_good_one() {
        var address = address();
        at(Instant.now(), () -> {
            var token = signIn("member", Octavo.PASSWORD);
            from(address, with(token)).get("/me").then().statusCode(200);
            with(token).delete("/session").then().statusCode(204);
            for (var number = 0; number < 3; number++) {
                from(address, with(token)).get("/posts").then().statusCode(401);
            }
            from(address, with(token)).get("/posts").then().statusCode(429);
        });
    }

    @Test
    void nodes_share_what_is_used_up() {
        var other = new SharedBuckets(database, signatures, clock);
        var limit = new Limit("shared", Rate.of("3/1h"));
        var demand = List.of(new Demand(limit, address()));
        at(Instant.now(), () -> {
            assertTrue(buckets.take(demand).isGranted());
            assertTrue(other.take(demand).isGranted());
            assertTrue(buckets.take(demand).isGranted());
            assertFalse(other.take(demand).isGranted());
            assertFalse(buckets.take(demand).isGranted());
        });
    }

    @Test
    void of_several_buckets_all_give_one_or_none_does() {
        var wide = new Demand(new Limit("wide", Rate.of("3/1h")), address());
        var narrow = new Demand(new Limit("narrow", Rate.of("1/1h")), address());
        at(Instant.now(), () -> {
            assertTrue(buckets.take(List.of(wide, narrow)).isGranted());
            for (var number = 0; number < 5; number++) {
                assertEquals(
                        "narrow", buckets.take(List.of(wide, narrow)).limit().name());
            }
            assertEquals(1, buckets.take(List.of(wide)).remaining());
        });
    }

    @Test
    void what_no_longer_counts_is_cleared_away() throws SQLException {
        var limit = new Limit("brief", Rate.of("1/1m"));
        var start = Instant.now();
        at(start, () -> takeOnce(limit, 200));
        assertTrue(rows(start.plusSeconds(61)) >= 200);
        at(start.plusSeconds(61), () -> takeOnce(limit, 200));
        assertEquals(0, rows(start.plusSeconds(61)));
    }

    private void takeOnce(Limit limit, int times) {
        for (var number = 0; number < times; number++) {
            assertTrue(buckets.take(List.of(new Demand(limit, address()))).isGranted());
        }
    }

    /** How many are over. */
    private long rows(Instant then) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from bucket where until_micro < ?")) {
            statement.setLong(1, Duration.between(Instant.EPOCH, then).toNanos() / 1_000);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static ValidatableResponse comment(io.restassured.specification.RequestSpecification by, String post) {
        return by.body(guest("Guest")).post("/posts/{post}/comments", post).then();
    }
}
