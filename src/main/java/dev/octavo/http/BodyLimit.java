package dev.octavo.http;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts a body whose length nobody has told: Quarkus would cut it off with an answer without a word. */
public class BodyLimit {
    private final VertxHttpConfig config;

    BodyLimit(VertxHttpConfig config) {
        this.config = config;
    }

    /** Before whoever reads it. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void count(ContainerRequestContext request, RoutingContext http) {
        var limit = config.limits().maxBodySize();
        if (limit.isPresent() && !http.request().headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            http.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
            request.setEntityStream(
                    new Counted(request.getEntityStream(), limit.get().asLongValue(), http));
        }
    }

    private static final class Counted extends FilterInputStream {
        private final RoutingContext http;
        private long left;
        private boolean ended;

        Counted(InputStream body, long limit, RoutingContext http) {
            super(body);
            this.left = limit;
            this.http = http;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = super.read(bytes, offset, length);
            ended = count < 0;
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new BodyTooLarge();
            }
            return count;
        }

        /** Whoever has read enough closes. The rest may have no end, so it is not read to it. */
        @Override
        public void close() throws IOException {
            if (ended) {
                super.close();
            } else {
                BodyTooLarge.closeSoon(http.request());
            }
        }
    }
}
