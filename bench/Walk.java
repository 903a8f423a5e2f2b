import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/**
 * Follows the links of lists from their first page to their last, for nobody can make up a cursor: the origin, a token, and the
 * paths of the lists. Prints of each its number of pages and the cursor of the page before the last, where a page is full.
 */
class Walk {
    static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    static final Pattern CURSOR = Pattern.compile("cursor=([^&\"]+)");

    public static void main(String... arguments) throws Exception {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var place = 2; place < arguments.length; place++) {
                String path = arguments[place];
                String last = null;
                String before = null;
                var pages = 0;
                for (var here = path; here != null; pages++) {
                    var request = HttpRequest.newBuilder(URI.create("http://" + arguments[0] + here)).header("Authorization", "Bearer " + arguments[1]);
                    var answer = http.send(request.build(), BodyHandlers.ofString());
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(here + " answered " + answer.statusCode() + ": " + answer.body());
                    }
                    var next = NEXT.matcher(answer.body().substring(answer.body().lastIndexOf("\"links\"")));
                    here = next.find() ? next.group(1) : null;
                    if (here != null) {
                        before = last;
                        last = cursor(here);
                    }
                }
                System.out.println(pages + " " + (before == null ? "-" : before));
            }
        }
    }

    static String cursor(String link) {
        var cursor = CURSOR.matcher(link);
        cursor.find();
        return cursor.group(1);
    }
}
