package dev.octavo.support;

import static io.restassured.RestAssured.given;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.octavo.account.Account;
import dev.octavo.account.Role;
import dev.octavo.http.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.LogConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The API as tests call it: each exchange is held against the document, and people with a role are there when asked for. */
public final class Octavo {
    public static final String PASSWORD = "a password for tests";

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A hash says itself how long it takes to check; what the product makes takes longer than all else that a test does. */
    private static final String HASH = Password.hash(PASSWORD)
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(64, 1, 1, 32, Argon2.ID, 19))
            .getResult();

    private static Contract contract;

    private Octavo() {}

    /** Nobody in particular. */
    public static RequestSpecification visitor() {
        return given().spec(new RequestSpecBuilder()
                        .setConfig(RestAssuredConfig.config()
                                // It would print every answer for the case that something is wrong with it.
                                .logConfig(LogConfig.logConfig().enablePrettyPrinting(false))
                                .encoderConfig(EncoderConfig.encoderConfig()
                                        .defaultContentCharset("UTF-8")
                                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                        .encodeContentTypeAs("text/markdown", ContentType.TEXT)
                                        .encodeContentTypeAs("application/merge-patch+json", ContentType.TEXT)))
                        .build())
                .filter(contract())
                .basePath("/api/v1")
                .contentType("application/json");
    }

    public static RequestSpecification admin() {
        return as("admin", Role.ADMIN);
    }

    public static RequestSpecification editor() {
        return as("editor", Role.EDITOR);
    }

    public static RequestSpecification author() {
        return as("author", Role.AUTHOR);
    }

    public static RequestSpecification member() {
        return as("member", Role.MEMBER);
    }

    /** Somebody of this name, who comes to be when first asked for. */
    public static RequestSpecification as(String username, Role role) {
        return with(token(username, role));
    }

    static String token(String username, Role role) {
        return TOKENS.computeIfAbsent(username, name -> signUp(name, role));
    }

    public static RequestSpecification with(String token) {
        return visitor().header("Authorization", "Bearer " + token);
    }

    public static String signIn(String username, String password) {
        return visitor()
                .body(Map.of("username", username, "password", password))
                .post("/session")
                .then()
                .statusCode(201)
                .extract()
                .path("accessToken");
    }

    private static String signUp(String username, Role role) {
        if (username.equals("admin")) {
            return signIn(username, "octavo-test-password");
        }
        QuarkusTransaction.requiringNew().run(() -> {
            if (Account.count("username", username) == 0) {
                new Account(username, "The " + username, role, null, Instant.now()).persistAndFlush();
                sql("update account set password_hash = ?1 where username = ?2", HASH, username)
                        .executeUpdate();
            }
        });
        return token(username);
    }

    /** As a sign-in makes it, which would take long too. */
    private static String token(String username) {
        var secret = "oct_"
                + (UUID.randomUUID().toString() + UUID.randomUUID())
                        .replace("-", "")
                        .substring(0, 43);
        QuarkusTransaction.requiringNew()
                .run(() -> sql("""
                insert into token (id, account_id, kind, name, hash, created_at, expires_at)
                select ?3, id, 'SESSION', 'session', sha256(convert_to(?1, 'UTF8')), now(), now() + interval '12 hours'
                from account where username = ?2""", secret, username, Ids.next()).executeUpdate());
        return secret;
    }

    private static Query sql(String statement, Object... values) {
        var query = Account.getEntityManager().createNativeQuery(statement);
        for (var i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }

    /** A published post of a title that nobody else has. */
    public static ValidatableResponse publish() {
        return write(author(), Map.of("publishedAt", "2026-01-02T03:04:05Z"));
    }

    /** A draft. */
    public static ValidatableResponse draft() {
        return write(author(), Map.of());
    }

    public static ValidatableResponse write(RequestSpecification author, Map<String, ?> properties) {
        var post = new LinkedHashMap<String, Object>();
        post.put("title", unique("Post"));
        post.put("body", "Some *words*.");
        post.putAll(properties);
        return author.body(post).post("/posts").then().statusCode(201);
    }

    /** A comment by the account behind a token, seen at once. */
    public static String comment(String post, String parent) {
        return comment(member(), post, parent).statusCode(201).extract().path("id");
    }

    public static ValidatableResponse comment(RequestSpecification by, String post, String parent) {
        var comment = new LinkedHashMap<String, Object>(Map.of("body", "Well said."));
        if (parent != null) {
            comment.put("parent", parent);
        }
        return by.body(comment).post("/posts/{post}/comments", post).then();
    }

    public static Map<String, Object> guest(String name) {
        return new LinkedHashMap<>(
                Map.of("body", "Well said.", "author", Map.of("name", name, "email", name + "@example.org")));
    }

    /** Runs requests at another time. */
    public static void at(Instant instant, Runnable requests) {
        QuarkusMock.installMockForType(Clock.fixed(instant, ZoneOffset.UTC), Clock.class);
        try {
            requests.run();
        } finally {
            QuarkusMock.installMockForType(
                    Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS)), Clock.class);
        }
    }

    public static String unique(String word) {
        return word + " " + NUMBER.incrementAndGet();
    }

    private static synchronized Contract contract() {
        if (contract == null) {
            contract =
                    new Contract(RestAssured.given().get("/openapi?format=JSON").asString());
        }
        return contract;
    }
}
