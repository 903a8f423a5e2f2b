package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.Viewer;
import dev.octavo.http.Field;
import dev.octavo.http.Fields;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which authors a list shows, and in which order. */
public record AuthorFilter(
        @QueryParam("sort")
        @DefaultValue("username")
        @Parameter(description = "Without it `username`", example = "name")
        String sort) {

    static final Fields FIELDS = new Fields(
            Field.of("id", Type.ID),
            Field.of("username", Type.TEXT).filtered().sorted(),
            Field.of("name", Type.TEXT).filtered().sorted());

    private static final String PUBLISHED =
            "exists (select 1 from Post post join post.authors author where author = row and "
                    + PostStatus.listed("post") + ")";

    Listing<Account> select(Viewer viewer) {
        return new Listing<>(Account.class, "", Sort.parse(sort, FIELDS))
                .asking(FIELDS)
                .where(PUBLISHED, "now", viewer.now());
    }
}
