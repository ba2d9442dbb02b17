package io.groundswell.local.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Lambda's SQS event source: receives by long polls, invokes the function with what came, deletes what it handled and
 * leaves the rest to the visibility timeout and to the queue's redrive policy. Owns one virtual thread for each poller;
 * any thread may close it.
 */
public final class EventSource implements AutoCloseable {
    /** Longer than a long poll, for the client that receives. */
    public static final Duration RECEIVE_TIMEOUT = Poller.LONG_POLL.plusSeconds(10);

    private static final Duration STOP = Duration.ofSeconds(5);

    private final List<Poller> pollers;

    private EventSource(List<Poller> pollers) {
        this.pollers = pollers;
    }

    /**
     * Starts to poll.
     *
     * @param sqs with a call timeout of {@link #RECEIVE_TIMEOUT}; stays the caller's to close, after this
     * @param concurrency pollers and so the most invocations at a time, 1 or more; Lambda begins with 5
     */
    public static EventSource start(SqsClient sqs, Queues queues, LambdaFunction function, int concurrency) {
        List<Poller> pollers = IntStream.rangeClosed(1, concurrency)
                .mapToObj(i -> new Poller(sqs, queues, function, "event-source-" + i))
                .toList();
        pollers.forEach(Poller::start);
        return new EventSource(pollers);
    }

    /** Stops receiving at once; running invocations have 5 s to end. */
    @Override
    public void close() {
        pollers.forEach(Poller::stop);
        long until = System.nanoTime() + STOP.toNanos();
        for (Poller poller : pollers) {
            poller.awaitEnd(Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), until - System.nanoTime())));
        }
    }
}
