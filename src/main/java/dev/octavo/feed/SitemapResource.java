package dev.octavo.feed;

import dev.octavo.account.Viewer;
import dev.octavo.http.Document;
import dev.octavo.http.NotFound;
import dev.octavo.post.PublicPages;
import dev.octavo.post.PublicPages.Page;
import dev.octavo.site.Site;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Tells search engines which pages the frontend has, however many they are. */
@Path("/")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "Feeds")
public class SitemapResource {
    private static final String INDEX = "sitemap.xml";

    /**
     * Pages that are read at once, and then written. They are not read from one cursor: whoever takes them slowly would keep a
     * connection to the database from others, and a transaction open.
     */
    private static final int BATCH = 500;

    private final Viewer viewer;

    SitemapResource(Viewer viewer) {
        this.viewer = viewer;
    }

    @GET
    @Path(INDEX)
    @PermitAll
    @Operation(
            operationId = "getSitemapIndex",
            summary = "Read which site maps there are",
            description = "Of the pages of posts, tags and authors for which the site has patterns; without any 404.")
    @APIResponse(
            responseCode = "200",
            description = "A site map index (sitemaps.org, 0.9)",
            content = @Content(mediaType = Sitemap.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> index() throws XMLStreamException {
        var site = Site.current();
        var index = new ByteArrayOutputStream();
        var files = 0;
        var sitemap = Sitemap.ofSitemaps(index);
        for (var pages : PublicPages.values()) {
            var parts = pages.areOn(site) ? pages.parts(SitemapFile.LENGTH, viewer.now()) : List.<Instant>of();
            for (var number = 1; number <= parts.size(); number++, files++) {
                sitemap.add(viewer.address(new SitemapFile(pages, number).path()), parts.get(number - 1));
            }
        }
        sitemap.end();
        if (files == 0) {
            throw new NotFound("There is no site map: readers see no posts, or the site does not say where. "
                    + "An admin sets urls.post with PATCH /api/v1/site.");
        }
        return as(Sitemap.TYPE, new Document(index.toByteArray()));
    }

    @GET
    @Path("sitemap-{file}.xml")
    @Produces(Sitemap.TYPE + ";charset=UTF-8")
    @PermitAll
    @Operation(operationId = "getSitemap", summary = "Read a site map that the index names")
    @APIResponse(
            responseCode = "200",
            description = "A site map of up to 50,000 pages (sitemaps.org, 0.9)",
            content = @Content(mediaType = Sitemap.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public StreamingOutput file(@PathParam("file") SitemapFile file) {
        var site = Site.current();
        var now = viewer.now();
        var first =
                file.pages().areOn(site) ? file.pages().read(site, now, null, file.skipped(), BATCH) : List.<Page>of();
        if (first.isEmpty()) {
            throw new NotFound("There is no site map " + file + ".");
        }
        return output -> write(first, file.pages(), site, now, output);
    }

    private static void write(List<Page> first, PublicPages pages, Site site, Instant now, OutputStream output)
            throws IOException {
        try {
            var sitemap = Sitemap.ofPages(output);
            var left = SitemapFile.LENGTH;
            for (var batch = first; !batch.isEmpty(); ) {
                for (var page : batch) {
                    sitemap.add(page.url(), page.changedAt());
                }
                left -= batch.size();
                batch = batch.size() < BATCH || left == 0
                        ? List.of()
                        : pages.read(site, now, batch.getLast().key(), 0, Math.min(BATCH, left));
            }
            sitemap.end();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @GET
    @Path("robots.txt")
    @PermitAll
    @Operation(
            operationId = "getRobots",
            summary = "Read what robots may read",
            description = "All: a page that reads this API by a script is only complete for robots that may do so too.")
    @APIResponse(
            responseCode = "200",
            description = "As RFC 9309 has it",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> robots() {
        var text = "User-agent: *\nAllow: /\n\nSitemap: " + viewer.address("/" + INDEX) + "\n";
        return as(MediaType.TEXT_PLAIN, new Document(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> RestResponse<T> as(String type, T body) {
        return ResponseBuilder.ok(body, type + ";charset=UTF-8").build();
    }
}
