package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the OpenAPI document what a merge patch (RFC 7396) holds: any of what its resource has. */
final class MergePatches {
    private MergePatches() {}

    static void describe(OpenAPI document) {
        var components = document.getComponents();
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> Stream.ofNullable(item.getPATCH()))
                .filter(patch -> patch.getRequestBody().getContent().hasMediaType("application/merge-patch+json"))
                .map(patch -> makePatch(components, patch))
                .filter(whole -> whole.endsWith("Edit"))
                .collect(Collectors.toSet())
                // Made for patches only.
                .forEach(components::removeSchema);
    }

    /** A merge patch may leave out what its resource requires, and may repeat what is read-only. Returns the name of its schema. */
    private static String makePatch(Components components, Operation operation) {
        var bodies = operation.getRequestBody().getContent().getMediaTypes().values();
        var whole = bodies.iterator().next().getSchema().getRef().replaceFirst(".*/", "");
        var patch = createSchema().addType(SchemaType.OBJECT);
        components.getSchemas().get(whole).getProperties().forEach(patch::addProperty);
        var name = whole.replaceFirst("^New|Edit$", "") + "Patch";
        components.addSchema(name, patch);
        bodies.forEach(body -> body.setSchema(createSchema().ref(name)));
        return whole;
    }
}
