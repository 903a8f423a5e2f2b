package dev.octavo.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of a POST that shows what is shown once and kept nowhere, such as a new token, or uses up what is good once, such as an
 * invitation: nothing of it is stored, so {@code Idempotency-Key} is refused with 400 where every other POST takes it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HandlesSecret {}
