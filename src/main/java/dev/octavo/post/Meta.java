package dev.octavo.post;

import dev.octavo.http.Json;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;
import java.util.Map;

/** Free JSON that can be stored and given back as it came: of a size, a depth and numbers that are finite. */
@Documented
@Constraint(validatedBy = Meta.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface Meta {
    String message() default "must be at most 64 KiB, 10 levels deep, and hold only finite numbers and storable texts";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Walks the JSON once. */
    final class Validator implements ConstraintValidator<Meta, Map<String, Object>> {
        private static final int MAX_CHARACTERS = 65_536;
        private static final int DEEPEST = 10;
        private static final long TOO_HEAVY = Integer.MAX_VALUE;

        @Override
        public boolean isValid(Map<String, Object> meta, ConstraintValidatorContext context) {
            return meta == null || weight(meta, 1) <= MAX_CHARACTERS;
        }

        /** Its size in characters, near enough; beyond every limit where it cannot be stored. */
        private static long weight(Object value, int depth) {
            if (depth > DEEPEST) {
                return TOO_HEAVY;
            }
            return switch (value) {
                case null -> 4;
                case Map<?, ?> map -> weight(map.keySet(), depth) + weight(map.values(), depth);
                case Collection<?> list ->
                    list.stream().mapToLong(item -> weight(item, depth + 1)).sum() + list.size();
                case Double number -> Double.isFinite(number) ? 24 : TOO_HEAVY;
                case String text -> Json.isStorable(text) ? text.length() + 2L : TOO_HEAVY;
                case Number number -> number.toString().length();
                case Boolean flag -> 5;
                default -> TOO_HEAVY;
            };
        }
    }
}
