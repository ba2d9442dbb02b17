package io.groundswell.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The measured seconds of a run: reads the counters at their begin and at their end, on a thread of its own. */
final class Interval {
    private final CompletableFuture<Usage> usage = new CompletableFuture<>();

    /** What the counters said at one moment. */
    record Reading(
            long nanos, ProcessUsage server, ProcessUsage load, double machine, long delivered, long reads, long idle) {
        static Reading take(long pid, Clients clients) {
            try {
                return new Reading(
                        System.nanoTime(),
                        ProcessUsage.of(pid),
                        ProcessUsage.of(ProcessHandle.current().pid()),
                        ProcessUsage.machineCpuSeconds(),
                        clients.delivered(),
                        clients.sum(tally -> tally.reads.get()),
                        clients.sum(tally -> tally.idle.get()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * What was used between the two.
     *
     * @param clientIdle the share of the time that the client loops rested, 0 to 1
     */
    record Usage(
            double seconds,
            double serverCpu,
            double loadCpu,
            double machineCpu,
            long residentBytes,
            long delivered,
            long reads,
            double clientIdle) {}

    private Interval() {}

    static Interval measure(LoadPlan plan, long begin, long pid, Clients clients) {
        Interval interval = new Interval();
        long from = begin + TimeUnit.SECONDS.toNanos(plan.warmup());
        Thread.ofPlatform()
                .daemon()
                .name("interval")
                .start(() -> interval.read(from, from + TimeUnit.SECONDS.toNanos(plan.seconds()), pid, clients));
        return interval;
    }

    private void read(long from, long to, long pid, Clients clients) {
        try {
            sleepUntil(from);
            Reading before = Reading.take(pid, clients);
            sleepUntil(to);
            usage.complete(between(before, Reading.take(pid, clients), clients.threads()));
        } catch (InterruptedException | RuntimeException e) {
            usage.completeExceptionally(e);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    }

    static Usage between(Reading before, Reading after, int threads) {
        double seconds = (after.nanos - before.nanos) / 1e9;
        return new Usage(
                seconds,
                after.server.cpuSeconds() - before.server.cpuSeconds(),
                after.load.cpuSeconds() - before.load.cpuSeconds(),
                after.machine - before.machine,
                after.server.residentBytes(),
                after.delivered - before.delivered,
                after.reads - before.reads,
                (after.idle - before.idle) / 1e9 / seconds / threads);
    }

    /** Waits for the end of the measured seconds. */
    Usage await() {
        return usage.join();
    }
}
