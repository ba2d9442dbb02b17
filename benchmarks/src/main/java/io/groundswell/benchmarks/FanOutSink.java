package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends everything to several nodes at once, as a dispatcher does. Owner: the publishing thread. */
final class FanOutSink implements Publisher.Sink {
    private final List<Publisher.Sink> sinks;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    FanOutSink(List<Publisher.Sink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void send(long from, long to) throws IOException {
        try {
            List<Callable<Void>> tasks = sinks.stream()
                    .<Callable<Void>>map(sink -> () -> {
                        sink.send(from, to);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(tasks)) {
                var _ = done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a node: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("deliveries: interrupted (expected: taken)", e);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Publisher.Sink sink : sinks) {
            sink.close();
        }
    }
}
