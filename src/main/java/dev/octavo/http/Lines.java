package dev.octavo.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Sends all that a list has instead of a page of it, an object a line, to whoever prefers that: as it is at one moment, and in
 * no more memory than a page takes. What a client is sent this way keeps a connection to the database until it has taken the last
 * line, so few are at a time.
 *
 * @see <a href="https://github.com/ndjson/ndjson-spec">NDJSON</a>
 */
@ApplicationScoped
public class Lines {
    private static final Logger LOG = Logger.getLogger(Lines.class);

    static final String TYPE = "application/x-ndjson";

    private static final MediaType LINES = MediaType.valueOf(TYPE);
    private static final String PREFERRED = "octavo.lines.preferred";
    private static final String WANTED = "octavo.lines.wanted";
    private static final List<String> PAGING = List.of("cursor", "page", "limit", "count");

    private static final int MOST = 2;
    private static final int LONGEST_SECONDS = 3_600;

    private final ObjectMapper json;
    private final EntityManager entities;
    private final SecurityIdentity identity;
    private final RoutingContext http;
    private final Semaphore free = new Semaphore(MOST);

    Lines(ObjectMapper json, EntityManager entities, SecurityIdentity identity, RoutingContext http) {
        this.json = json;
        this.entities = entities;
        this.identity = identity;
        this.http = http;
    }

    /** Lets lists be found, which give JSON. */
    @ServerRequestFilter(preMatching = true)
    public void prefer(ContainerRequestContext request, RoutingContext http) {
        if (acceptable(request).stream().findFirst().filter(LINES::equals).isPresent()) {
            http.put(PREFERRED, true);
            request.getHeaders().add(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON + ";q=0.1");
        }
    }

    private static List<MediaType> acceptable(ContainerRequestContext request) {
        try {
            return request.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            throw Problem.ofStatus(400, "The header Accept names no media types.");
        }
    }

    @ServerRequestFilter
    public void accept(ResourceInfo endpoint, HttpHeaders headers, RoutingContext http) {
        if (http.get(PREFERRED) == null) {
            return;
        }
        if (endpoint.getResourceMethod().getReturnType() == PageOf.class) {
            http.put(WANTED, true);
        } else if (headers.getAcceptableMediaTypes().size() == 2) {
            throw new NotAcceptableException();
        }
    }

    boolean areWanted() {
        return http.get(WANTED) != null;
    }

    /**
     * All that a list has, to be read when it is sent.
     *
     * @throws Problem 401 without a token; 400 if the request asks for a page as well
     */
    <E> PageOf<E> of(Listing<E> listing) {
        if (identity.isAnonymous()) {
            throw new Unauthorized();
        }
        PAGING.stream().filter(http.queryParams()::contains).findFirst().ifPresent(name -> {
            throw InvalidInput.parameter(name, "conflicting", "is for pages, and " + TYPE + " gives all rows");
        });
        return PageOf.of(each -> listing.all(entities, each));
    }

    /** Before others say of a page what does not hold of a stream. */
    @ServerResponseFilter(priority = Priorities.USER + 1)
    public void send(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof PageOf<?> page && page.all() != null) {
            var query = request.getUriInfo().getQueryParameters();
            var selection = Selection.of(query.getFirst("fields"), query.getFirst("include"));
            StreamingOutput lines = output ->
                    oneOfFew(() -> page.all().read(views -> views.forEach(view -> write(view, selection, output))));
            response.setEntity(request.getMethod().equals("HEAD") ? null : lines, null, LINES);
        }
    }

    private void oneOfFew(Runnable sending) {
        if (!free.tryAcquire()) {
            throw new TooManyStreams(MOST);
        }
        try {
            QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(() -> {
                var session = entities.unwrap(SessionImplementor.class);
                session.setHibernateFlushMode(FlushMode.MANUAL);
                session.createNativeMutationQuery("set transaction isolation level repeatable read read only")
                        .executeUpdate();
                // Whoever waits for the first rows may go away before there are any.
                http.addEndHandler(end -> {
                    if (end.failed()) {
                        Thread.startVirtualThread(() -> end(session));
                    }
                });
                sending.run();
            });
        } finally {
            free.release();
        }
    }

    private static void end(Session session) {
        try {
            session.cancelQuery();
        } catch (PersistenceException | IllegalStateException e) {
            LOG.debug("It had ended by itself.", e);
        }
    }

    private void write(Object view, Selection selection, OutputStream output) {
        try {
            var line = selection.isUsual() ? view : json.<JsonNode>valueToTree(view);
            if (line instanceof JsonNode tree) {
                selection.prune(tree);
            }
            output.write(json.writeValueAsBytes(line));
            output.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a list, or what is shown of them, some at a time. */
    @FunctionalInterface
    interface Rows<T> {
        void read(Consumer<List<T>> each);
    }
}
