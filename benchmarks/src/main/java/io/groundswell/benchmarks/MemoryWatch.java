package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints over time what processes hold in memory: nodes first, then what loads them. Owner: a thread of its own. */
final class MemoryWatch implements AutoCloseable {
    private static final int LINES = 20;
    private static final int SHORTEST_SECONDS = 5;

    private final List<Long> pids;
    private final int nodes;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("memory").factory());

    private MemoryWatch(List<Long> pids, int nodes) {
        this.pids = List.copyOf(pids);
        this.nodes = nodes;
    }

    /** @param seconds how long the watch will take */
    static MemoryWatch start(List<Long> pids, int nodes, int seconds) {
        MemoryWatch watch = new MemoryWatch(pids, nodes);
        int every = Math.max(SHORTEST_SECONDS, seconds / LINES);
        var _ = watch.thread.scheduleAtFixedRate(watch::print, 0, every, TimeUnit.SECONDS);
        return watch;
    }

    private void print() {
        StringBuilder line = new StringBuilder("%5.0f s  RSS MB: nodes".formatted((System.nanoTime() - begun) / 1e9));
        for (int i = 0; i < pids.size(); i++) {
            line.append(i == nodes ? ", loads " : " ").append(megabytes(pids.get(i)));
        }
        System.out.println(line);
    }

    private static String megabytes(long pid) {
        try {
            return Long.toString(ProcessUsage.of(pid).residentBytes() >> 20);
        } catch (IOException _) {
            return "gone";
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
