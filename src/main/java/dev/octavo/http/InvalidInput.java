package dev.octavo.http;

import java.util.List;
import java.util.stream.Collectors;

/** The request says something that Octavo cannot take; {@code errors} names each place. */
public final class InvalidInput extends Problem {
    public InvalidInput(List<InvalidField> errors) {
        super(400, "invalid-input", sentence(errors), errors);
    }

    public static InvalidInput at(String pointer, String code, String detail) {
        return new InvalidInput(List.of(InvalidField.at(pointer, code, detail)));
    }

    public static InvalidInput parameter(String name, String code, String detail) {
        return new InvalidInput(List.of(InvalidField.parameter(name, code, detail)));
    }

    private static String sentence(List<InvalidField> errors) {
        return errors.stream()
                .map(error -> (error.where().isEmpty() ? "The body" : error.where()) + " " + error.detail())
                .collect(Collectors.joining("; ", "", "."));
    }
}
