package dev.octavo;

import dev.octavo.account.FirstAdmin;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

/** Tells whoever has started Octavo where it is, how to sign in, and what to paste next. */
@ApplicationScoped
class Banner {
    private static final String WHERE = """

            Octavo is at %1$s
              API      %1$s/api/v1/posts
              Try it   %1$s/docs
              OpenAPI  %1$s/openapi
            """;
    private static final String FIRST = """
              Sign in as admin with the password %2$s (shown this once: keep it)
                curl %1$s/api/v1/session -H 'Content-Type: application/json' -d '{"username": "admin", "password": "%2$s"}'
            """;
    private static final String LATER = """
              Sign in as %2$s with the password of your first start
                curl %1$s/api/v1/posts
            """;

    private final FirstAdmin admin;

    Banner(FirstAdmin admin) {
        this.admin = admin;
    }

    void print(@ObservesAsync HttpServerStart started) {
        var options = started.options();
        var host = options.getHost().equals("0.0.0.0") ? "localhost" : options.getHost();
        var url = "http://" + host + ":" + options.getPort();
        var signIn = admin.passwordToPrint()
                .map(password -> FIRST.formatted(url, password))
                .orElseGet(() -> LATER.formatted(url, FirstAdmin.USERNAME));
        System.out.println(WHERE.formatted(url) + signIn);
    }
}
