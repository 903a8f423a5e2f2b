package dev.octavo.account;

import static dev.octavo.support.Octavo.admin;
import static dev.octavo.support.Octavo.author;
import static dev.octavo.support.Octavo.editor;
import static dev.octavo.support.Octavo.member;
import static dev.octavo.support.Octavo.signIn;
import static dev.octavo.support.Octavo.unique;
import static dev.octavo.support.Octavo.visitor;
import static dev.octavo.support.Octavo.with;
import static dev.octavo.support.Octavo.write;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octavo.support.Octavo;
import dev.octavo.support.Parallel;
import dev.octavo.support.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccountResourceTest {
    @Inject
    EntityManager entities;

    @Test
    void an_admin_makes_an_account_that_signs_in() {
        var username = username();
        var made = create(Map.of(
                        "username",
                        username,
                        "name",
                        "Grace Hopper",
                        "role",
                        "author",
                        "email",
                        username + "@Example.org",
                        "password",
                        Octavo.PASSWORD))
                .statusCode(201)
                .header("Location", startsWith("/api/v1/accounts/"))
                .body("username", equalTo(username))
                .body("email", equalTo(username + "@example.org"))
                .body("role", equalTo("author"))
                .body("status", equalTo("active"))
                .body("disabled", equalTo(false))
                .body("invitationExpiresAt", nullValue())
                .extract();
        for (var ref : List.of(username, made.<String>path("id"))) {
            admin().get("/accounts/{account}", ref)
                    .then()
                    .statusCode(200)
                    .header("ETag", equalTo(made.header("ETag")))
                    .body("id", equalTo(made.path("id")));
        }
        with(signIn(username, Octavo.PASSWORD)).get("/me").then().body("scopes", hasItem("posts:write"));
    }

    @Test
    void an_account_without_a_password_is_invited() {
        var username = invited();
        admin().get("/accounts/{account}", username)
                .then()
                .body("status", equalTo("invited"))
                .body("invitationExpiresAt", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/admin", "/nobody", "/018f0000-0000-7000-8000-000000000000"})
    void nobody_but_admins_looks_at_accounts(String path) {
        visitor().get("/accounts" + path).then().statusCode(401);
        for (var other : List.of(member(), author(), editor())) {
            other.get("/accounts" + path).then().statusCode(403);
        }
        String narrow = admin().body(Map.of("name", "narrow", "scopes", List.of("posts:write")))
                .post("/tokens")
                .path("token");
        with(narrow).get("/accounts" + path).then().statusCode(403);
    }

    @Test
    void nobody_but_admins_changes_accounts() {
        var someone = create("member");
        for (var other : List.of(member(), author(), editor())) {
            other.body(Map.of("role", "admin"))
                    .patch("/accounts/{account}", someone)
                    .then()
                    .statusCode(403);
            other.body(account("x-y")).post("/accounts").then().statusCode(403);
        }
        visitor().body(account("x-y")).post("/accounts").then().statusCode(401);
        admin().get("/accounts/{account}", someone).then().body("role", equalTo("member"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username | Ada                                  | invalid-format",
                "username | a b                                  | invalid-format",
                "username | me                                   | invalid-format",
                "username | 018f0000-0000-7000-8000-000000000000 | invalid-format",
                "username |                                      | required",
                "name     | ' '                                  | required",
                "role     | owner                                | wrong-type",
                "role     |                                      | required",
                "email    | nowhere                              | invalid-format",
                "password | seven77                              | too-short",
                "colour   | red                                  | unknown-property",
            })
    void what_is_wrong_with_a_new_account_is_named(String property, String value, String code) {
        var wanted = account(username());
        wanted.put(property, value);
        create(wanted)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/" + property))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void a_password_is_not_the_username() {
        var wanted = account(username());
        wanted.put("password", wanted.get("username").toString().toUpperCase(java.util.Locale.ROOT));
        create(wanted).statusCode(400).body("errors[0].pointer", equalTo("/password"));
    }

    @Test
    void a_username_and_an_email_belong_to_one_account_each() {
        var first = account(username());
        first.put("email", first.get("username") + "@example.org");
        create(first).statusCode(201);
        var same = account(first.get("username").toString());
        create(same)
                .statusCode(409)
                .body("type", equalTo("/problems/account-exists"))
                .body("errors[0].pointer", equalTo("/username"));
        var other = account(username());
        other.put("email", first.get("email").toString().toUpperCase(java.util.Locale.ROOT));
        create(other).statusCode(409).body("errors[0].pointer", equalTo("/email"));
        other.put("email", "");
        create(other).statusCode(201).body("email", nullValue());
        admin().body(Map.of("email", first.get("email")))
                .patch("/accounts/{account}", other.get("username"))
                .then()
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/email"));
    }

    @Test
    void ten_at_once_make_one_account() {
        var wanted = account(username());
        var statuses = Parallel.run(
                10, () -> create(new LinkedHashMap<>(wanted)).extract().statusCode());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
        assertEquals(9, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
    }

    @Test
    void an_admin_changes_name_email_and_role_but_no_username() {
        var someone = create("member");
        var before = admin().get("/accounts/{account}", someone);
        admin().contentType("application/merge-patch+json")
                .header("If-Match", before.header("ETag"))
                .body("{\"name\": \"Renamed\", \"email\": \"%s@example.org\", \"role\": \"editor\"}".formatted(someone))
                .patch("/accounts/{account}", someone)
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("email", equalTo(someone + "@example.org"))
                .body("role", equalTo("editor"));
        admin().header("If-Match", before.header("ETag"))
                .body(Map.of("name", "Too late"))
                .patch("/accounts/{account}", someone)
                .then()
                .statusCode(412);
        admin().body("{\"email\": null}")
                .patch("/accounts/{account}", someone)
                .then()
                .statusCode(200)
                .body("email", nullValue())
                .body("name", equalTo("Renamed"));
        for (var readOnly : Map.of("username", "other", "status", "disabled").entrySet()) {
            admin().body(Map.of(readOnly.getKey(), readOnly.getValue()))
                    .patch("/accounts/{account}", someone)
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("read-only"));
        }
        for (var gone : List.of("{\"name\": null}", "{\"role\": null}", "{\"disabled\": null}")) {
            admin().body(gone).patch("/accounts/{account}", someone).then().statusCode(400);
        }
    }

    @Test
    void what_was_read_can_be_sent_back() {
        var someone = create("author");
        var read = admin().get("/accounts/{account}", someone).asString();
        admin().body(read).patch("/accounts/{account}", someone).then().statusCode(200);
    }

    @Test
    void a_changed_role_counts_for_tokens_that_exist() {
        var someone = create("member");
        var token = signIn(someone, Octavo.PASSWORD);
        var draft = Map.of("title", "x", "body", "y");
        with(token).body(draft).post("/posts").then().statusCode(403);
        change(someone, Map.of("role", "author")).statusCode(200);
        with(token).body(draft).post("/posts").then().statusCode(201);
        with(token).get("/accounts").then().statusCode(403);
        change(someone, Map.of("role", "admin")).statusCode(200);
        with(token).get("/accounts").then().statusCode(200);
        change(someone, Map.of("role", "member")).statusCode(200);
        with(token).get("/accounts").then().statusCode(403);
        with(token).body(draft).post("/posts").then().statusCode(403);
    }

    @Test
    void disabling_ends_tokens_at_once_and_enabling_brings_none_back() {
        var someone = create("author");
        var session = signIn(someone, Octavo.PASSWORD);
        String personal =
                with(session).body(Map.of("name", "laptop")).post("/tokens").path("token");
        change(someone, Map.of("disabled", true))
                .statusCode(200)
                .body("status", equalTo("disabled"))
                .body("disabled", equalTo(true));
        for (var token : List.of(session, personal)) {
            with(token).get("/me").then().statusCode(401);
            with(token).get("/posts").then().statusCode(401);
        }
        visitor()
                .body(Map.of("username", someone, "password", Octavo.PASSWORD))
                .post("/session")
                .then()
                .statusCode(401);
        change(someone, Map.of("disabled", false)).statusCode(200).body("status", equalTo("active"));
        with(session).get("/me").then().statusCode(401);
        with(personal).get("/me").then().statusCode(401);
        with(signIn(someone, Octavo.PASSWORD)).get("/me").then().statusCode(200);
    }

    /** Whatever puts it there: the state is asked at each use, not only when tokens are ended. */
    @Test
    void a_token_of_a_disabled_account_is_none() {
        var someone = create("author");
        var token = signIn(someone, Octavo.PASSWORD);
        sql("update account set disabled_at = created_at where username = '" + someone + "'");
        with(token).get("/me").then().statusCode(401);
    }

    @Test
    void a_sign_in_that_a_disabling_overtakes_is_refused() throws Exception {
        overtaken(
                "update account set disabled_at = created_at where username = '%s'",
                someone -> visitor()
                        .body(Map.of("username", someone, "password", Octavo.PASSWORD))
                        .post("/session")
                        .statusCode());
    }

    @Test
    void a_token_that_the_end_of_its_maker_overtakes_is_not_made() throws Exception {
        var tokens = new java.util.concurrent.ConcurrentHashMap<String, String>();
        overtaken(
                """
                with held as (update account set version = version + 1 where username = '%s' returning id)
                delete from token using held where account_id = held.id
                """,
                someone -> with(tokens.get(someone))
                        .body(Map.of("name", "late"))
                        .post("/tokens")
                        .statusCode(),
                someone -> {
                    tokens.put(someone, signIn(someone, Octavo.PASSWORD));
                    // Notes its use, which would have to wait as well.
                    with(tokens.get(someone)).get("/me").then().statusCode(200);
                });
    }

    @Test
    void who_may_not_sign_in_is_told_what_a_wrong_name_is_told() {
        var disabled = create("member");
        change(disabled, Map.of("disabled", true)).statusCode(200);
        var answers = IntStream.range(0, 4)
                .mapToObj(number -> List.of("nobody-at-all", create("member"), invited(), disabled)
                        .get(number))
                .map(name -> visitor()
                        .body(Map.of(
                                "username",
                                name,
                                "password",
                                name.equals(disabled) ? Octavo.PASSWORD : "wrong " + Octavo.PASSWORD))
                        .post("/session")
                        .then()
                        .statusCode(401)
                        .extract())
                .toList();
        var bodies = answers.stream()
                .map(answer -> answer.asString().replaceAll("\"traceId\":\"[0-9a-f]+\"", ""))
                .distinct()
                .toList();
        assertEquals(1, bodies.size(), bodies.toString());
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.headers().asList().stream()
                                .map(header -> header.getName())
                                .toList())
                        .distinct()
                        .count());
    }

    /** The fastest of some, because a busy machine only adds. */
    @Test
    void who_may_not_sign_in_waits_for_the_hash_as_well() {
        var hash = PasswordHash.of(Octavo.PASSWORD);
        var check = fastest(() -> PasswordHash.matches("wrong", hash));
        var disabled = create("member");
        change(disabled, Map.of("disabled", true)).statusCode(200);
        for (var name : List.of("nobody-at-all", invited(), disabled)) {
            var signIn = fastest(() -> visitor()
                    .body(Map.of("username", name, "password", Octavo.PASSWORD))
                    .post("/session")
                    .then()
                    .statusCode(401));
            assertTrue(signIn > check / 3, name + ": " + signIn + " ns, a check alone " + check);
        }
    }

    private static long fastest(Runnable work) {
        return LongStream.range(0, 3)
                .map(number -> {
                    var start = System.nanoTime();
                    work.run();
                    return System.nanoTime() - start;
                })
                .min()
                .orElseThrow();
    }

    @Test
    void the_last_active_admin_stays_one() {
        var last = create("admin");
        var token = signIn(last, Octavo.PASSWORD);
        var invited = account(username());
        invited.put("role", "admin");
        create(invited).statusCode(201);
        aloneWith(List.of(last), () -> {
            for (var change : List.of(Map.of("role", "editor"), Map.of("disabled", true))) {
                with(token)
                        .body(change)
                        .patch("/accounts/{account}", last)
                        .then()
                        .statusCode(409)
                        .body("type", equalTo("/problems/last-admin"));
            }
            with(token)
                    .body(Map.of("name", "Still here"))
                    .patch("/accounts/{account}", last)
                    .then()
                    .statusCode(200);
            // Who cannot sign in is no last admin.
            with(token)
                    .body(Map.of("disabled", true))
                    .patch("/accounts/{account}", invited.get("username"))
                    .then()
                    .statusCode(200);
        });
    }

    @Test
    void of_two_last_admins_who_leave_at_once_one_stays() {
        var two = List.of(create("admin"), create("admin"));
        var tokens = two.stream().map(name -> signIn(name, Octavo.PASSWORD)).toList();
        aloneWith(two, () -> {
            for (int round = 0; round < 5; round++) {
                var number = new java.util.concurrent.atomic.AtomicInteger();
                var statuses = Parallel.run(2, () -> {
                    var mine = number.getAndIncrement();
                    return with(tokens.get(mine))
                            .body(Map.of("role", "editor"))
                            .patch("/accounts/{account}", two.get(mine))
                            .statusCode();
                });
                assertEquals(List.of(200, 409), statuses.stream().sorted().toList());
                sql("update account set role = 'ADMIN' where username in ('" + String.join("', '", two) + "')");
            }
        });
    }

    @Test
    void accounts_are_found_by_role_status_username_and_email() {
        var wanted = account(username());
        wanted.put("role", "editor");
        wanted.put("email", wanted.get("username") + "@example.org");
        create(wanted).statusCode(201);
        var username = wanted.get("username");
        for (var query : List.of(
                "username=" + username,
                "email=" + username + "@Example.ORG",
                "username=" + username + "&role=editor&status=invited")) {
            admin().get("/accounts?count=exact&" + query)
                    .then()
                    .statusCode(200)
                    .body("items.username", equalTo(List.of(username)))
                    .body("total", equalTo(1));
        }
        for (var query : List.of("role=member", "status=active", "status=disabled", "email=x@example.org")) {
            admin().get("/accounts?username=" + username + "&" + query).then().body("items", hasSize(0));
        }
        admin().get("/accounts?status=active").then().body("items.status", everyItem(equalTo("active")));
        admin().get("/accounts?role=admin").then().body("items.role", everyItem(equalTo("admin")));
        admin().get("/accounts?sort=email").then().statusCode(400);
        admin().get("/accounts?status=gone").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=-username", "&sort=name", "&sort=-name,createdAt", "&sort=-createdAt"})
    void walking_all_pages_gives_each_account_once(String sort) {
        IntStream.range(0, 5).forEach(number -> invited());
        var all = admin().get("/accounts?count=exact&limit=1" + sort).<Integer>path("total");
        var walked = new ArrayList<String>();
        for (String next = "/api/v1/accounts?limit=10" + sort; next != null; ) {
            var page = admin().basePath("")
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            walked.addAll(page.path("items.username"));
            next = page.path("links.next");
            assertTrue(walked.size() <= all, "pages without end");
        }
        assertEquals(all, (int) walked.stream().distinct().count());
        assertEquals(all, walked.size());
    }

    @Test
    void a_list_costs_one_statement_beside_its_token_however_long_it_is() {
        IntStream.range(0, 12).forEach(number -> invited());
        var many = Statements.during(
                () -> admin().get("/accounts?limit=12").then().statusCode(200).body("items", hasSize(12)));
        // The token with its account, its use once a minute, and the page.
        assertTrue(many <= 3, many + " statements");
    }

    /** Everything that can be read, by everybody who must not see an e-mail. */
    @Test
    void an_email_reaches_nobody_but_admins_and_its_owner() throws IOException {
        var secret = "nobody-sees-" + username();
        var wanted = account(username());
        wanted.putAll(Map.of("email", secret + "@example.org", "role", "author", "password", Octavo.PASSWORD));
        create(wanted).statusCode(201);
        var username = wanted.get("username").toString();
        var token = signIn(username, Octavo.PASSWORD);
        String post = write(with(token), Map.of("publishedAt", "2026-01-02T03:04:05Z"))
                .extract()
                .path("id");
        String comment = Octavo.comment(with(token), post, null)
                .statusCode(201)
                .extract()
                .path("id");
        with(token).get("/me").then().body("email", equalTo(secret + "@example.org"));

        var document = new ObjectMapper()
                .readTree(RestAssured.given().get("/openapi?format=json").asString());
        var read = new ArrayList<String>();
        document.path("paths").properties().forEach(path -> {
            if (!path.getValue().has("get")) {
                return;
            }
            var url = path.getKey()
                    .replace("{post}", post)
                    .replace("{id}", comment)
                    .replaceAll("\\{(account|author)}", username)
                    .replaceAll("\\{[^}]+}", "nothing");
            for (var other : List.of(visitor(), author(), editor())) {
                var answer = other.basePath("").get(url);
                assertFalse(answer.asString().contains(secret), url + " shows an e-mail");
                assertTrue(answer.statusCode() < 500, url + " " + answer.statusCode());
                if (answer.statusCode() == 200) {
                    read.add(url);
                }
            }
        });
        assertTrue(read.stream().distinct().count() > 6, read.toString());
        for (var other : List.of(visitor(), member(), author(), editor())) {
            for (var list : List.of("posts", "comments", "authors")) {
                for (var query :
                        List.of("email=" + secret, "author.email=" + secret, "sort=email", "sort=author.email")) {
                    other.get("/" + list + "?" + query).then().statusCode(400);
                }
            }
        }
    }

    @Test
    void nothing_is_deleted() {
        admin().delete("/accounts/admin").then().statusCode(405).header("Allow", containsString("PATCH"));
    }

    /** Holds a change to an account open, lets a request run into it, and then commits: the request must notice. */
    private void overtaken(String change, java.util.function.ToIntFunction<String> request) throws Exception {
        overtaken(change, request, someone -> {});
    }

    private void overtaken(
            String change, java.util.function.ToIntFunction<String> request, java.util.function.Consumer<String> before)
            throws Exception {
        var someone = create("member");
        before.accept(someone);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = QuarkusTransaction.requiringNew().call(() -> {
                entities.createNativeQuery(change.formatted(someone)).executeUpdate();
                var running = threads.submit(() -> request.applyAsInt(someone));
                while (!running.isDone() && waiting() == 0) {
                    Thread.onSpinWait();
                }
                assertFalse(running.isDone(), "did not wait for the change");
                return running;
            });
            assertEquals(401, answer.get());
        }
        assertEquals(
                0L,
                QuarkusTransaction.requiringNew()
                        .call(() -> entities.createNativeQuery(
                                        "select count(*) from token join account on account.id = account_id where username = '"
                                                + someone + "'",
                                        Long.class)
                                .getSingleResult()));
    }

    private long waiting() {
        return (long) entities.createNativeQuery("select count(*) from pg_locks where not granted", Long.class)
                .getSingleResult();
    }

    /** Runs with these as the only active admins. */
    private void aloneWith(List<String> admins, Runnable requests) {
        var others = "role = 'ADMIN' and password_hash is not null and username not in ('" + String.join("', '", admins)
                + "')";
        sql("create table parked as select id from account where " + others);
        try {
            sql("update account set role = 'EDITOR' where " + others);
            requests.run();
        } finally {
            sql("update account set role = 'ADMIN' where id in (select id from parked)");
            sql("drop table parked");
        }
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate());
    }

    private static String username() {
        return unique("account").replace(' ', '-');
    }

    private static Map<String, Object> account(String username) {
        return new LinkedHashMap<>(Map.of("username", username, "name", "Somebody", "role", "member"));
    }

    private static ValidatableResponse create(Map<String, ?> wanted) {
        return admin().body(wanted).post("/accounts").then();
    }

    private static String create(String role) {
        var wanted = account(username());
        wanted.putAll(Map.of("role", role, "password", Octavo.PASSWORD));
        create(wanted).statusCode(201);
        return wanted.get("username").toString();
    }

    private static String invited() {
        return create(account(username())).statusCode(201).extract().path("username");
    }

    private static ValidatableResponse change(String username, Map<String, ?> change) {
        return admin().body(change).patch("/accounts/{account}", username).then();
    }
}
