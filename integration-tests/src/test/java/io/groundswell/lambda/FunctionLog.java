package io.groundswell.lambda;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the function's process said. Any thread. */
final class FunctionLog {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    boolean says(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /** Lines of classes that are not there or do not fit, and warnings of the JVM. */
    List<String> faults() {
        return lines.stream()
                .filter(line -> line.contains("NoClassDefFoundError")
                        || line.contains("ClassNotFoundException")
                        || line.contains("NoSuchMethodError")
                        || line.contains("ServiceConfigurationError")
                        || line.startsWith("WARNING:"))
                .toList();
    }
}
