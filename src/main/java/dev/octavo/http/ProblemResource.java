package dev.octavo.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Explains each kind of problem under the URL that stands in its {@code type}, to programs and to people. */
@Path("/problems")
@Tag(name = "Problems", description = "What the errors mean")
public class ProblemResource {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>
            <style>body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style></head>
            <body>
            %s</body></html>
            """;

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listProblems", summary = "List the kinds of problem")
    public Collection<ProblemType> list() {
        return ProblemType.all().values();
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String listPage() {
        return ProblemType.all().values().stream()
                .map(type -> "* [%s %s](problems/%s)".formatted(type.status(), type.title(), type.name()))
                .collect(Collectors.collectingAndThen(Collectors.joining("\n"), list -> page("Problems", list)));
    }

    @GET
    @Path("{type}")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getProblem", summary = "Explain a kind of problem")
    public ProblemType get(@PathParam("type") String type) {
        return ProblemType.named(type).orElseThrow(() -> new NotFound("No kind of problem is named " + type + "."));
    }

    @GET
    @Path("{type}")
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public String getPage(@PathParam("type") String name) {
        var type = get(name);
        return page(type.status() + " " + type.title(), type.explanation());
    }

    private static String page(String title, String markdown) {
        var document = Parser.builder().build().parse("# " + title + "\n\n" + markdown);
        return PAGE.formatted(title, HtmlRenderer.builder().build().render(document));
    }
}
