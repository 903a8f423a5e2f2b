package dev.octavo.http;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers to a POST that made something: its view, and where it stands from now on. */
public final class Created {
    private Created() {}

    public static <T> RestResponse<T> at(String location, T view) {
        return answer(Status.CREATED, location, view);
    }

    /** The view holds a secret: nothing on the way may keep it. */
    public static <T> RestResponse<T> secretly(String location, T view) {
        var response = at(location, view);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    /** It is kept, but waits for somebody to let it through. */
    public static <T> RestResponse<T> held(String location, T view) {
        return answer(Status.ACCEPTED, location, view);
    }

    private static <T> RestResponse<T> answer(Status status, String location, T view) {
        return ResponseBuilder.create(status, view)
                .header(HttpHeaders.LOCATION, location)
                .build();
    }
}
