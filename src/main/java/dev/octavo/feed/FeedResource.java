package dev.octavo.feed;

import com.rometools.rome.io.FeedException;
import dev.octavo.account.AccountRef;
import dev.octavo.account.Viewer;
import dev.octavo.http.Document;
import dev.octavo.post.PostRef;
import dev.octavo.tag.TermRef;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Feeds of the newest, at addresses that say their format: whatever a program says that it accepts, it is given what it has asked
 * for by name. They carry the frontend's addresses.
 */
@Path("/")
@Produces(MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "Feeds", description = "For programs that come again")
public class FeedResource {
    private static final String TAG = "tags/{tag}/";
    private static final String AUTHOR = "authors/{author}/";
    private static final String COMMENTS = "posts/{post}/comments/";
    private static final String SLUG = "The slug of a tag";
    private static final String USERNAME = "A username";

    private final Feeds feeds;
    private final Viewer viewer;

    FeedResource(Feeds feeds, Viewer viewer) {
        this.feeds = feeds;
        this.viewer = viewer;
    }

    @GET
    @Path(Rss.FILE)
    @PermitAll
    @Operation(operationId = "getFeedRss", summary = "Read the newest posts as RSS 2.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Rss.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> rssOfSite() throws FeedException {
        return rss(feeds.ofSite());
    }

    @GET
    @Path(Atom.FILE)
    @PermitAll
    @Operation(operationId = "getFeedAtom", summary = "Read the newest posts as Atom 1.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Atom.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> atomOfSite() throws FeedException {
        return atom(feeds.ofSite());
    }

    @GET
    @Path(JsonFeed.FILE)
    @PermitAll
    @Operation(operationId = "getFeedJson", summary = "Read the newest posts as JSON Feed 1.1")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = JsonFeed.TYPE, schema = @Schema(implementation = JsonFeed.class)))
    public RestResponse<JsonFeed> jsonOfSite() {
        return json(feeds.ofSite());
    }

    @GET
    @Path(TAG + Rss.FILE)
    @PermitAll
    @Operation(operationId = "getTagFeedRss", summary = "Read the newest posts of a tag as RSS 2.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Rss.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> rssOfTag(@PathParam("tag") @Parameter(description = SLUG) TermRef tag)
            throws FeedException {
        return rss(feeds.ofTag(tag));
    }

    @GET
    @Path(TAG + Atom.FILE)
    @PermitAll
    @Operation(operationId = "getTagFeedAtom", summary = "Read the newest posts of a tag as Atom 1.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Atom.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> atomOfTag(@PathParam("tag") @Parameter(description = SLUG) TermRef tag)
            throws FeedException {
        return atom(feeds.ofTag(tag));
    }

    @GET
    @Path(TAG + JsonFeed.FILE)
    @PermitAll
    @Operation(operationId = "getTagFeedJson", summary = "Read the newest posts of a tag as JSON Feed 1.1")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = JsonFeed.TYPE, schema = @Schema(implementation = JsonFeed.class)))
    public RestResponse<JsonFeed> jsonOfTag(@PathParam("tag") @Parameter(description = SLUG) TermRef tag) {
        return json(feeds.ofTag(tag));
    }

    @GET
    @Path(AUTHOR + Rss.FILE)
    @PermitAll
    @Operation(operationId = "getAuthorFeedRss", summary = "Read the newest posts of an author as RSS 2.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Rss.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> rssOfAuthor(@PathParam("author") @Parameter(description = USERNAME) AccountRef author)
            throws FeedException {
        return rss(feeds.ofAuthor(author));
    }

    @GET
    @Path(AUTHOR + Atom.FILE)
    @PermitAll
    @Operation(operationId = "getAuthorFeedAtom", summary = "Read the newest posts of an author as Atom 1.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Atom.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> atomOfAuthor(
            @PathParam("author") @Parameter(description = USERNAME) AccountRef author) throws FeedException {
        return atom(feeds.ofAuthor(author));
    }

    @GET
    @Path(AUTHOR + JsonFeed.FILE)
    @PermitAll
    @Operation(operationId = "getAuthorFeedJson", summary = "Read the newest posts of an author as JSON Feed 1.1")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = JsonFeed.TYPE, schema = @Schema(implementation = JsonFeed.class)))
    public RestResponse<JsonFeed> jsonOfAuthor(
            @PathParam("author") @Parameter(description = USERNAME) AccountRef author) {
        return json(feeds.ofAuthor(author));
    }

    @GET
    @Path(COMMENTS + Rss.FILE)
    @PermitAll
    @Operation(operationId = "getCommentFeedRss", summary = "Read the newest comments of a post as RSS 2.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Rss.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> rssOfComments(@PathParam("post") PostRef post) throws FeedException {
        return rss(feeds.ofComments(post));
    }

    @GET
    @Path(COMMENTS + Atom.FILE)
    @PermitAll
    @Operation(operationId = "getCommentFeedAtom", summary = "Read the newest comments of a post as Atom 1.0")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = Atom.TYPE, schema = @Schema(type = SchemaType.STRING)))
    public RestResponse<Document> atomOfComments(@PathParam("post") PostRef post) throws FeedException {
        return atom(feeds.ofComments(post));
    }

    @GET
    @Path(COMMENTS + JsonFeed.FILE)
    @PermitAll
    @Operation(operationId = "getCommentFeedJson", summary = "Read the newest comments of a post as JSON Feed 1.1")
    @APIResponse(
            responseCode = "200",
            description = "The newest twenty",
            content = @Content(mediaType = JsonFeed.TYPE, schema = @Schema(implementation = JsonFeed.class)))
    public RestResponse<JsonFeed> jsonOfComments(@PathParam("post") PostRef post) {
        return json(feeds.ofComments(post));
    }

    private RestResponse<Document> rss(Feed feed) throws FeedException {
        return as(Rss.TYPE, Rss.of(feed, viewer));
    }

    private RestResponse<Document> atom(Feed feed) throws FeedException {
        return as(Atom.TYPE, Atom.of(feed, viewer));
    }

    private RestResponse<JsonFeed> json(Feed feed) {
        return as(JsonFeed.TYPE, JsonFeed.of(feed, viewer));
    }

    private static <T> RestResponse<T> as(String type, T body) {
        return ResponseBuilder.ok(body, type + ";charset=UTF-8").build();
    }
}
