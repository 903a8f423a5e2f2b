package dev.octavo.post;

import dev.octavo.account.Account;
import dev.octavo.account.AuthorView;
import dev.octavo.account.Role;
import dev.octavo.account.Viewer;
import dev.octavo.http.Forbidden;
import dev.octavo.http.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whose a post is, in the order in which they are named. Each of them looks after it. */
public final class PostAuthors {
    private PostAuthors() {}

    /**
     * The condition under which a post is of the account {@code viewer}.
     *
     * @param post its path in the query, such as {@code row.post}
     */
    public static String include(String post) {
        return "exists (select 1 from " + post + ".authors author where author.id = :viewer)";
    }

    /**
     * Those whose a post is to be, if they may be so by whoever asks. Editors name whom they want. Authors take others in, of those
     * whom readers know, but give nothing away: neither themselves nor others, nor the first place.
     *
     * @param names null for those of now
     * @param now those whose it is, or of a new post whoever writes it
     * @throws InvalidInput if a name that comes in is given twice, or is not that of an account that may write
     * @throws Forbidden if an author does more than name others after those of now
     */
    static List<Account> named(List<AuthorView> names, List<Account> now, Viewer viewer) {
        var wanted =
                names == null ? null : names.stream().map(AuthorView::username).toList();
        var present = new LinkedHashMap<String, Account>();
        if (wanted != null) {
            now.forEach(author -> present.put(author.username, author));
        }
        if (wanted == null || wanted.equals(List.copyOf(present.keySet()))) {
            return now;
        }
        if (!viewer.is(Role.EDITOR) && !startsWith(wanted, List.copyOf(present.keySet()))) {
            throw new Forbidden("Authors may name others after those whose post it is; editors name whom they want.");
        }
        var coming = wanted.stream().filter(name -> !present.containsKey(name)).toList();
        present.putAll(comers(coming, viewer));
        var authors = new ArrayList<Account>();
        for (var name : wanted) {
            var place = "/authors/" + authors.size();
            var author = present.get(name);
            if (author == null) {
                throw InvalidInput.at(place, "unknown-author", "must be the username of an account that writes here");
            }
            if (authors.contains(author)) {
                throw InvalidInput.at(place, "repeated", "must not name an author twice");
            }
            authors.add(author);
        }
        return authors;
    }

    /** The same. A file of an author's that knows nothing of those whom an editor has added takes nobody out. */
    static List<Account> ofFile(List<AuthorView> names, List<Account> now, Viewer viewer) {
        var isBehind = names != null
                && !viewer.is(Role.EDITOR)
                && startsWith(
                        now.stream().map(author -> author.username).toList(),
                        names.stream().map(AuthorView::username).toList());
        return isBehind ? now : named(names, now, viewer);
    }

    /** An author learns nothing of an account that readers do not know. */
    private static Map<String, Account> comers(List<String> names, Viewer viewer) {
        var known = viewer.is(Role.EDITOR)
                ? names
                : AuthorProfile.among(names, viewer.now()).stream()
                        .map(AuthorProfile.Row::username)
                        .toList();
        return Account.writers(known).stream().collect(Collectors.toMap(author -> author.username, author -> author));
    }

    private static boolean startsWith(List<String> all, List<String> first) {
        return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
    }
}
