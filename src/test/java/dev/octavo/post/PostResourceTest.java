package dev.octavo.post;

import static dev.octavo.support.Octavo.publish;
import static dev.octavo.support.Octavo.visitor;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostResourceTest {
    @Test
    void a_published_post_is_read_by_id_and_by_slug() {
        var post = publish().extract().jsonPath();
        visitor()
                .get("/posts/{post}", post.getString("id"))
                .then()
                .statusCode(200)
                .body("slug", equalTo(post.getString("slug")));
        visitor()
                .get("/posts/{post}", post.getString("slug"))
                .then()
                .statusCode(200)
                .body("id", equalTo(post.getString("id")));
    }
}
