package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/** Says in the OpenAPI document what each list can be asked, as its {@link Fields} declare it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class FieldsDocument implements OASFilter {
    private final Map<String, Fields> declared = new HashMap<>();
    private final Map<String, Schema> bodies = new HashMap<>();

    public FieldsDocument(IndexView classes) {
        for (var operation : classes.getAnnotations(
                DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class))) {
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
        path.getOperations().forEach((method, operation) -> {
            var fields = declared.get(operation.getOperationId());
            if (fields == null) {
                return;
            }
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getName().equals("sort")
                            && parameter.getSchema().getEnumeration() == null)
                    .forEach(parameter ->
                            parameter.description("Fields separated by commas, each with `-` for descending: "
                                    + fields.sorted().stream().collect(Collectors.joining("`, `", "`", "`. "))
                                    + parameter.getDescription()));
            if (method == HttpMethod.POST) {
                askByBody(operation, fields);
            } else {
                fields.filtered().forEach(field -> operation.addParameter(filter(field)));
            }
        });
        return path;
    }

    /** What else are parameters is the body. */
    private void askByBody(Operation operation, Fields fields) {
        var body = createSchema()
                .addType(SchemaType.OBJECT)
                .additionalPropertiesSchema(createSchema().booleanSchema(false));
        var parameters = List.copyOf(operation.getParameters());
        for (var parameter : parameters) {
            body.addProperty(
                    parameter.getName(),
                    Question.NAMES.contains(parameter.getName())
                            ? oneOrMore().description(parameter.getDescription() + "; or an array")
                            : parameter.getSchema());
            if (!Question.IN_URL.contains(parameter.getName())) {
                operation.removeParameter(parameter);
            }
        }
        body.addProperty(
                Question.FILTER,
                createSchema()
                        .addType(SchemaType.OBJECT)
                        .additionalPropertiesSchema(createSchema())
                        .description(
                                "What has to hold, all of it: a field with a value, or with an object of operators "
                                        + "and values, such as `{\"publishedAt\": {\"gte\": \"now-30d\"}}`; `or` and `and` with an array of such filters, "
                                        + "`not` with one, five levels deep. `in` and `nin` take arrays. The fields are "
                                        + fields.filtered().stream()
                                                .map(Field::name)
                                                .collect(Collectors.joining("`, `", "`", "`"))));
        bodies.put("PostQuestion", body);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        bodies.forEach(document.getComponents()::addSchema);
    }

    private static Schema oneOrMore() {
        return createSchema()
                .anyOf(List.of(
                        createSchema().addType(SchemaType.STRING),
                        createSchema()
                                .addType(SchemaType.ARRAY)
                                .items(createSchema().addType(SchemaType.STRING))));
    }

    /** As one value or several, which all have to hold. */
    private static Parameter filter(Field<?> field) {
        return createParameter()
                .in(Parameter.In.QUERY)
                .name(field.name())
                .description((field.note() == null ? "" : field.note() + "; ")
                        + "a value, or one of these with a colon before it: "
                        + field.type().operators().stream()
                                .map(Operator::toString)
                                .collect(Collectors.joining(", ")))
                .schema(oneOrMore());
    }
}
