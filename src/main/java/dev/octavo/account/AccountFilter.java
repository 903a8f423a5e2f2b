package dev.octavo.account;

import dev.octavo.http.Field;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which accounts a list shows, and in which order. */
public record AccountFilter(
        @QueryParam("role") Role role,
        @QueryParam("status") AccountStatus status,

        @QueryParam("username") @Parameter(description = "Exactly this one", example = "admin")
        String username,

        @QueryParam("email") @Parameter(description = "Exactly this one, in upper or lower case")
        String email,

        @QueryParam("sort")
        @Parameter(
                description =
                        "Fields separated by commas, each with `-` for descending: `createdAt`, `name`, `username`, the default",
                example = "name,-createdAt")
        String sort) {

    private static final Field<Account> ID = Field.of("row.id", account -> account.id, UUID::fromString);
    private static final Map<String, Field<Account>> SORTABLE = Map.of(
            "username", Field.text("row.username", account -> account.username),
            "name", Field.text("row.name", account -> account.name),
            "createdAt", Field.instant("row.createdAt", account -> account.createdAt));

    Listing<Account> select() {
        var accounts = new Listing<>(Account.class, "", Sort.parse(sort == null ? "username" : sort, SORTABLE, ID))
                .where("row.role = :role", "role", role)
                .where("row.username = :username", "username", username)
                .where("lower(row.email) = :email", "email", Account.address(email));
        return switch (status) {
            case null -> accounts;
            case ACTIVE -> accounts.where("row.passwordHash is not null and row.disabledAt is null");
            case INVITED -> accounts.where("row.passwordHash is null and row.disabledAt is null");
            case DISABLED -> accounts.where("row.disabledAt is not null");
        };
    }
}
