package dev.octavo;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.octavo.support.Contract;
import dev.octavo.support.Octavo;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document is true, complete and the one that is committed. */
@QuarkusTest
class ApiContractTest {
    @Test
    void the_committed_document_is_the_generated_one() throws IOException {
        var yaml = new YAMLMapper();
        assertEquals(
                yaml.readTree(Path.of("docs/openapi.yaml").toFile()),
                yaml.readTree(given().get("/openapi").asString()),
                "The API has changed: cp target/openapi/openapi.yaml docs/openapi.yaml, and read the difference");
    }

    @Test
    void the_document_is_served_as_json_too() {
        assertEquals("3.1.0", given().accept("application/json").get("/openapi").path("openapi"));
        assertEquals("3.1.0", given().get("/openapi?format=json").path("openapi"));
    }

    @Test
    void every_operation_has_a_name_a_summary_and_all_its_statuses() throws IOException {
        var document =
                new ObjectMapper().readTree(given().get("/openapi?format=json").asString());
        var operations = document.path("paths").findParents("operationId");
        assertTrue(operations.size() > 20, "operations: " + operations.size());
        for (var operation : operations) {
            assertTrue(operation.hasNonNull("summary"), operation.path("operationId") + " has no summary");
            assertTrue(operation.path("responses").has("400"), operation.path("operationId") + " has no 400");
            assertTrue(operation.path("responses").has("500"), operation.path("operationId") + " has no 500");
            assertTrue(
                    operation.hasNonNull("security"), operation.path("operationId") + " does not say who may call it");
        }
    }

    /** Each way in which an answer can stray from the document is noticed: else a green contract would say nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "another type of a property        | \"type\": \"string\"          | \"type\": \"integer\"",
                "a property that is not documented | \"slug\" : {                  | \"other\" : {",
                "a required property that is gone  | \"required\" : [ \"id\",      | \"required\" : [ \"gone\", \"id\",",
                "a status that is not documented   | \"200\" : {                   | \"299\" : {",
                "a media type that is not          | \"application/json\" : {      | \"text/csv\" : {",
                "a header that is promised         | \"ETag\" : {                  | \"X-Promised\" : {}, \"ETag\" : {",
            })
    void the_contract_check_can_fail(String what, String documented, String instead) {
        var truth = given().get("/openapi?format=json").asString();
        var pattern = documented
                .strip()
                .replaceAll("[\\[{]", "\\\\$0")
                .replaceAll("\\s+", "\\\\s*")
                .replace("\":", "\"\\s*:");
        var lie = truth.replaceAll(pattern, java.util.regex.Matcher.quoteReplacement(instead.strip()));
        assertTrue(!lie.equals(truth), "nothing was changed for: " + what);
        Octavo.publish();
        given().filter(new Contract(truth)).get("/api/v1/posts");
        assertThrows(
                AssertionError.class, () -> given().filter(new Contract(lie)).get("/api/v1/posts"), what);
    }
}
