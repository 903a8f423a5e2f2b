import dev.octavo.comment.Comment;
import dev.octavo.post.Format;
import dev.octavo.post.Markup;
import dev.octavo.post.Rendering;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;

/**
 * Fills the database of a new Octavo: see {@code bench/seed}. Every row follows from the seed and its number; no clock is asked.
 * Whatever indexes and foreign keys there are wait until the rows are in; triggers do their work meanwhile.
 */
class Seed {
    static final Instant BEGIN = Instant.parse("2012-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2025-06-30T00:00:00Z");

    /** Later than anybody measures: what is scheduled stays so, and nothing is swept out of the trash. */
    static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");

    static final int CHUNK = 2_000;
    static final int AUTHORS = 50;
    static final int MEMBERS = 500;
    static final int GUESTS = 20_000;
    static final int TAGS = 200;
    static final int CATEGORIES = 40;
    static final double COMMENTS = 5;
    static final int MOST_COMMENTS = 500;

    /** What a table's rows are named after: one of each number. */
    static final long ACCOUNT = 1L << 40, GUEST = 2L << 40, TAG = 3L << 40, CATEGORY = 4L << 40, POST = 5L << 40;

    static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("account", "id, version, username, name, role, created_at");
        TABLES.put("tag", "id, slug, name");
        TABLES.put("category", "id, version, slug, name, parent_id, path");
        TABLES.put("post", """
                id, version, slug, created_at, updated_at, published_at, unpublish_at, deleted_at, title, body, format, excerpt, \
                canonical_url, seo_title, seo_description, meta, html, derived_excerpt, toc, reading_minutes, renderer, comments_open, \
                comment_count, featured, unlisted, working_revision, hidden_saves""");
        TABLES.put("post_revision", "id, post_id, author_id, created_at, size, content");
        TABLES.put("post_author", "post_id, position, account_id");
        TABLES.put("post_tag", "post_id, position, tag_id");
        TABLES.put("post_category", "post_id, position, category_id");
        TABLES.put("schedule", "id, version, post_id, action, due_at, zone");
        TABLES.put("comment", """
                id, version, post_id, parent_id, root_id, path, depth, status, account_id, author_name, author_email, author_url, body, \
                html, renderer, created_at, updated_at""");
        TABLES.put("event", "id, occurred_at, type, subject, actor, visibility, slug");
    }

    final int posts;
    final long seed;
    final Words words;
    final UUID[] accounts = new UUID[AUTHORS + MEMBERS];
    final UUID[] tags = new UUID[TAGS];
    final UUID[] categories = new UUID[CATEGORIES];
    final Zipf byAuthor = new Zipf(AUTHORS, 1, 1);
    final Zipf byMember = new Zipf(MEMBERS, 1, 1);
    final Zipf byGuest = new Zipf(GUESTS, 0.8, 5);
    final Zipf withTag = new Zipf(TAGS, 1, 0);
    final Zipf inCategory = new Zipf(CATEGORIES, 0.7, 1);
    final double mostCommented = mostCommented();
    final long started = System.nanoTime();

    Seed(int posts, long seed) {
        this.posts = posts;
        this.seed = seed;
        this.words = new Words(seed);
    }

    /** The number of posts and the seed; the database as {@code PGURL}, {@code PGUSER} and {@code PGPASSWORD}. */
    public static void main(String... arguments) throws Exception {
        var seed = new Seed(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
        seed.checkTexts();
        try (var database = connect()) {
            seed.fill(database);
        }
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(System.getenv("PGURL"), System.getenv("PGUSER"), System.getenv("PGPASSWORD"));
    }

    void fill(Connection database) throws Exception {
        if (ask(database, "select exists (select from post)::text").equals(List.of("true"))) {
            throw new IllegalStateException("there are posts already; a database to seed is empty");
        }
        var plain = """
                from pg_indexes where schemaname = current_schema() and not exists (
                  select from pg_constraint where conindid = format('%I.%I', schemaname, indexname)::regclass and contype in ('p', 'u', 'x'))
                order by indexname""";
        var foreign = """
                from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
                order by conrelid::regclass::text, conname""";
        var drops = ask(database, "select format('drop index %I', indexname) " + plain);
        drops.addAll(ask(database, "select format('alter table %s drop constraint %I', conrelid::regclass, conname) " + foreign));
        var later = ask(database, "select indexdef " + plain);
        later.addAll(ask(database, """
                select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) """ + foreign));
        for (var drop : drops) {
            run(database, drop);
        }
        var few = new Rows();
        accounts(few);
        tags(few);
        categories(few);
        few.copy(database);
        load();
        say("%,d posts are in", posts);
        run(database, "set maintenance_work_mem = '512MB'");
        for (var statement : later) {
            var from = System.nanoTime();
            run(database, statement);
            if (System.nanoTime() - from > 5_000_000_000L) {
                say("%s", statement);
            }
        }
        say("indexes and foreign keys are there again");
        run(database, "vacuum (analyze)");
        say("done");
    }

    /** Two connections share the chunks, because PostgreSQL gives each a process, and most machines have two cores. */
    void load() throws Exception {
        // The first is alone: what triggers keep of all rows together, they have once it is in, and the two never wait for each other.
        var next = new AtomicInteger();
        try (var database = connect()) {
            chunk(database, next.getAndAdd(CHUNK));
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = new ArrayList<Future<?>>();
            for (var thread = 0; thread < 2; thread++) {
                running.add(threads.submit(() -> {
                    try (var database = connect()) {
                        run(database, "set synchronous_commit = off");
                        for (int from; (from = next.getAndAdd(CHUNK)) < posts; ) {
                            chunk(database, from);
                        }
                    } catch (Exception | Error e) {
                        next.set(posts);
                        throw e;
                    }
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
    }

    void chunk(Connection database, int from) throws SQLException {
        var rows = new Rows();
        for (var number = from; number < Math.min(posts, from + CHUNK); number++) {
            post(rows, number);
        }
        rows.copy(database);
        if (from % (50 * CHUNK) == 0) {
            say("%,d of %,d posts", from, posts);
        }
    }

    void accounts(Rows rows) {
        for (var number = 0; number < accounts.length; number++) {
            var dice = new Dice(seed, ACCOUNT + number);
            accounts[number] = id(BEGIN, dice);
            var name = words.telling(dice);
            var role = number >= AUTHORS ? "MEMBER" : number % 10 == 9 ? "EDITOR" : "AUTHOR";
            rows.add("account", accounts[number], 0, words.slug(name) + "-" + (number + 1),
                    Words.capital(words.word(name)) + " " + Words.capital(words.word(words.telling(dice))), role, BEGIN.plusSeconds(number));
        }
    }

    void tags(Rows rows) {
        for (var number = 0; number < TAGS; number++) {
            var dice = new Dice(seed, TAG + number);
            tags[number] = id(BEGIN, dice);
            // The frequent words that say something are known by their ranks, so none comes twice.
            var word = 41 + 2 * number;
            rows.add("tag", tags[number], words.slug(word), Words.capital(words.word(word)));
        }
    }

    /** Four trees: below each root three, below each of them two. */
    void categories(Rows rows) {
        var paths = new String[CATEGORIES];
        for (var number = 0; number < CATEGORIES; number++) {
            categories[number] = id(BEGIN, new Dice(seed, CATEGORY + number));
            var word = 1_001 + 2 * number;
            var above = number < 4 ? -1 : number < 16 ? (number - 4) / 3 : 4 + (number - 16) / 2;
            paths[number] = (above < 0 ? "" : paths[above] + " ") + words.slug(word);
            rows.add("category", categories[number], 0, words.slug(word), Words.capital(words.word(word)), above < 0 ? null : categories[above], paths[number]);
        }
    }

    void post(Rows rows, int number) {
        var dice = new Dice(seed, POST + number);
        // More and more of them over the years.
        var age = StrictMath.pow((number + dice.part()) / posts, 0.6);
        var created = BEGIN.plusMillis((long) (age * Duration.between(BEGIN, END).toMillis()));
        var id = id(created, dice);
        var kind = dice.part();
        var isDraft = kind < 0.03;
        var isScheduled = !isDraft && kind < 0.04;
        var isTrash = !isDraft && kind >= 0.04 && kind < 0.05;
        var isPublished = kind >= 0.05;
        var published = isDraft ? null : isScheduled ? LATER.plus(Duration.ofMinutes(number)) : created.plusSeconds((long) (3_600 / (dice.part() + 0.005)));
        var isUnlisted = dice.chance(0.005);
        var ends = isPublished && dice.chance(0.003) ? LATER.plus(Duration.ofMinutes(number)) : null;
        var hasWorkingCopy = isPublished && dice.chance(0.01);
        var updated = isPublished ? published : created;
        if (hasWorkingCopy || dice.chance(0.3)) {
            updated = updated.plusSeconds((long) (3_600 / (dice.part() + 0.0002)));
        }

        var title = new StringBuilder();
        var slug = new StringBuilder();
        for (var left = dice.between(2, 7); left > 0; left--) {
            var word = words.telling(dice);
            title.append(title.isEmpty() ? Words.capital(words.word(word)) : " " + words.word(word));
            slug.append(words.slug(word)).append('-');
        }
        if (dice.chance(0.02)) {
            // As columns have it that return every week.
            title.replace(0, title.length(), "Open thread");
        }
        slug.append(number + 1);
        var text = Text.article(words, dice);
        var excerpt = dice.chance(0.2) ? title + ": " + text.excerpt() : null;
        var canonical = dice.chance(0.05) ? "https://example.org/" + created.toString().substring(0, 4) + "/" + slug : null;
        var hasSeo = dice.chance(0.03);
        var meta = dice.chance(0.02) ? "{\"lang\": \"de\"}" : dice.chance(0.02) ? "{\"lang\": \"fr\"}" : "{}";
        var authors = some(byAuthor, dice.chance(0.08) ? 2 : 1, dice);
        var revision = hasWorkingCopy ? id(updated, dice) : null;
        var approved = isPublished || isTrash ? comments(rows, id, published, dice) : 0;

        rows.add("post", id, hasWorkingCopy ? 1 : 0, slug, created, updated, published, ends, isTrash ? LATER : null, title, text.markdown, "MARKDOWN",
                excerpt, canonical, hasSeo ? title + " for everybody" : null, hasSeo ? text.excerpt() : null, meta, text.html, text.excerpt(),
                text.toc(), text.readingMinutes(), Markup.RENDERER, !dice.chance(0.05), approved, isPublished && dice.chance(0.01), isUnlisted,
                revision, hasWorkingCopy ? 1 : 0);
        each(rows, "post_author", id, authors, accounts);
        var tagged = some(withTag, Math.max(0, dice.between(-1, 5)), dice);
        each(rows, "post_tag", id, tagged, tags);
        each(rows, "post_category", id, some(inCategory, dice.chance(0.2) ? 0 : dice.chance(0.2) ? 2 : 1, dice), categories);
        if (hasWorkingCopy) {
            var body = text.markdown + "\nOne more paragraph.\n";
            rows.add("post_revision", revision, id, accounts[authors.getFirst()], updated, body.getBytes(StandardCharsets.UTF_8).length,
                    "{\"title\": \"%s\", \"body\": \"%s\", \"format\": \"markdown\", \"meta\": %s, \"tags\": []}"
                            .formatted(title, body.replace("\n", "\\n"), meta));
        }
        if (isScheduled || ends != null) {
            rows.add("schedule", id(created, dice), 0, id, isScheduled ? "PUBLISH" : "UNPUBLISH", isScheduled ? published : ends, "UTC");
        }
        var isSeen = isPublished && !isUnlisted;
        rows.add("event", id(created, dice), isSeen ? published : created, isSeen ? "POST_PUBLISHED" : "POST_CREATED", id, accounts[authors.getFirst()],
                isSeen ? "PUBLIC" : "EDITORS", slug);
    }

    /** @return how many readers see */
    int comments(Rows rows, UUID post, Instant published, Dice dice) {
        var delays = new double[Math.min(MOST_COMMENTS, (int) (mostCommented * (StrictMath.pow(1 - dice.part(), -0.6) - 1)))];
        Arrays.setAll(delays, each -> Math.min(86_400_000 * 90.0, 3_600_000 / dice.part()));
        Arrays.sort(delays);
        var approved = new ArrayList<Reply>();
        for (var delay : delays) {
            var at = published.plusMillis((long) delay);
            var id = id(at, dice);
            var parent = !approved.isEmpty() && dice.chance(0.5) ? approved.get(approved.size() - 1 - (int) (approved.size() * dice.part() * dice.part())) : null;
            if (parent != null && parent.depth == Comment.MAX_DEPTH) {
                parent = parent.parent;
            }
            var reply = new Reply(id, parent, parent == null ? id : parent.root, parent == null ? id.toString() : parent.path + "/" + id,
                    parent == null ? 1 : parent.depth + 1);
            var kind = dice.part();
            if (kind < 0.88) {
                approved.add(reply);
            }
            var account = dice.chance(0.3) ? accounts[dice.chance(0.4) ? byAuthor.rank(dice) : AUTHORS + byMember.rank(dice)] : null;
            var guest = account == null ? guest(byGuest.rank(dice)) : new Guest(null, null, null);
            var text = Text.remark(words, dice);
            rows.add("comment", id, 0, post, parent == null ? null : parent.id, reply.root, reply.path, reply.depth,
                    kind < 0.88 ? "APPROVED" : kind < 0.91 ? "PENDING" : kind < 0.97 ? "SPAM" : "TRASH",
                    account, guest.name, guest.email, guest.url, text.markdown, text.html, Markup.RENDERER, at, at);
        }
        return approved.size();
    }

    record Reply(UUID id, Reply parent, UUID root, String path, int depth) {}

    record Guest(String name, String email, String url) {}

    Guest guest(int number) {
        var dice = new Dice(seed, GUEST + number);
        var first = words.telling(dice);
        var last = words.telling(dice);
        return new Guest(
                Words.capital(words.word(first)) + " " + Words.capital(words.word(last)),
                dice.chance(0.9) ? words.slug(first) + number + "@example.org" : null,
                dice.chance(0.2) ? "https://" + words.slug(last) + ".example.org/" : null);
    }

    /** So that a post has as many in the mean as is wanted: few have most of them, and a third have none. */
    double mostCommented() {
        var low = 0.0;
        var high = 100.0;
        while (high - low > 1e-6) {
            var middle = (low + high) / 2;
            var sum = 0L;
            for (var part = 0; part < 10_000; part++) {
                sum += Math.min(MOST_COMMENTS, (int) (middle * (StrictMath.pow(1 - (part + 0.5) / 10_000, -0.6) - 1)));
            }
            // Drafts and scheduled posts have none.
            if (sum / 10_000.0 < COMMENTS / 0.96) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static List<Integer> some(Zipf ranks, int count, Dice dice) {
        var some = new LinkedHashSet<Integer>();
        while (some.size() < count) {
            some.add(ranks.rank(dice));
        }
        return List.copyOf(some);
    }

    static void each(Rows rows, String table, UUID post, List<Integer> numbers, UUID[] ids) {
        for (var position = 0; position < numbers.size(); position++) {
            rows.add(table, post, position, ids[numbers.get(position)]);
        }
    }

    /** Of version 7. */
    static UUID id(Instant at, Dice dice) {
        return new UUID(at.toEpochMilli() << 16 | 0x7000 | dice.bits() >>> 52, 1L << 63 | dice.bits() >>> 2);
    }

    /** What is written here as HTML is what the application would have made of the Markdown. */
    void checkTexts() {
        for (var number = -1L; number > -50; number--) {
            var text = Text.article(words, new Dice(seed, number));
            var made = Rendering.of(Format.MARKDOWN, text.markdown.toString());
            same(made.html(), text.html.toString());
            same(made.excerpt(), text.excerpt());
            same(made.readingMinutes(), text.readingMinutes());
            var headings = made.toc().stream().map(each -> "{\"level\":%d,\"text\":\"%s\",\"id\":\"%s\"}".formatted(each.level(), each.text(), each.id()));
            same("[" + String.join(",", headings.toList()) + "]", text.toc());
            var remark = Text.remark(words, new Dice(seed, number));
            same(Markup.remark(remark.markdown.toString()), remark.html.toString());
        }
    }

    static void same(Object made, Object written) {
        if (!made.equals(written)) {
            throw new AssertionError("the application renders otherwise:\n" + made + "\nhere it is\n" + written);
        }
    }

    /** Rows of some posts, as COPY takes them. */
    static final class Rows {
        private final Map<String, ByteArrayOutputStream> tables = new LinkedHashMap<>();

        void add(String table, Object... values) {
            var line = tables.computeIfAbsent(table, each -> new ByteArrayOutputStream());
            for (var place = 0; place < values.length; place++) {
                var value = values[place] == null ? "\\N" : values[place] instanceof CharSequence text ? escaped(text.toString()) : values[place].toString();
                line.writeBytes(value.getBytes(StandardCharsets.UTF_8));
                line.write(place < values.length - 1 ? '\t' : '\n');
            }
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\").replace("\n", "\\n");
        }

        void copy(Connection database) throws SQLException {
            for (var table : TABLES.keySet()) {
                if (tables.containsKey(table)) {
                    var in = database.unwrap(PGConnection.class).getCopyAPI().copyIn("copy %s (%s) from stdin".formatted(table, TABLES.get(table)));
                    var bytes = tables.remove(table).toByteArray();
                    in.writeToCopy(bytes, 0, bytes.length);
                    in.endCopy();
                }
            }
        }
    }

    static List<String> ask(Connection database, String query) throws SQLException {
        var answers = new ArrayList<String>();
        try (var statement = database.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    void say(String what, Object... values) {
        System.out.printf("%4d s: %s%n", (System.nanoTime() - started) / 1_000_000_000, what.formatted(values));
    }
}
