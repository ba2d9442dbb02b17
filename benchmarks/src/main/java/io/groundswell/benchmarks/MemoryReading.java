package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds at one moment, in bytes.
 *
 * @param liveHeap behind a full collection
 * @param categories committed by NMT's categories, but for the heap
 * @param classes live bytes of each class
 */
record MemoryReading(long liveHeap, Map<String, Long> categories, Map<String, Long> classes, long resident) {
    /** NMT's name for what code allocates itself, direct buffers most of all. */
    static final String DIRECT = "Other";

    private static final String HEAP = "Java Heap";
    private static final Pattern CATEGORY =
            Pattern.compile("-\\s+([A-Z][A-Za-z ]+?) \\(reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern CLASS = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /** Of a JVM that was started with {@code -XX:NativeMemoryTracking=summary}. */
    static MemoryReading take(long pid) throws IOException, InterruptedException {
        var _ = Jcmd.ask(pid, "GC.run");
        String histogram = Jcmd.ask(pid, "GC.class_histogram");
        String summary = Jcmd.ask(pid, "VM.native_memory", "summary", "scale=KB");
        return parse(histogram, summary, ProcessUsage.of(pid).residentBytes());
    }

    static MemoryReading parse(String histogram, String summary, long resident) throws IOException {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("class histogram: no total (expected: one at its end)");
        }
        Map<String, Long> parsed = new LinkedHashMap<>();
        Matcher category = CATEGORY.matcher(summary);
        while (category.find()) {
            parsed.put(category.group(1), Long.parseLong(category.group(2)) * 1_024);
        }
        if (parsed.remove(HEAP) == null) {
            throw new IOException("native memory: no heap in the summary (expected: NativeMemoryTracking=summary)");
        }
        return new MemoryReading(Long.parseLong(total.group(1)), parsed, classes(histogram), resident);
    }

    private static Map<String, Long> classes(String histogram) {
        Map<String, Long> classes = new LinkedHashMap<>();
        histogram.lines().map(CLASS::matcher).filter(Matcher::matches).forEach(line -> {
            var _ = classes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        });
        return classes;
    }

    long direct() {
        return categories.getOrDefault(DIRECT, 0L);
    }

    /** All native memory but {@link #direct}. */
    long otherNative() {
        return categories.values().stream().mapToLong(Long::longValue).sum() - direct();
    }

    /** What the goal is about. */
    long all() {
        return liveHeap + direct() + otherNative();
    }
}
