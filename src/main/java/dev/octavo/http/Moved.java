package dev.octavo.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;

/**
 * What the URL names has another name now. The answer is 308: the same request, method and body included, is to be sent to
 * the same URL with that name in it. As a name may be given away one day, no cache keeps it without asking.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.4.9">RFC 9110, 308 Permanent Redirect</a>
 */
public final class Moved extends RuntimeException {
    private final String collection;
    private final String name;

    /**
     * @param collection the part of the path before the name, such as {@code posts}
     * @param name what stands there from now on
     */
    public Moved(String collection, String name) {
        super(name, null, false, false);
        this.collection = collection;
        this.name = name;
    }

    Response from(UriInfo uri) {
        var path = uri.getRequestUri().getRawPath();
        var query = uri.getRequestUri().getRawQuery();
        var before = "/" + collection + "/";
        // Beyond the prefix of a proxy, which may hold such a part too.
        var start = path.indexOf(before, uri.getBaseUri().getRawPath().length() - 1) + before.length();
        var end = path.indexOf('/', start);
        var location = path.substring(0, start)
                + name
                + (end < 0 ? "" : path.substring(end))
                + (query == null ? "" : "?" + query);
        return Response.status(Status.PERMANENT_REDIRECT)
                .header(HttpHeaders.LOCATION, location)
                .build();
    }
}
