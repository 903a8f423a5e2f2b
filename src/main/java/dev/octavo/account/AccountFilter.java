package dev.octavo.account;

import dev.octavo.http.Field;
import dev.octavo.http.Fields;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which accounts a list shows, and in which order. */
public record AccountFilter(
        @QueryParam("status") AccountStatus status,

        @QueryParam("sort") @Parameter(description = "Without it `username`", example = "name,-createdAt")
        String sort) {

    static final Fields FIELDS = new Fields(
            Field.of("id", Type.ID).filtered(),
            Field.of("username", Type.TEXT).filtered().sorted(),
            Field.of("name", Type.TEXT).filtered().sorted(),
            Field.of("email", Type.TEXT)
                    .at("lower(row.email)")
                    .orNull()
                    .filtered()
                    .stored(Account::address)
                    .noted("in upper or lower case"),
            Field.of("role", Type.choice(Role.class)).filtered(),
            Field.of("createdAt", Type.INSTANT).filtered().sorted());

    Listing<Account> select() {
        var accounts =
                new Listing<>(Account.class, "", Sort.parse(sort == null ? "username" : sort, FIELDS)).asking(FIELDS);
        return switch (status) {
            case null -> accounts;
            case ACTIVE -> accounts.where("row.passwordHash is not null and row.disabledAt is null");
            case INVITED -> accounts.where("row.passwordHash is null and row.disabledAt is null");
            case DISABLED -> accounts.where("row.disabledAt is not null");
        };
    }
}
