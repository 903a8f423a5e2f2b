package dev.octavo.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\0',
            value = {
                "8e03978e-40d5-43dd-bc93-6894a57f9324 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324\" 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "a a",
                "!#$%&'()*+-./:;<=>?@[\\]^_`{|}~ !#$%&'()*+-./:;<=>?@[\\]^_`{|}~",
                "\"a,\\\"\\\\b\" a,\"\\b",
            })
    void a_key_is_the_same_quoted_and_bare(String header, String key) {
        assertEquals(key, IdempotencyKey.parse(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "\"\"",
                "\"a",
                "a\"",
                "a b",
                "\"a b\"",
                "a,b",
                "\"a\",\"b\"",
                "\"a\";p=1",
                "\"\\a\"",
                "\u0007",
                "ä"
            })
    void what_is_no_key_is_refused(String header) {
        refused("malformed", header);
    }

    @Test
    void a_key_has_at_most_255_characters() {
        var longest = "k".repeat(255);
        assertEquals(longest, IdempotencyKey.parse(List.of(longest)));
        assertEquals(longest, IdempotencyKey.parse(List.of('"' + longest + '"')));
        refused("malformed", longest + "k");
        refused("malformed", '"' + longest + "k\"");
    }

    @Test
    void two_keys_are_none() {
        refused("repeated", "a", "a");
    }

    private static void refused(String code, String... headers) {
        var refusal = assertThrows(InvalidInput.class, () -> IdempotencyKey.parse(List.of(headers)));
        assertEquals("Idempotency-Key", refusal.errors().getFirst().parameter());
        assertEquals(code, refusal.errors().getFirst().code());
    }
}
