import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Among 100,000 posts no filter that a list declares, with its default order, reads a large part of a table: each is asked for what many
 * rows have and for what few have, with each of its operators, and what PostgreSQL read for it is counted in the plans that it ran.
 * As often as it takes until the server's statements are prepared and their plans no longer made for the values.
 */
class Plans {
    static final int POSTS = Octavo.TENTH ? 10_000 : 100_000;

    /** Of a smaller table all may be read. */
    static final int LARGE = 5_000;

    /** Of a larger one this part, or a thousand. A tenth finds only what reads a table more than once: of few rows all are soon read. */
    static final double PART = Octavo.TENTH ? 1.5 : 0.05;

    /** Of a search for a word that most rows have: what it finds, and not all there is. */
    static final double FOUND = Octavo.TENTH ? 1.5 : 0.8;

    /** A driver prepares the sixth; PostgreSQL plans without looking at the values from then on the sixth, if it likes. */
    static final int TIMES = 12;

    static final Set<String> OF_ALL_LISTS = Set.of("cursor", "limit", "page", "sort", "count", "fields", "include", "format");
    static final Pattern OPERATORS = Pattern.compile("colon before it: ([a-zA-Z, ]+)");

    /** That of bench/seed. */
    static final String PASSWORD = "octavo-bench";

    static final ObjectMapper JSON = new ObjectMapper();

    static Path data;
    static Octavo server;
    static String token;
    static Connection database;
    static long read;
    static final Map<String, Long> sizes = new HashMap<>();
    static final Map<String, String> tables = new HashMap<>();
    static final List<String> wrong = new ArrayList<>();
    static int asked;

    void main() throws Exception {
        // SEEDED=DIRECTORY saves the time that seeding one takes.
        data = System.getenv("SEEDED") == null ? Octavo.folder("plans") : Path.of(System.getenv("SEEDED"));
        if (!Files.exists(data)) {
            seed();
        }
        var quiet = Map.of("QUARKUS_SCHEDULER_ENABLED", "false");
        logPlans(quiet);
        server = Octavo.start(data, Octavo.freePort(), quiet).ready();
        connect();
        token = server.signIn("admin", PASSWORD);
        sizes();
        var document = JSON.readTree(server.get("/openapi?format=json", null).body());
        for (var path : document.get("paths").properties()) {
            var list = path.getValue().path("get");
            var parameters = parameters(document, list);
            if (parameters.containsKey("limit") && parameters.containsKey("cursor")) {
                ask(address(path.getKey()), parameters);
            }
        }
        try (var statement = database.createStatement()) {
            statement.execute("alter system reset all");
        }
        server.stop();
        System.out.printf("%,d questions, %d of them read too much%n", asked, wrong.size());
        Octavo.check(asked > 100, "the document declares no filters");
        Octavo.check(wrong.isEmpty(), "these read too much:\n" + String.join("\n", wrong));
    }

    static void seed() throws Exception {
        var start = System.nanoTime();
        var process = new ProcessBuilder("bench/seed", Integer.toString(POSTS), data.toString()).redirectErrorStream(true);
        process.environment().put("OCTAVO_ADMIN_PASSWORD", PASSWORD);
        var seeding = process.start();
        var output = new String(seeding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Octavo.check(seeding.waitFor() == 0, "seeding failed:\n" + output);
        System.out.printf("%,d posts seeded in %d s%n", POSTS, (System.nanoTime() - start) / 1_000_000_000);
    }

    /** Of every statement that has run, those in functions too, into PostgreSQL's log. It has to start again for that. */
    static void logPlans(Map<String, String> environment) throws Exception {
        var first = Octavo.start(data, Octavo.freePort(), environment).ready();
        connect();
        try (var statement = database.createStatement()) {
            statement.execute("load 'auto_explain'");
            for (var setting : List.of("session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0", "auto_explain.log_analyze = on",
                    "auto_explain.log_nested_statements = on", "auto_explain.log_timing = off", "auto_explain.log_format = 'json'")) {
                statement.execute("alter system set " + setting);
            }
        }
        database.close();
        first.stop();
    }

    static void connect() throws Exception {
        var port = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3);
        database = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", Files.readString(data.resolve("password")));
    }

