package dev.octavo;

import dev.octavo.account.FirstAdmin;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

/** Tells whoever has started Octavo where it is, how to sign in, and what to paste next. */
@ApplicationScoped
class Banner {
    private static final String TEXT = """

            Octavo is at %1$s
              API      %1$s/api/v1
              Try it   %1$s/docs
              OpenAPI  %1$s/openapi
              Sign in as admin %2$s
                curl %1$s%3$s
            """;
    private static final String TOKEN = """
              Or take this token, which admin may use for twelve hours from its last use, and Authorize with it under %1$s/docs
                %2$s
                curl %1$s/api/v1/me -H 'Authorization: Bearer %2$s'
            """;
    private static final String SIGN_IN =
            "/api/v1/session -H 'Content-Type: application/json' -d '{\"username\": \"admin\", \"password\": \"%s\"}'";

    private final FirstAdmin admin;
    private final LaunchMode mode;

    Banner(FirstAdmin admin, LaunchMode mode) {
        this.admin = admin;
        this.mode = mode;
    }

    void print(@ObservesAsync HttpServerStart started) {
        var options = started.options();
        var host = options.getHost().equals("0.0.0.0") ? "localhost" : options.getHost();
        // With port 0 the real one is known only here.
        var port = options.getPort() > 0 ? options.getPort() : Integer.getInteger("quarkus.http.port", 0);
        var url = "http://" + host + ":" + port;
        System.out.println(text(url));
    }

    private String text(String url) {
        var text = switch (admin.origin()) {
            case MADE_UP ->
                TEXT.formatted(
                        url,
                        "with the password " + admin.password() + " (shown this once: keep it)",
                        SIGN_IN.formatted(admin.password()));
            case CONFIGURED ->
                TEXT.formatted(
                        url,
                        "with the password in OCTAVO_ADMIN_PASSWORD",
                        SIGN_IN.formatted("'\"$OCTAVO_ADMIN_PASSWORD\"'"));
            case EARLIER -> TEXT.formatted(url, "with the password of your first start", "/api/v1/posts");
        };
        return mode == LaunchMode.DEVELOPMENT ? text + TOKEN.formatted(url, admin.session()) : text;
    }
}
