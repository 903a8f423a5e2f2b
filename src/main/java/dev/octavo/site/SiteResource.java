package dev.octavo.site;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octavo.event.Event;
import dev.octavo.event.EventType;
import dev.octavo.event.Visibility;
import dev.octavo.http.Changes;
import dev.octavo.http.EntityTags;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The site, read by everybody and changed by admins. */
@Path("/api/v1/site")
@RunOnVirtualThread
@Tag(name = "Site", description = "What it is called, and where its pages stand")
public class SiteResource {
    /** The scope that a change needs. {@code account}, which may use this package and not the other way round, gives it to admins. */
    public static final String SCOPE = "site";

    private static final Changes.Rules<SiteEdit> RULES = new Changes.Rules<>(SiteEdit.class, Map.of(), Set.of());

    private final EntityTags tags;
    private final Changes changes;

    SiteResource(EntityTags tags, Changes changes) {
        this.tags = tags;
        this.changes = changes;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getSite",
            summary = "Read what the site is called, and where its pages stand",
            description =
                    "A frontend fills the patterns in `urls` with the slug of a tag or the username of an author; "
                            + "posts come with theirs filled, as `url`.")
    public SiteView get() {
        return SiteView.of(Site.current());
    }

    @PATCH
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @PermissionsAllowed(SCOPE)
    @Transactional
    @Operation(
            operationId = "updateSite",
            summary = "Change some of the site",
            description = "A JSON merge patch (RFC 7396). It holds at once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SiteEdit.class)))
    public SiteView update(@NotNull ObjectNode patch) {
        var site = Site.editable(tags);
        var before = SiteView.of(site);
        site.change(changes.merge(RULES, patch, before));
        Site.flush();
        var after = SiteView.of(site);
        if (!after.equals(before)) {
            Event.record(EventType.SITE_UPDATED, null, Visibility.PUBLIC);
        }
        return after;
    }
}
