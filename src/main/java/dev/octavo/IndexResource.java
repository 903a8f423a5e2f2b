package dev.octavo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.octavo.account.Viewer;
import dev.octavo.http.Versioned;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where everything stands. */
@Path(IndexResource.PATH)
@Tag(name = "Site")
public class IndexResource {
    static final String PATH = "/api/v1";

    private final Viewer viewer;
    private final String version;

    IndexResource(Viewer viewer, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.viewer = viewer;
        this.version = version;
    }

    /** Which software this is, and where to go on. */
    @Schema(name = "Index", additionalProperties = Schema.False.class)
    public record Index(
            @Schema(required = true, examples = "Octavo") String name,

            @Schema(required = true, description = "Of the software; that of the API stands in its URLs")
            String version,

            @Schema(required = true) Links links)
            implements Versioned {
        @Override
        @JsonIgnore
        @Schema(hidden = true)
        public long entityVersion() {
            return 0;
        }
    }

    /** As absolute-path references. */
    @Schema(name = "IndexLinks", additionalProperties = Schema.False.class)
    public record Links(
            @Schema(required = true, format = "uri-reference")
            String self,

            @Schema(required = true, format = "uri-reference")
            String site,

            @Schema(required = true, format = "uri-reference")
            String posts,

            @Schema(required = true, format = "uri-reference")
            String comments,

            @Schema(required = true, format = "uri-reference")
            String authors,

            @Schema(required = true, format = "uri-reference")
            String tags,

            @Schema(required = true, format = "uri-reference")
            String categories,

            @Schema(required = true, format = "uri-reference", description = "The newest posts as RSS")
            String feed,

            @Schema(required = true, format = "uri-reference", description = "The same as Atom")
            String atom,

            @Schema(required = true, format = "uri-reference", description = "The same as JSON Feed")
            String jsonFeed,

            @Schema(
                    required = true,
                    format = "uri-reference",
                    description = "What is to come of posts, for those who may edit them")
            String schedules,

            @Schema(required = true, format = "uri-reference", description = "POST signs in")
            String session,

            @Schema(required = true, format = "uri-reference", description = "Your account")
            String me,

            @Schema(required = true, format = "uri-reference", description = "Yours")
            String tokens,

            @Schema(required = true, format = "uri-reference", description = "For admins")
            String accounts,

            @Schema(required = true, format = "uri-reference", description = "What has happened, for admins")
            String events,

            @Schema(required = true, format = "uri-reference")
            String problems,

            @Schema(required = true, format = "uri-reference")
            String openapi,

            @Schema(required = true, format = "uri-reference", description = "To try it on, in a browser")
            String docs) {}

    @GET
    @PermitAll
    @Operation(
            operationId = "getIndex",
            summary = "Find your way",
            description = "What this is, and where all of it stands.")
    public Index get() {
        return new Index(
                "Octavo",
                version,
                new Links(
                        viewer.link(PATH),
                        viewer.link(PATH + "/site"),
                        viewer.link(PATH + "/posts"),
                        viewer.link(PATH + "/comments"),
                        viewer.link(PATH + "/authors"),
                        viewer.link(PATH + "/tags"),
                        viewer.link(PATH + "/categories"),
                        viewer.link("/feed.xml"),
                        viewer.link("/atom.xml"),
                        viewer.link("/feed.json"),
                        viewer.link(PATH + "/schedules"),
                        viewer.link(PATH + "/session"),
                        viewer.link(PATH + "/me"),
                        viewer.link(PATH + "/tokens"),
                        viewer.link(PATH + "/accounts"),
                        viewer.link(PATH + "/events"),
                        viewer.link("/problems"),
                        viewer.link("/openapi"),
                        viewer.link("/docs")));
    }
}
