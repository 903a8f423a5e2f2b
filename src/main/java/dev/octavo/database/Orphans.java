package dev.octavo.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * PostgreSQL processes that a killed Octavo left behind, known by their program, which lies in a folder of ours.
 *
 * @param binaries where the programs of one data folder were unpacked
 */
record Orphans(Path binaries) {
    /**
     * Ends them, by force if they do not go by themselves.
     *
     * @param patience how long to wait for each of the two
     * @return whether none is left
     */
    boolean end(Duration patience) throws IOException {
        return end(ProcessHandle::destroy, patience) || end(ProcessHandle::destroyForcibly, patience);
    }

    private boolean end(Consumer<ProcessHandle> how, Duration patience) throws IOException {
        var first = running();
        // A server ends its own children, in their order.
        first.stream()
                .filter(orphan -> orphan.parent().filter(first::contains).isEmpty())
                .forEach(how);
        var until = System.nanoTime() + patience.toNanos();
        try {
            while (!running().isEmpty()) {
                if (System.nanoTime() > until) {
                    return false;
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private List<ProcessHandle> running() throws IOException {
        if (!Files.exists(binaries)) {
            return List.of();
        }
        var ours = binaries.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(program -> Path.of(program).startsWith(ours))
                        .isPresent())
                .toList();
    }
}
