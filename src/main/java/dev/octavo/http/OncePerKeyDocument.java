package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Says in the OpenAPI document which POSTs take {@code Idempotency-Key}: all that change something and {@link HandlesSecret handle no secret}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OncePerKeyDocument implements OASFilter {
    private final Set<String> secretive;

    public OncePerKeyDocument(IndexView classes) {
        var operation = DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
        secretive = classes.getAnnotations(HandlesSecret.class).stream()
                .map(found -> found.target()
                        .annotation(operation)
                        .value("operationId")
                        .asString())
                .collect(Collectors.toSet());
    }

    @Override
    public PathItem filterPathItem(PathItem path) {
        var post = path.getPOST();
        if (post == null || secretive.contains(post.getOperationId()) || changesNothing(post)) {
            return path;
        }
        post.addParameter(createParameter()
                .in(Parameter.In.HEADER)
                .name(IdempotencyKey.HEADER)
                .description(
                        "Makes it safe to send this again: under one key it is done once, and answered as it was then. "
                                + "1 to 255 visible ASCII characters, quoted or bare; a UUID will do")
                .schema(createSchema().addType(SchemaType.STRING).minLength(1)));
        post.getResponses().getAPIResponses().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> answer.getValue()
                        .addHeader(
                                IdempotencyKey.REPLAYED,
                                createHeader()
                                        .required(false)
                                        .description("`true` on an answer that was given before to this key")
                                        .schema(createSchema().addType(SchemaType.STRING))));
        for (var status : List.of("409", "422")) {
            post.getResponses().addAPIResponse(status, createAPIResponse().ref("Problem" + status));
        }
        return path;
    }

    /** It asks a list by its body. */
    private static boolean changesNothing(Operation post) {
        var answer = post.getResponses().getAPIResponse("200");
        var json = answer == null || answer.getContent() == null
                ? null
                : answer.getContent().getMediaType("application/json");
        return json != null
                && json.getSchema().getRef() != null
                && json.getSchema().getRef().contains("/PageOf");
    }
}
