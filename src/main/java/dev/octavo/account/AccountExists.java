package dev.octavo.account;

import dev.octavo.http.InvalidField;
import dev.octavo.http.Problem;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** Username and e-mail belong to one account each. */
final class AccountExists extends Problem {
    private AccountExists(String property) {
        super(
                409,
                "account-exists",
                "Another account has this " + property + ".",
                List.of(InvalidField.at("/" + property, "taken", "is another account's")));
    }

    static RuntimeException because(ConstraintViolationException clash) {
        return switch (clash.getConstraintName()) {
            case "account_username_taken" -> new AccountExists("username");
            case "account_email_taken" -> new AccountExists("email");
            case null, default -> clash;
        };
    }
}
