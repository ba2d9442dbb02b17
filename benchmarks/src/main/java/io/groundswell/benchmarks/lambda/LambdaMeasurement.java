package io.groundswell.benchmarks.lambda;

import io.groundswell.benchmarks.lambda.LambdaRun.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;

/** Starts the function again and again, and invokes the last one that was started many times. Owner: the main thread. */
final class LambdaMeasurement {
    private static final long LONGEST_MICROS = 60_000_000;
    private static final double NANOS_A_MILLI = 1e6;

    private final TaskRoot root;
    private final int memoryMib;
    private final List<String> launcher;
    private final Map<String, String> environment;
    private int failed;

    /** @param endpoint of SQS and DynamoDB */
    LambdaMeasurement(TaskRoot root, int memoryMib, List<String> launcher, String endpoint) {
        this.root = root;
        this.memoryMib = memoryMib;
        this.launcher = launcher;
        this.environment = Map.of(
                "AWS_REGION",
                "us-east-1",
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                endpoint,
                "GROUNDSWELL_SQS_ENDPOINT",
                endpoint,
                "GROUNDSWELL_QUEUE_URL",
                endpoint + "/events",
                "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                endpoint + "/letters",
                "GROUNDSWELL_INTERNAL_KEY",
                "k".repeat(32),
                "GROUNDSWELL_METRICS_NAMESPACE",
                "Groundswell");
    }

    /** @param batches one for each start of both kinds, then those that warm up, then those that are measured */
    Measured measure(List<byte[]> batches, int starts, int warmUp)
            throws IOException, InterruptedException, ExecutionException {
        Iterator<byte[]> next = batches.iterator();
        List<Double> restored = new ArrayList<>();
        while (restored.size() < starts) {
            restored.add(restore(next.next()));
        }
        List<Double> cold = new ArrayList<>();
        while (cold.size() < starts - 1) {
            try (Started started = start(next.next())) {
                cold.add(started.millis());
            }
        }
        try (Started started = start(next.next())) {
            cold.add(started.millis());
            Histogram micros = new Histogram(LONGEST_MICROS, 3);
            for (int number = 0; next.hasNext(); number++) {
                long begun = System.nanoTime();
                invoke(started.process(), next.next());
                if (number >= warmUp) {
                    micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - begun) / 1_000));
                }
            }
            return new Measured(cold, restored, micros, failed);
        }
    }

    /** @param millis from its start to its first answer */
    private record Started(FunctionProcess process, double millis) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    private Started start(byte[] batch) throws IOException {
        long begun = System.nanoTime();
        FunctionProcess process = FunctionProcess.start(plan(false), LambdaMeasurement::passOnErrors);
        try {
            invoke(process, batch);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
        return new Started(process, (System.nanoTime() - begun) / NANOS_A_MILLI);
    }

    /** The process is not taken apart and put together here: what Lambda itself needs for that is not in the time. */
    private double restore(byte[] batch) throws IOException, InterruptedException, ExecutionException {
        try (FunctionProcess process = FunctionProcess.start(plan(true), LambdaMeasurement::passOnErrors)) {
            process.api().primed().get();
            long begun = System.nanoTime();
            process.api().restore();
            invoke(process, batch);
            return (System.nanoTime() - begun) / NANOS_A_MILLI;
        }
    }

    private FunctionProcess.Plan plan(boolean isKept) {
        return new FunctionProcess.Plan(root, memoryMib, isKept, environment, launcher);
    }

    /** The function writes a line for each invocation, which nobody wants to see here. */
    private static void passOnErrors(String line) {
        if (line.contains("WARN") || line.contains("ERROR") || line.contains("Exception")) {
            System.err.println(line);
        }
    }

    private void invoke(FunctionProcess process, byte[] batch) {
        String answer = new String(process.invoke(batch), StandardCharsets.UTF_8);
        if (!answer.equals("{\"batchItemFailures\":[]}")) {
            System.err.println("answer: " + answer + " (expected: no failures)");
            failed++;
        }
    }
}