    static void sizes() throws Exception {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select relname, reltuples::bigint, indexrelid::regclass::text from pg_class left join pg_index on indrelid = pg_class.oid where relkind = 'r'")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
                tables.put(String.valueOf(rows.getString(3)), rows.getString(1));
            }
        }
    }

    static Map<String, JsonNode> parameters(JsonNode document, JsonNode operation) {
        var parameters = new LinkedHashMap<String, JsonNode>();
        for (var parameter : operation.path("parameters")) {
            var resolved = parameter.has("$ref") ? document.at(parameter.get("$ref").asText().substring(1)) : parameter;
            if (resolved.path("in").asText().equals("query")) {
                parameters.put(resolved.get("name").asText(), resolved);
            }
        }
        return parameters;
    }

    /** Of the post that is discussed most. */
    static String address(String template) throws Exception {
        return template.replace("{post}", one("select id::text from post where deleted_at is null and published_at < '2030-01-01' order by comment_count desc limit 1"))
                .replaceAll("\\{[^}]+}", "none");
    }

    static String one(String query) throws Exception {
        try (var statement = database.createStatement(); var row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "none";
        }
    }

    static void ask(String list, Map<String, JsonNode> parameters) throws Exception {
        // Those who moderate see more, and may ask for more.
        var wide = list.endsWith("/comments") && parameters.containsKey("status") ? "status=any&" : "";
        if (server.get(list + "?" + wide + "limit=1", token).statusCode() == 404) {
            System.out.println(list + ": not there");
            return;
        }
        var order = Pattern.compile("Without it `-(\\w+)").matcher(parameters.get("sort") == null ? "" : parameters.get("sort").path("description").asText());
        var opposite = order.find() ? order.group(1) : "";
        question(list + "?");
        for (var parameter : parameters.values()) {
            var name = parameter.get("name").asText();
            if (OF_ALL_LISTS.contains(name)) {
                continue;
            }
            var operators = OPERATORS.matcher(parameter.path("description").asText());
            if (name.equals("q")) {
                search(list);
            } else if (operators.find()) {
                var known = Set.of(operators.group(1).split(", *"));
                for (var condition : conditions(list + "?" + wide, name, known, opposite)) {
                    question(list + "?" + (name.equals("email") ? wide : "") + name + "=" + encoded(condition));
                }
            } else {
                for (var value : choices(parameter)) {
                    question(list + "?" + name + "=" + encoded(value));
                }
            }
        }
    }

    /** Of a parameter that is one of few. */
    static List<String> choices(JsonNode parameter) throws Exception {
        var schema = parameter.get("schema");
        if (schema.path("type").asText().equals("boolean")) {
            return List.of("true", "false");
        }
        var named = schema.has("$ref") ? schema : schema.path("allOf").path(0);
        var values = schema.path("enum");
        if (named.has("$ref")) {
            var document = JSON.readTree(server.get("/openapi?format=json", null).body());
            values = document.at(named.get("$ref").asText().substring(1)).path("enum");
        }
        return StreamSupport.stream(values.spliterator(), false).map(JsonNode::asText).toList();
    }

    /** With what many rows have and with what few have, among those of the first page, of a later one and of the last. */
    static List<String> conditions(String list, String name, Set<String> operators, String opposite) throws Exception {
        var samples = new ArrayList<JsonNode>();
        for (var page : List.of("", "&page=90", opposite.isEmpty() ? "" : "&sort=" + opposite)) {
            collect(JSON.readTree(server.get(list + "limit=100" + page, token).body()).path("items"), name, samples);
        }
        var counts = samples.stream().collect(Collectors.groupingBy(JsonNode::asText, TreeMap::new, Collectors.counting()));
        var conditions = new ArrayList<String>();
        if (!operators.contains("in")) {
            conditions.addAll(List.of("true", "false", "ne:true"));
            return conditions;
        }
        if (operators.contains("exists")) {
            conditions.addAll(List.of("exists:true", "exists:false"));
        }
        if (counts.isEmpty()) {
            System.out.println(list + name + ": no values");
            return conditions;
        }
        var often = counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
        var seldom = counts.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
        var order = samples.getFirst().isNumber() ? Comparator.comparingDouble(Double::parseDouble) : Comparator.<String>naturalOrder();
        var least = counts.keySet().stream().min(order).orElseThrow();
        var most = counts.keySet().stream().max(order).orElseThrow();
        var middle = middle(least, most, counts.keySet().stream().sorted(order).toList());
        for (var value : new LinkedHashSet<>(List.of(often, seldom, least, most))) {
            conditions.add("eq:" + value);
            conditions.add("ne:" + value);
        }
        conditions.add("in:" + often + "," + seldom);
        conditions.add("nin:" + often + "," + seldom);
        if (operators.contains("lt")) {
            for (var value : new LinkedHashSet<>(List.of(least, middle, most))) {
                conditions.addAll(List.of("lt:" + value, "lte:" + value, "gt:" + value, "gte:" + value));
            }
        }
        if (operators.contains("contains")) {
            conditions.add("startsWith:" + often.substring(0, Math.min(5, often.length())));
            conditions.add("startsWith:" + seldom);
            conditions.add("contains:" + often.substring(Math.min(1, often.length() / 2), Math.min(5, often.length())));
            conditions.add("contains:" + seldom.substring(seldom.length() / 3));
            conditions.add("contains:nobodyhasthis");
            conditions.add("startsWith:nobodyhasthis");
        }
        return conditions;
    }

    /** Of times the one in between: there the order by one time and the condition on another agree least with what PostgreSQL expects. */
    static String middle(String least, String most, List<String> sorted) {
        try {
            var first = Instant.parse(least);
            return first.plus(Duration.between(first, Instant.parse(most)).dividedBy(2)).toString();
        } catch (DateTimeParseException e) {
            return sorted.get(sorted.size() / 2);
        }
    }

    /** What the answers have under this name, or under what it is the name of one of. */
    static void collect(JsonNode items, String name, List<JsonNode> samples) {
        var plural = Map.of("tag", "tags", "category", "categories").getOrDefault(name, name);
        for (var item : items) {
            var found = item.at("/" + plural.replace('.', '/'));
            if (found.isMissingNode() && name.equals("email")) {
                found = item.at("/author/email");
            }
            for (var each : found.isArray() ? found : List.of(found)) {
                var value = each;
                for (var key : List.of("slug", "username", "id")) {
                    if (value.has(key)) {
                        value = value.get(key);
                    }
                }
                if (value.isValueNode() && !value.isNull()) {
                    samples.add(value);
                }
            }
        }
    }

    /** Words that all have, that some have, that few have, and that nobody has; and what PostgreSQL finds worst. */
    static void search(String list) throws Exception {
        var rare = one("select (regexp_split_to_array(body, '\\W+'))[10] from post order by id desc limit 1");
        for (var words : List.of("the", "database", "server query", "database -server", "\"server query\"", "data", rare, "nobodyhasthis", "zz or the")) {
            for (var count : List.of("", "&count=estimated", "&count=exact", "&sort=-createdAt")) {
                question(list + "?q=" + encoded(words) + count);
            }
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    static void question(String path) throws Exception {
        plans();
        var worst = new TreeMap<String, Long>();
        var plan = "";
        for (var time = 0; time < TIMES && plan.isEmpty(); time++) {
            HttpResponse<String> answer;
            try {
                answer = server.get(path, token);
            } catch (HttpTimeoutException e) {
                System.out.println(path + " TOO MUCH: it takes longer than anybody waits");
                wrong.add(path + ": it takes longer than anybody waits");
                one("select count(pg_cancel_backend(pid))::text from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()");
                return;
            }
            if (answer.statusCode() != 200) {
                System.out.println(path + " answered " + answer.statusCode() + ": " + answer.body());
                wrong.add(path + " answered " + answer.statusCode());
                return;
            }
            for (var statement : plans()) {
                var rows = new HashMap<String, Long>();
                var faults = new ArrayList<String>();
                read(statement.get("Plan"), rows, faults);
                for (var table : rows.keySet()) {
                    worst.merge(table, rows.get(table), Math::max);
                    if (rows.get(table) > Math.max(1_000, (path.contains("?q=") ? FOUND : PART) * sizes.getOrDefault(table, 0L)) && sizes.getOrDefault(table, 0L) > LARGE) {
                        faults.add("%,d of %,d rows of %s read".formatted(rows.get(table), sizes.get(table), table));
                    }
                }
                if (!faults.isEmpty() && plan.isEmpty()) {
                    plan = "at the %d. time %s\n    %s%n%s".formatted(time + 1, String.join(", ", faults), statement.get("Query Text").asText().replaceAll("\\s+", " "), shown(statement.get("Plan"), "    "));
                }
            }
        }
        asked++;
        System.out.println(path + " " + worst + (plan.isEmpty() ? "" : " TOO MUCH"));
        if (!plan.isEmpty()) {
            wrong.add(path + ": " + plan);
        }
    }

    /** Those that have been logged since the last time. */
    static List<JsonNode> plans() throws IOException {
        var plans = new ArrayList<JsonNode>();
        try (var log = new RandomAccessFile(data.resolve("postgresql.log").toFile(), "r")) {
            log.seek(read);
            var bytes = new byte[(int) (log.length() - read)];
            log.readFully(bytes);
            read = log.length();
            var text = new String(bytes, StandardCharsets.UTF_8);
            for (var at = text.indexOf(" plan:\n"); at >= 0; at = text.indexOf(" plan:\n", at + 1)) {
                // Every line of a message but the first begins with a tab.
                var end = Pattern.compile("\n(?!\t)").matcher(text);
                plans.add(JSON.readTree(text.substring(at + 7, end.find(at + 7) ? end.start() : text.length()).replace("\n\t", "\n")));
            }
        }
        return plans;
    }

    static void read(JsonNode node, Map<String, Long> rows, List<String> faults) {
        var type = node.get("Node Type").asText();
        var table = node.has("Relation Name") ? node.get("Relation Name").asText() : tables.get(node.path("Index Name").asText());
        if (table != null && node.path("Actual Loops").asLong() > 0) {
            var each = node.get("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble() + node.path("Rows Removed by Index Recheck").asDouble();
            rows.merge(table, Math.round(each * node.get("Actual Loops").asDouble()), Math::max);
            if (type.equals("Seq Scan") && !Octavo.TENTH && sizes.getOrDefault(table, 0L) > LARGE) {
                faults.add("the whole of " + table);
            }
        }
        node.path("Plans").forEach(child -> read(child, rows, faults));
    }

    static String shown(JsonNode node, String indent) {
        var line = indent + node.get("Node Type").asText();
        for (var name : List.of("Relation Name", "Index Name", "Index Cond", "Filter", "Actual Rows", "Rows Removed by Filter", "Actual Loops")) {
            line += node.has(name) ? "; %s %s".formatted(name.toLowerCase(), node.get(name).asText()) : "";
        }
        for (var child : node.path("Plans")) {
            line += "\n" + shown(child, indent + "  ");
        }
        return line;
    }
}
