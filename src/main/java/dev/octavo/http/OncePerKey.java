package dev.octavo.http;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;

/**
 * Stands between the transaction of an endpoint and what it does in it: bound by {@code @Transactional}, as the interceptor
 * that opens the transaction is, and by its priority within that one. So every POST that writes takes
 * {@code Idempotency-Key}, and cannot forget to.
 */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class OncePerKey {
    private final Attempt attempt;

    OncePerKey(Attempt attempt) {
        this.attempt = attempt;
    }

    @AroundInvoke
    Object write(InvocationContext endpoint) throws Exception {
        return endpoint.getMethod().isAnnotationPresent(POST.class)
                ? attempt.once(endpoint::proceed)
                : endpoint.proceed();
    }
}
