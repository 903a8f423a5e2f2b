package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/** Says in the OpenAPI document what each list can be asked, as its {@link Fields} declare it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class FieldsDocument implements OASFilter {
    private final Map<String, Fields> declared = new HashMap<>();

    public FieldsDocument(IndexView classes) {
        for (var operation : classes.getAnnotations(DotName.createSimple(Operation.class))) {
            operation.target().asMethod().parameterTypes().stream()
                    .map(Type::name)
                    .map(classes::getClassByName)
                    .filter(parameters -> parameters != null && parameters.field("FIELDS") != null)
                    .forEach(parameters -> declared.put(
                            operation.value("operationId").asString(),
                            Fields.of(load(parameters.name().toString()))));
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PathItem filterPathItem(PathItem path) {
        path.getOperations().values().stream()
                .filter(operation -> declared.containsKey(operation.getOperationId()))
                .forEach(operation -> {
                    var fields = declared.get(operation.getOperationId());
                    operation.getParameters().stream()
                            .filter(parameter -> parameter.getName().equals("sort")
                                    && parameter.getSchema().getEnumeration() == null)
                            .forEach(parameter ->
                                    parameter.description("Fields separated by commas, each with `-` for descending: "
                                            + fields.sorted().stream().collect(Collectors.joining("`, `", "`", "`. "))
                                            + parameter.getDescription()));
                    fields.filtered().forEach(field -> operation.addParameter(filter(field)));
                });
        return path;
    }

    /** As one value or several, which all have to hold. */
    private static Parameter filter(Field<?> field) {
        var text = createSchema().addType(SchemaType.STRING);
        return createParameter()
                .in(Parameter.In.QUERY)
                .name(field.name())
                .description((field.note() == null ? "" : field.note() + "; ")
                        + "a value, or one of these with a colon before it: "
                        + field.type().operators().stream()
                                .map(Operator::toString)
                                .collect(Collectors.joining(", ")))
                .schema(createSchema()
                        .anyOf(List.of(
                                text,
                                createSchema()
                                        .addType(SchemaType.ARRAY)
                                        .items(createSchema().addType(SchemaType.STRING)))));
    }
}
