package dev.octavo.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document what holds for every operation alike: its problems, its entity tags, who may call it. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Octavo",
                        version = "1",
                        description =
                                "Posts and comments as JSON. Every error is a problem document, explained under /problems."),
        components =
                @org.eclipse.microprofile.openapi.annotations.Components(
                        schemas = @Schema(name = "Problem", implementation = ProblemDocument.class)))
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDocument implements OASFilter {
    private static final String INTRODUCTION = """
            Posts and comments as JSON. Readers need no token; whoever writes signs in with `POST /api/v1/session`, and \
            gives the `accessToken` to **Authorize**. In dev mode Octavo prints a token when it starts.

            What the forms are filled with runs on the posts that dev mode begins with. Try it in this order: \
            `GET /api/v1/posts`, `POST /api/v1/posts`, `PUT /api/v1/posts/{post}/publication`, \
            `POST /api/v1/posts/{post}/comments`, `PUT /api/v1/comments/{id}/approval`.

            Every error is a problem document (RFC 9457), explained under `/problems`. Answers carry an `ETag`: with it in \
            `If-None-Match` a read is answered with 304 until something changes, with it in `If-Match` a change is refused with \
            412 if somebody else was faster.""";

    private static final List<String> READING_ORDER = List.of(
            "Posts",
            "Schedules",
            "Comments",
            "Authors",
            "Tags",
            "Categories",
            "Site",
            "Feeds",
            "Accounts",
            "Events",
            "Problems");
    private static final String TOKEN = "token";
    private static final List<String> RATE_LIMIT = List.of("RateLimit-Policy", "RateLimit");

    /** An alternative is what its members are, and a reference what it refers to; a type beside them says less than they do. */
    @Override
    public org.eclipse.microprofile.openapi.models.media.Schema filterSchema(
            org.eclipse.microprofile.openapi.models.media.Schema schema) {
        return schema.getAnyOf() != null || schema.getRef() != null ? schema.type(null) : schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        // How bodies are read and pages are made is nobody's business.
        List.of("ObjectNode", "JsonNode", "JsonNodeType", "PageOf").forEach(document.getComponents()::removeSchema);
        document.getComponents()
                .addHeader(
                        "RateLimit-Policy",
                        text("A limit that applies: `q` requests in `w` seconds")
                                .required(false))
                .addHeader(
                        "RateLimit",
                        text("`r` requests are left of it, one more in `t` seconds")
                                .required(false));
        // Else Quarkus puts the names of the build in their place, whatever the annotation says.
        document.setInfo(OASFactory.createInfo().title("Octavo").version("1").description(INTRODUCTION));
        document.setTags(document.getTags().stream()
                .sorted(Comparator.comparing(tag -> READING_ORDER.indexOf(tag.getName())))
                .toList());
        document.getComponents()
                .getSecuritySchemes()
                .get(TOKEN)
                .bearerFormat("oct_")
                .description("From POST /api/v1/session, or a personal token from POST /api/v1/tokens");
        document.addServer(OASFactory.createServer().url("/"));
        MergePatches.describe(document);
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
        ProblemType.all().values().stream()
                .filter(type -> type.status() != 405)
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()))
                .forEach((status, types) ->
                        document.getComponents().addResponse("Problem" + status, problem(status, types)));
    }

    private void complete(String path, HttpMethod method, Operation operation) {
        var responses = operation.getResponses();
        // Nobody has said that it makes nothing.
        if (method == HttpMethod.POST
                && responses.hasAPIResponse("200")
                && responses.getAPIResponse("200").getDescription().equals("OK")) {
            responses.addAPIResponse("201", responses.getAPIResponse("200").description("Created"));
            responses.removeAPIResponse("200");
        }
        var isRead = method == HttpMethod.GET;
        var isContent = path.matches("/api/v1/((posts|schedules|comments|accounts|tags|categories).*|me|site)");
        if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
            // Open to visitors, but a token is looked at.
            operation.setSecurity(List.of(
                    OASFactory.createSecurityRequirement(),
                    OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        }
        var statuses = new TreeSet<>(List.of(400, 401, 406, 429, 500, 503));
        if (path.startsWith("/api/")) {
            statuses.add(403);
        }
        if (path.contains("{") || path.startsWith("/sitemap")) {
            statuses.add(404);
        }
        if (path.contains("/previews/{secret}")) {
            statuses.add(410);
        }
        if (path.contains("/{post}") || (isRead && path.matches(".*/\\{(tag|category)}(/.*)?"))) {
            responses.addAPIResponse(
                    "308",
                    createAPIResponse()
                            .description("This was the slug of something that has another one now")
                            .addHeader("Location", text("The same URL with the slug of now")));
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(413, 415));
        }
        if (isContent && !isRead && !path.endsWith("/query")) {
            statuses.add(409);
        }
        if (isContent && !isRead && method != HttpMethod.POST && !path.equals("/api/v1/posts")) {
            statuses.addAll(List.of(412, 428));
            operation.addParameter(header(
                    "If-Match", "The `ETag` that you have read: the change is made only if it is still current"));
        }
        statuses.forEach(status -> responses.addAPIResponse(status.toString(), reference(status)));
        if (isRead && isTagged(path)) {
            operation.addParameter(
                    header("If-None-Match", "The `ETag` that you have read: what has not changed since is not sent"));
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            createAPIResponse().description("Not modified").addHeader("ETag", text("The current tag")));
        }
        responses.getAPIResponses().forEach((status, response) -> describe(status, response, path));
    }

    /** All but explanations, and site maps, which are sent before their end is known. */
    private static boolean isTagged(String path) {
        return !path.startsWith("/problems") && !path.startsWith("/sitemap-");
    }

    private static void describe(String status, APIResponse response, String path) {
        if (!status.startsWith("2")) {
            return;
        }
        limited(response);
        if (status.equals("204")) {
            return;
        }
        var json = response.getContent().getMediaType("application/json");
        var answers = json == null ? null : json.getSchema().getRef();
        var isList = answers != null && answers.contains("PageOf");
        if (isTagged(path) && !path.endsWith("/session")) {
            response.addHeader(
                    "ETag",
                    text("`\"<version>-<hash>\"`, for If-Match and If-None-Match")
                            .required(!isList));
        }
        if (!status.equals("200")) {
            response.addHeader("Location", text("Where it stands, as an absolute-path reference"));
        }
        if (isList) {
            response.addHeader("Link", text("The `links`, as RFC 8288 has them").required(false));
        }
    }

    private static APIResponse problem(int status, List<ProblemType> types) {
        var names = types.stream().map(ProblemType::name).collect(Collectors.joining("`, `", "`", "`"));
        var response = createAPIResponse()
                .description(types.getFirst().title() + ": " + names)
                .content(createContent()
                        .addMediaType(
                                ProblemDocument.MEDIA_TYPE,
                                createMediaType().schema(createSchema().ref("Problem"))));
        return switch (status) {
            case 401 -> response.addHeader("WWW-Authenticate", text("How to authenticate"));
            case 503 -> response.addHeader("Retry-After", text("Seconds to wait"));
            case 412 ->
                response.addHeader(
                        "ETag", text("The current tag, of what exists").required(false));
            case 429 -> limited(response.addHeader("Retry-After", text("In how many seconds to try again")));
            default -> response;
        };
    }

    private static APIResponse limited(APIResponse response) {
        RATE_LIMIT.forEach(name -> response.addHeader(name, createHeader().ref(name)));
        return response;
    }

    private static APIResponse reference(int status) {
        return createAPIResponse().ref("Problem" + status);
    }

    private static Parameter header(String name, String description) {
        return createParameter()
                .in(Parameter.In.HEADER)
                .name(name)
                .description(description)
                .schema(createSchema().addType(SchemaType.STRING));
    }

    /** Always there, so that a generated client need not ask whether it is. */
    private static Header text(String description) {
        return createHeader()
                .description(description)
                .required(true)
                .schema(createSchema().addType(SchemaType.STRING));
    }
}
