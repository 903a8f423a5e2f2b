package dev.octavo;

import dev.octavo.account.Viewer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Whoever opens the bare address in a browser wants to see something. */
@Path("/")
public class HomeResource {
    private final Viewer viewer;

    HomeResource(Viewer viewer) {
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public RestResponse<Void> get() {
        return ResponseBuilder.<Void>create(Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, viewer.link("/docs"))
                .build();
    }
}
