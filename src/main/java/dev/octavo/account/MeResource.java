package dev.octavo.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.http.Versioned;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The account behind the token. */
@Path("/api/v1/me")
@RunOnVirtualThread
@Tag(name = "Accounts")
public class MeResource {
    private final Viewer viewer;

    MeResource(Viewer viewer) {
        this.viewer = viewer;
    }

    /** An account as its owner sees it. */
    @Schema(name = "Me", additionalProperties = Schema.False.class)
    public record Me(
            @Schema(required = true) UUID id,
            @Schema(required = true, examples = "admin") String username,

            @Schema(required = true, examples = "Ada Lovelace")
            String name,

            @Schema(required = true) Role role,

            @Schema(required = true, description = "What this token may be used for")
            Set<Scope> scopes,

            @Schema(required = true) Instant createdAt,

            @JsonIgnore @Schema(hidden = true) long entityVersion)
            implements Versioned {}

    @GET
    @Authenticated
    @Operation(operationId = "getMe", summary = "Read your account")
    public Me get() {
        var me = Account.<Account>findById(viewer.id());
        return new Me(me.id, me.username, me.name, me.role, viewer.caller().scopes(), me.createdAt, me.version);
    }
}
