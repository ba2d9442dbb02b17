package io.groundswell.benchmarks.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import io.groundswell.benchmarks.dispatch.Packets.Invocation;
import io.groundswell.dispatch.DispatchHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Invokes a handler from so many threads, each one invocation after the other, as pollers do. Owner: the main thread. */
final class Crew {
    /** The handler asks for nothing of it. */
    static final Context NO_CONTEXT = (Context) Proxy.newProxyInstance(
            Crew.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private static final long LONGEST_MICROS = 60_000_000;

    private final DispatchHandler handler;
    private final int threads;

    Crew(DispatchHandler handler, int threads) {
        this.handler = handler;
        this.threads = threads;
    }

    /**
     * @param failed messages that would come again
     */
    record Result(double seconds, int failed, Histogram micros) {
        double latency(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    /** Invokes until so many events are through; the load begins anew where it ends before. */
    Result work(List<Invocation> load, int events) throws InterruptedException, ExecutionException {
        List<Invocation> some = new ArrayList<>();
        for (int sum = 0; sum < events; sum += some.getLast().events()) {
            some.add(load.get(some.size() % load.size()));
        }
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        long begun = System.nanoTime();
        try (ExecutorService crew = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(crew.submit(() -> {
                    for (int at = next.getAndIncrement(); at < some.size(); at = next.getAndIncrement()) {
                        failed.addAndGet(invoke(some.get(at), micros));
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        return new Result((System.nanoTime() - begun) / 1e9, failed.get(), micros);
    }

    private int invoke(Invocation invocation, Histogram micros) {
        long begun = System.nanoTime();
        int failures = handler.handleRequest(invocation.event(), NO_CONTEXT)
                .getBatchItemFailures()
                .size();
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - begun) / 1_000));
        return failures;
    }
}
