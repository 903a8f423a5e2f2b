package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the OpenAPI document what a merge patch (RFC 7396) holds: any of what its resource has. */
final class MergePatches {
    private MergePatches() {}

    static void describe(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> Stream.ofNullable(item.getPATCH()))
                .filter(patch -> patch.getRequestBody().getContent().hasMediaType("application/merge-patch+json"))
                .forEach(patch -> makePatch(document.getComponents(), patch));
    }

    /** A merge patch may leave out what its resource requires, and may repeat what is read-only. */
    private static void makePatch(Components components, Operation operation) {
        var bodies = operation.getRequestBody().getContent().getMediaTypes().values();
        var whole = bodies.iterator().next().getSchema().getRef().replaceFirst(".*/", "");
        var patch = createSchema().addType(SchemaType.OBJECT);
        components.getSchemas().get(whole).getProperties().forEach(patch::addProperty);
        var name = whole.replaceFirst("^New|Edit$", "") + "Patch";
        components.addSchema(name, patch);
        bodies.forEach(body -> body.setSchema(createSchema().ref(name)));
        if (whole.endsWith("Edit")) {
            // Made for the patch only.
            components.removeSchema(whole);
        }
    }
}
