package dev.octavo.http;

import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A failure that the client can understand and act on. It carries its own status and type, so that no
 * registry has to know it; its title and explanation stand in {@code docs/problems.md} under its type.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public class Problem extends RuntimeException {
    private final int status;
    private final String type;
    private final List<InvalidField> errors;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Problem(Status status, String type, String detail) {
        this(status.getStatusCode(), type, detail, List.of());
    }

    protected Problem(int status, String type, String detail, List<InvalidField> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    /** What HTTP itself has to say, in the words of {@code docs/problems.md}. */
    static Problem ofStatus(int status) {
        return ofStatus(status, ProblemType.ofStatus(status).firstSentence());
    }

    static Problem ofStatus(int status, String detail) {
        var type = ProblemType.ofStatus(status);
        return new Problem(status, type.name(), detail, List.of());
    }

    /** Adds a response header that belongs to this failure, such as {@code Allow} to a 405. */
    public Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public List<InvalidField> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
