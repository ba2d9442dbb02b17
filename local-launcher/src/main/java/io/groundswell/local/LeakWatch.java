package io.groundswell.local;

import java.util.List;
import java.util.Optional;

/**
 * Netty's watch for buffers that nobody gave back, in processes that this one starts: it is at the level that this one was given,
 * and what it finds is said here too, whoever takes their output, so that a build that searches its log for leaks comes upon it.
 */
public final class LeakWatch {
    private static final String LEVEL = "io.netty.leakDetection.level";
    private static final String FOUND = "LEAK:";

    /** For a JVM to start with; none where this one was given no level. */
    public static List<String> options() {
        return Optional.ofNullable(System.getProperty(LEVEL)).stream()
                .map(level -> "-D" + LEVEL + "=" + level)
                .toList();
    }

    /**
     * Says a line again, on standard error, where it tells of a leak.
     *
     * @param line that such a process said
     */
    public static void listen(String line) {
        if (line.contains(FOUND)) {
            System.err.println(line);
        }
    }

    private LeakWatch() {}
}
