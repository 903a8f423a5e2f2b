package dev.octavo;

import dev.octavo.archive.Transfer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Serves, unless a command is given. */
@QuarkusMain
public class Main {
    private static final String USAGE = """
            usage: java -jar quarkus-run.jar               serve
                   java -jar quarkus-run.jar export FILE   write all content into a new file
                   java -jar quarkus-run.jar import FILE   read such a file into an empty database""";

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
        } else if (arguments.length == 2 && List.of("export", "import").contains(arguments[0])) {
            // Before a start that takes seconds.
            Transfer.refusal(arguments).ifPresent(line -> end(line, 1));
            Transfer.settings(arguments[0]).forEach(System::setProperty);
            Quarkus.run(Transfer.class, arguments);
        } else {
            end(USAGE, 2);
        }
    }

    private static void end(String line, int code) {
        System.err.println(line);
        System.exit(code);
    }
}
