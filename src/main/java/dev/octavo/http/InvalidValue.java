package dev.octavo.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** Thrown by deserializers for a value that is well-formed but not taken; Jackson adds the path to it. */
public final class InvalidValue extends JsonMappingException {
    private final String code;

    public InvalidValue(JsonParser parser, String code, String detail) {
        super(parser, detail);
        this.code = code;
    }

    String code() {
        return code;
    }
}
