package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/** Says in the OpenAPI document that each list is given as {@link Lines} too. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class LinesDocument implements OASFilter {
    private static final String WORDS = "With a token and `Accept: " + Lines.TYPE
            + "` the answer has all rows that match, each as a line of JSON, as they were at one moment; then `cursor`, `page`, `limit` "
            + "and `count` are a 400, and there is no `ETag` and no `Link`. An answer whose end is missing was cut short.";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .map(PathItem::getGET)
                .filter(Objects::nonNull)
                .forEach(operation -> describe(operation, document));
    }

    private static void describe(Operation operation, OpenAPI document) {
        var answer = operation.getResponses().getAPIResponse("200");
        var json = answer == null || answer.getContent() == null
                ? null
                : answer.getContent().getMediaType("application/json");
        var page = json == null || json.getSchema() == null
                ? null
                : json.getSchema().getRef();
        if (page == null || !page.contains("/PageOf")) {
            return;
        }
        var item = document.getComponents()
                .getSchemas()
                .get(page.substring(page.lastIndexOf('/') + 1))
                .getProperties()
                .get("items")
                .getItems();
        answer.getContent()
                .addMediaType(
                        Lines.TYPE, createMediaType().schema(createSchema().ref(item.getRef())));
        operation.setDescription(
                operation.getDescription() == null ? WORDS : operation.getDescription() + "\n\n" + WORDS);
    }
}
