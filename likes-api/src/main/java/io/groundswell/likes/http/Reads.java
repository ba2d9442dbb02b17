package io.groundswell.likes.http;

import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.metrics.FailureLog;
import io.groundswell.registry.RegistryException;
import io.groundswell.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what blocks, each request on a virtual thread, so many at a time. Thread-safe. */
public final class Reads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final int most;
    private final Semaphore room;
    private final ApiMetrics metrics;
    private final FailureLog failures;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("read-", 0).factory());

    /**
     * @param most at a time; what comes beyond is answered 503 at once
     * @param clock spaces what is logged about failures
     */
    public Reads(int most, ApiMetrics metrics, InstantSource clock) {
        this.failures = new FailureLog(LOG, clock);
        this.most = most;
        this.room = new Semaphore(most);
        this.metrics = metrics;
    }

    /** Answers the request with what is read. */
    void answer(Exchange exchange, Supplier<Response> read) {
        if (!room.tryAcquire()) {
            metrics.count(ApiMetric.READS_REFUSED);
            exchange.respond(Unavailable.overloaded("reads under way: " + most + " (expected: fewer than that)"));
            return;
        }
        threads.execute(() -> exchange.respond(readInRoom(read)));
    }

    private Response readInRoom(Supplier<Response> read) {
        try {
            return read.get();
        } catch (StoreException | RegistryException e) {
            metrics.count(ApiMetric.READS_FAILED);
            failures.failed("read: failed", e.toString());
            return Unavailable.store("store: did not answer (expected: that it does)");
        } catch (RuntimeException e) {
            LOG.error("read: failed", e);
            return Response.of(ProblemType.INTERNAL.with("The server failed."));
        } finally {
            room.release();
        }
    }

    /** Waits a little for what is under way, then interrupts it. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
