package dev.octavo.post;

import dev.octavo.http.Field;
import dev.octavo.http.Listing;
import dev.octavo.http.Sort;
import dev.octavo.http.Type;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.query.sqm.produce.function.SetReturningFunctionTypeResolver;
import org.hibernate.type.StandardBasicTypes;

/** Lists of what matches a text. What that means stands in the functions of the database, which HQL knows by this. */
public final class Search implements FunctionContributor {
    public static final int MAX_LENGTH = 200;
    public static final String SYNTAX = """
            What to look for: all of the words, in any form and with or without accents; `"a phrase"`, `one or other`, `-without`. \
            The last word may be unfinished. In the language of each post""";

    /** Of a list that is narrowed to what matches. */
    public static final Field<Float> RELEVANCE =
            Field.of("relevance", Type.RANK).at("found.rank").sorted();

    /** As many are looked at closer, the newest: it takes 15 µs each, a hundred times that from a disk, and common words are in a third of all posts. */
    private static final int MOST_RANKED = 2_000;

    private static final String POSTS = "post_matches";
    private static final String COMMENTS = "comment_matches";

    /**
     * Narrows a list to what matches.
     *
     * @param q what to look for; null for all
     */
    static void ofPosts(Listing<Post> posts, String q, Sort order) {
        narrow(posts, POSTS, q, order);
    }

    /** The same for comments. */
    public static void ofComments(Listing<?> comments, String q, Sort order) {
        narrow(comments, COMMENTS, q, order);
    }

    private static void narrow(Listing<?> rows, String matches, String q, Sort order) {
        if (q != null) {
            // Not as the condition of the join: there Hibernate does not find where a function's columns come from.
            rows.beside("%s(:q, %d) found".formatted(matches, order.isBy(RELEVANCE) ? MOST_RANKED : 0))
                    .where("found.id = row.id")
                    .with("q", q);
        }
    }

    @Override
    public void contributeFunctions(FunctionContributions functions) {
        var match = SetReturningFunctionTypeResolver.builder()
                .invariant("id", StandardBasicTypes.UUID)
                .invariant("rank", StandardBasicTypes.FLOAT)
                .build();
        for (var name : new String[] {POSTS, COMMENTS}) {
            functions
                    .getFunctionRegistry()
                    .namedSetReturningDescriptorBuilder(name, match)
                    .setExactArgumentCount(2)
                    .register();
        }
    }
}
