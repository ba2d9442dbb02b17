package io.groundswell.likes.queue;

import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.metrics.FailureLog;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends to one SQS queue, each message on a virtual thread of its own. How many there are is bounded by the outbox, how many
 * of them talk to SQS by the connections. Thread-safe. It closes the client.
 */
public final class SqsQueue implements MessageQueue, AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final SendOutcome CLOSED =
            new SendOutcome.Refused(SendOutcome.Reason.UNAVAILABLE, "queue: closed (expected: open)");

    private final SqsClient sqs;
    private final String queueUrl;
    private final Duration patience;
    private final Semaphore connections;
    private final FailureLog failures;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("queue-", 0).factory());

    /**
     * @param sqs makes one attempt per call, none of its own
     * @param patience how long a message waits for a connection before it counts as refused
     * @param connections how many calls run at a time, at most what the client has
     */
    public SqsQueue(SqsClient sqs, String queueUrl, Duration patience, int connections, FailureLog failures) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.patience = patience;
        this.connections = new Semaphore(connections);
        this.failures = failures;
    }

    @Override
    public void send(String body, Consumer<SendOutcome> outcome) {
        try {
            threads.execute(() -> outcome.accept(noted(sendWhenConnected(body))));
        } catch (RejectedExecutionException e) {
            outcome.accept(CLOSED);
        }
    }

    private SendOutcome noted(SendOutcome outcome) {
        switch (outcome) {
            case SendOutcome.Accepted ignored -> {}
            case SendOutcome.Refused refused -> failures.failed("send: refused", refused.detail());
            case SendOutcome.Unknown unknown -> failures.failed("send: of unknown outcome", unknown.detail());
        }
        return outcome;
    }

    private SendOutcome sendWhenConnected(String body) {
        try {
            if (!connections.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new SendOutcome.Refused(
                        SendOutcome.Reason.OVERLOADED, "connections: none free in " + patience + " (expected: one)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CLOSED;
        }
        try {
            return call(body);
        } finally {
            connections.release();
        }
    }

    private SendOutcome call(String body) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
            return new SendOutcome.Accepted();
        } catch (SdkException e) {
            return SendFailure.outcomeOf(e);
        } catch (RuntimeException e) {
            return new SendOutcome.Unknown(e.toString());
        }
    }

    /** Waits a little for calls under way, then interrupts them: their outcome is unknown. */
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
        sqs.close();
    }
}
