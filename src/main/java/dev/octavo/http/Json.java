package dev.octavo.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** JSON taken at its word: what is not known, doubled, of another type or beyond storing is an error, never a guess. */
@Singleton
public class Json implements ObjectMapperCustomizer {
    @Override
    @SuppressWarnings("deprecation") // the mapper is Quarkus' own, so it cannot be rebuilt by a builder
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
                .registerModule(new SimpleModule("octavo")
                        .addDeserializer(String.class, new Text())
                        .addDeserializer(Instant.class, new Time()));
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    }

    /** Last, so that our ways of reading come before those of Quarkus' modules. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    /** The names of an enumeration in JSON and in URLs. */
    static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Json::name).collect(Collectors.joining(", "));
    }

    /**
     * @throws IllegalArgumentException if the enumeration has no such name
     */
    static Object named(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(name))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static String name(Object constant) {
        try {
            return constant.getClass()
                    .getField(((Enum<?>) constant).name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL keeps no NUL, and UTF-8 no lone surrogate: neither may be lost or replaced in silence. */
    public static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    /** The order in which PostgreSQL keeps the keys of an object. */
    private static final Comparator<String> STORED =
            Comparator.<String>comparingInt(key -> utf8(key).length).thenComparing(Json::utf8, Arrays::compareUnsigned);

    /** Free JSON as a column of PostgreSQL gives it back: keys in its order, numbers without exponents. */
    @SuppressWarnings("unchecked") // what comes of a map is one
    public static Map<String, Object> asStored(Map<String, Object> values) {
        return (Map<String, Object>) stored(values);
    }

    private static Object stored(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var values = new TreeMap<String, Object>(STORED);
                map.forEach((key, item) -> values.put(String.valueOf(key), stored(item)));
                yield values;
            }
            case Collection<?> list -> {
                var values = new ArrayList<>();
                list.forEach(item -> values.add(stored(item)));
                yield values;
            }
            case Double number -> Double.isFinite(number) ? stored(new BigDecimal(number.toString())) : number;
            case BigDecimal number -> number.scale() > 0 ? number.doubleValue() : stored(number.toBigInteger());
            case BigInteger number ->
                number.bitLength() < 32 ? number.intValue() : number.bitLength() < 64 ? number.longValue() : number;
            case null, default -> value;
        };
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Text extends StdScalarDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            var text = parser.getText();
            if (!isStorable(text)) {
                throw new InvalidValue(parser, "invalid-character", "must hold no NUL and no lone surrogate");
            }
            return text;
        }
    }

    private static final class Time extends StdScalarDeserializer<Instant> {
        Time() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Instants.parse(context.readValue(parser, String.class));
            } catch (DateTimeException e) {
                throw new InvalidValue(parser, "invalid-instant", "must be an instant such as 2026-11-22T09:30:00Z");
            }
        }
    }
}
