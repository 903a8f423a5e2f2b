package dev.octavo.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON of files that nobody vouches for: numbers to the last digit, nothing doubled, and no more than a record can hold. */
final class Lines {
    static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxTokenCount(200_000)
                            .maxStringLength(4_000_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Lines() {}

    /**
     * @throws InvalidRecord if it is no JSON in UTF-8
     */
    static JsonNode parse(byte[] line) {
        try {
            // Decoded here, because Jackson would also guess UTF-16.
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            Kind.must(!text.toString().isBlank(), "is blank");
            return STRICT.readTree(text.toString());
        } catch (CharacterCodingException e) {
            throw new InvalidRecord("is not UTF-8");
        } catch (StreamConstraintsException e) {
            throw new InvalidRecord("nests too deep, or holds too many or too long values");
        } catch (JsonParseException e) {
            throw new InvalidRecord(
                    e.getOriginalMessage().startsWith("Duplicate field")
                            ? "names a property twice"
                            : "is not well-formed JSON (column %d)"
                                    .formatted(e.getLocation().getColumnNr()));
        } catch (JsonProcessingException e) {
            throw new InvalidRecord("is more than one JSON value");
        }
    }
}
