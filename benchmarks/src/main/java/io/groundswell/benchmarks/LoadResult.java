package io.groundswell.benchmarks;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** What a {@link LoadProcess} says at its end, in one line. */
record LoadResult(Interval.Usage usage, long missing, Outcome.Wrong wrong, Histogram latency, Histogram sweeps) {
    static LoadResult of(Interval.Usage usage, Clients clients) {
        return new LoadResult(
                usage,
                clients.missing(),
                clients.wrong(),
                clients.histogram(tally -> tally.latency),
                clients.histogram(tally -> tally.sweeps));
    }

    String toLine() {
        List<Object> fields = List.of(
                usage.seconds(),
                usage.serverCpu(),
                usage.loadCpu(),
                usage.machineCpu(),
                usage.residentBytes(),
                usage.delivered(),
                usage.reads(),
                usage.clientIdle(),
                missing,
                wrong.repeated(),
                wrong.ended(),
                wrong.totals(),
                text(latency),
                text(sweeps));
        return String.join(" ", fields.stream().map(String::valueOf).toList());
    }

    /** @throws IllegalArgumentException if the line is not one of {@link #toLine}'s */
    static LoadResult parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != 14) {
            throw new IllegalArgumentException("result: " + fields.length + " fields (expected: 14)");
        }
        double[] numbers =
                Arrays.stream(fields, 0, 12).mapToDouble(Double::parseDouble).toArray();
        return new LoadResult(
                new Interval.Usage(
                        numbers[0],
                        numbers[1],
                        numbers[2],
                        numbers[3],
                        (long) numbers[4],
                        (long) numbers[5],
                        (long) numbers[6],
                        numbers[7]),
                (long) numbers[8],
                new Outcome.Wrong((long) numbers[9], (long) numbers[10], (long) numbers[11]),
                histogram(fields[12]),
                histogram(fields[13]));
    }

    private static String text(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    private static Histogram histogram(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("histogram: cannot be read (expected: one of HdrHistogram)", e);
        }
    }

    /**
     * One outcome of all.
     *
     * @param plan of one of the processes
     * @param mostLag the publisher's, in nanoseconds
     */
    static Outcome together(LoadPlan plan, List<LoadResult> results, long mostLag) {
        Histogram latency = results.getFirst().latency.copy();
        Histogram sweeps = results.getFirst().sweeps.copy();
        results.stream().skip(1).forEach(result -> {
            latency.add(result.latency);
            sweeps.add(result.sweeps);
        });
        Outcome.Wrong wrong = new Outcome.Wrong(
                (long) sum(results, result -> result.wrong.repeated()),
                (long) sum(results, result -> result.wrong.ended()),
                (long) sum(results, result -> result.wrong.totals()));
        return new Outcome(
                plan, usage(results), latency, sweeps, (long) sum(results, LoadResult::missing), wrong, mostLag);
    }

    private static Interval.Usage usage(List<LoadResult> results) {
        return new Interval.Usage(
                sum(results, result -> result.usage.seconds()) / results.size(),
                sum(results, result -> result.usage.serverCpu()),
                sum(results, result -> result.usage.loadCpu()),
                results.getFirst().usage.machineCpu(),
                (long) sum(results, result -> result.usage.residentBytes()),
                (long) sum(results, result -> result.usage.delivered()),
                (long) sum(results, result -> result.usage.reads()),
                sum(results, result -> result.usage.clientIdle()) / results.size());
    }

    private static double sum(List<LoadResult> results, ToDoubleFunction<LoadResult> figure) {
        return results.stream().mapToDouble(figure).sum();
    }
}
