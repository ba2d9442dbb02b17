package io.groundswell.likes.queue;

import io.groundswell.likes.accept.Message;
import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.metrics.FailureLog;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends to one SQS queue, each call on a virtual thread of its own. How many there are is bounded by who calls. Thread-safe.
 * It closes the client.
 */
public final class SqsQueue implements MessageQueue {
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final SendOutcome CLOSED =
            new SendOutcome.Refused(SendOutcome.Reason.UNAVAILABLE, "queue: closed (expected: open)");

    private final SqsClient sqs;
    private final String queueUrl;
    private final FailureLog failures;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("queue-", 0).factory());

    /** @param sqs makes one attempt per call, none of its own */
    public SqsQueue(SqsClient sqs, String queueUrl, FailureLog failures) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.failures = failures;
    }

    @Override
    public void send(List<Message> messages, Consumer<List<SendOutcome>> outcomes) {
        try {
            threads.execute(() -> outcomes.accept(noted(call(messages))));
        } catch (RejectedExecutionException e) {
            outcomes.accept(Collections.nCopies(messages.size(), CLOSED));
        }
    }

    private List<SendOutcome> call(List<Message> messages) {
        SendBatch batch = new SendBatch(messages);
        try {
            return batch.outcomes(sqs.sendMessageBatch(batch.request(queueUrl)));
        } catch (SdkException e) {
            return batch.all(SendFailure.outcomeOf(e));
        } catch (RuntimeException e) {
            return batch.all(new SendOutcome.Unknown(e.toString()));
        }
    }

    private List<SendOutcome> noted(List<SendOutcome> outcomes) {
        for (SendOutcome outcome : outcomes) {
            switch (outcome) {
                case SendOutcome.Accepted ignored -> {}
                case SendOutcome.Refused refused -> failures.failed("send: refused", refused.detail());
                case SendOutcome.Unknown unknown -> failures.failed("send: of unknown outcome", unknown.detail());
            }
        }
        return outcomes;
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
