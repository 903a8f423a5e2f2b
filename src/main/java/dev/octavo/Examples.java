package dev.octavo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What forms made from the document are filled with: {@code demo/examples.json}, all of which runs on what {@link Demo} makes. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Examples implements OASFilter {
    /**
     * @param path by a path up to and with its parameter
     * @param requests bodies by operation and name
     */
    private record File(Map<String, String> path, Map<String, Map<String, Body>> requests) {}

    private record Body(String summary, Object value) {}

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var examples = read();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .values()
                        .forEach(operation -> fill(path, operation, examples, document.getComponents())));
    }

    private static void fill(String path, Operation operation, File examples, Components components) {
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        for (var parameter : parameters) {
            var name = "{" + parameter.getName() + "}";
            if (parameter.getIn() == Parameter.In.PATH) {
                parameter.setExample(examples.path().get(path.substring(0, path.indexOf(name)) + name));
                describe(parameter, components);
            } else if (parameter.getExample() != null) {
                // A form would send it, though nobody has asked for it.
                parameter.setDescription(parameter.getDescription() + ". For example `" + parameter.getExample() + "`");
                parameter.setExample(null);
            }
        }
        examples.requests()
                .getOrDefault(operation.getOperationId(), Map.of())
                .forEach((name, body) -> operation
                        .getRequestBody()
                        .getContent()
                        .getMediaTypes()
                        .forEach((type, media) -> {
                            if (type.endsWith("json")) {
                                media.addExample(
                                        name,
                                        OASFactory.createExample()
                                                .summary(body.summary())
                                                .value(body.value()));
                            }
                        }));
    }

    /** What is said of a type is not seen where it is used. */
    private static void describe(Parameter parameter, Components components) {
        var type = parameter.getSchema().getRef();
        if (parameter.getDescription() == null && type != null) {
            parameter.setDescription(
                    components.getSchemas().get(type.replaceFirst(".*/", "")).getDescription());
        }
    }

    private static File read() {
        try (var file = Examples.class.getResourceAsStream("/demo/examples.json")) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
