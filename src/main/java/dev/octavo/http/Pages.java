package dev.octavo.http;

import dev.octavo.http.PageRequest.Count;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads pages of lists, by cursor or by number. */
@ApplicationScoped
public class Pages {
    private static final Set<String> PAGING = Set.of("cursor", "limit", "page", "count", "fields", "include");

    private final EntityManager entities;
    private final Cursors cursors;
    private final Lines lines;
    private final UriInfo uri;
    private final RoutingContext http;
    private final Clock clock;

    Pages(EntityManager entities, Cursors cursors, Lines lines, UriInfo uri, RoutingContext http, Clock clock) {
        this.entities = entities;
        this.cursors = cursors;
        this.lines = lines;
        this.uri = uri;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Adds what the request asks of the fields that the list declares.
     *
     * @throws InvalidInput if it asks what cannot be asked
     */
    public <E> Listing<E> asked(Listing<E> listing) {
        for (var field : listing.declared().filtered()) {
            for (var text : uri.getQueryParameters().getOrDefault(field.name(), List.of())) {
                listing.where(field, text, clock.instant());
            }
        }
        var filter = Question.filter(http);
        return filter == null ? listing : listing.where(filter, clock.instant());
    }

    /** A page of a list, of what the request asks of it; or all, for whoever wants lines. */
    public <E> PageOf<E> read(Listing<E> listing, PageRequest request) {
        asked(listing);
        if (lines.areWanted()) {
            return lines.of(listing);
        }
        var offset = request.offset();
        var list = identity();
        var after = request.cursor() == null ? null : cursors.read(request.cursor(), list);
        var rows = listing.rows(entities, after, offset, request.limit() + 1);
        var more = rows.size() > request.limit();
        var backwards = after != null && after.backwards();
        var shown = !more ? rows : backwards ? rows.subList(1, rows.size()) : rows.subList(0, request.limit());
        var items = shown.stream().map(Listing.Read::row).toList();

        Function<Boolean, String> beside = before -> at(
                "cursor",
                cursors.write(Cursor.at((before ? shown.getFirst() : shown.getLast()).place(), before), list));
        var hasNext = !items.isEmpty() && (more || backwards);
        var further = hasNext || listing.isGrowing() && !items.isEmpty();
        var hasPrevious = !items.isEmpty() && (backwards ? more : after != null);
        var links = request.page() == null
                ? new PageOf.Links(
                        self(),
                        further ? beside.apply(false) : listing.isGrowing() ? self() : null,
                        hasPrevious ? beside.apply(true) : null,
                        at("cursor", null))
                : new PageOf.Links(
                        self(),
                        hasNext && request.hasNext() ? at("page", request.page() + 1) : null,
                        request.page() > 1 ? at("page", request.page() - 1) : null,
                        at("page", 1));
        return new PageOf<>(items, total(listing, request.count(), offset + items.size()), links);
    }

    /** Of all that the request asks for, how many have what in common. */
    public <E> List<Group> count(Listing<E> listing, Grouping by, int limit) {
        return asked(listing).groups(entities, by, limit);
    }

    private <E> Long total(Listing<E> listing, Count how, int seen) {
        return switch (how) {
            case NONE -> null;
            case EXACT -> listing.count(entities);
            case ESTIMATED -> Math.max(seen, listing.estimate(entities));
        };
    }

    /** What a cursor is good for: the path and all parameters that choose or order rows, and what a body asks. None of them holds a NUL. */
    private String identity() {
        return uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> !PAGING.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + '\0' + String.join("\0", parameter.getValue()))
                .sorted()
                .collect(Collectors.joining(
                        "\0", uri.getRequestUri().getRawPath() + '\0', "\0" + Question.filter(http)));
    }

    private String self() {
        return relative(uri.getRequestUriBuilder());
    }

    private String at(String parameter, Object value) {
        return relative(uri.getRequestUriBuilder()
                .replaceQueryParam(parameter, value == null ? new Object[0] : new Object[] {value}));
    }

    private static String relative(UriBuilder target) {
        var uri = target.build();
        var query = uri.getRawQuery();
        return uri.getRawPath() + (query == null || query.isEmpty() ? "" : "?" + query);
    }
}
