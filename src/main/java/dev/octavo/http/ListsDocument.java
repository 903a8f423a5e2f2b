package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the OpenAPI document that each list is given as {@link Lines} too, and what it takes as a {@link Question}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ListsDocument implements OASFilter {
    private static final String QUERY =
            "A `QUERY` (RFC 10008) here asks the same by a JSON body, of what the parameters are called, and of `filter`, "
                    + "which is described at `POST /api/v1/posts/query`.";
    private static final String LINES = "With a token and `Accept: " + Lines.TYPE
            + "` the answer has all rows that match, each as a line of JSON, as they were at one moment; then `cursor`, `page`, `limit` "
            + "and `count` are a 400, and there is no `ETag` and no `Link`. An answer whose end is missing was cut short.";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().stream().forEach(path -> {
            describe(path.getGET(), document, QUERY + "\n\n" + LINES);
            describe(path.getPOST(), document, LINES);
        });
    }

    private static void describe(Operation operation, OpenAPI document, String words) {
        var answer = operation == null ? null : operation.getResponses().getAPIResponse("200");
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
        answer.addHeader(
                Question.ACCEPTED,
                createHeader()
                        .required(false)
                        .description("In which form it can be asked by a body")
                        .schema(createSchema().addType(SchemaType.STRING)));
        operation.setDescription(
                operation.getDescription() == null ? words : operation.getDescription() + "\n\n" + words);
    }
}
