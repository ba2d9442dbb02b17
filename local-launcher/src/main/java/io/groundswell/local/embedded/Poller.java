package io.groundswell.local.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One long poll after the other, each followed by its invocation. The loop runs on a virtual thread of its own; {@code
 * stopping} and {@code receiving} are guarded by the lock, so that a stop interrupts a wait for messages and never an
 * invocation.
 */
final class Poller {
    static final Duration LONG_POLL = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final int BATCH = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SqsClient sqs;
    private final String queueUrl;
    private final SqsEventJson events;
    private final LambdaFunction function;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean stopping;
    private boolean receiving;

    Poller(SqsClient sqs, Queues queues, LambdaFunction function, String name) {
        this.sqs = sqs;
        this.queueUrl = queues.url();
        this.events = new SqsEventJson(queues.arn());
        this.function = function;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        lock.lock();
        try {
            stopping = true;
            if (receiving) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitEnd(Duration atMost) {
        try {
            if (!thread.join(atMost)) {
                LOG.warn("{}: still invoking (expected: an end within the time to stop)", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (enterReceive()) {
            List<Message> messages;
            try {
                messages = receive();
                pause = FIRST_PAUSE;
            } catch (SdkException e) {
                pause = pauseAfterFailure(pause, e);
                continue;
            } finally {
                leaveReceive();
            }
            if (!messages.isEmpty()) {
                handle(messages);
            }
        }
    }

    private boolean enterReceive() {
        lock.lock();
        try {
            receiving = !stopping;
            return receiving;
        } finally {
            lock.unlock();
        }
    }

    /** From here on a stop does not interrupt; one that came just before leaves no mark on the invocation. */
    private void leaveReceive() {
        lock.lock();
        try {
            receiving = false;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(Math.toIntExact(LONG_POLL.toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    /** An unreachable queue is asked less and less often; an interrupt, which only a stop sends, ends the pause. */
    private Duration pauseAfterFailure(Duration pause, SdkException failure) {
        if (isStopping()) {
            return pause;
        }
        LOG.warn("queue: not read, again in {} ms: {}", pause.toMillis(), failure.getMessage());
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private void handle(List<Message> messages) {
        switch (invoke(messages)) {
            case BatchOutcome.Handled handled -> delete(messages, handled.failed());
            case BatchOutcome.AllFailed failed -> LOG.warn("batch of {}: failed: {}", messages.size(), failed.reason());
        }
    }

    private BatchOutcome invoke(List<Message> messages) {
        Set<String> ids = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        try {
            return BatchOutcome.read(function.invoke(events.of(messages)), ids);
        } catch (RuntimeException e) {
            LOG.debug("invocation failed", e);
            return new BatchOutcome.AllFailed(e.toString());
        }
    }

    /** A message that is not deleted comes again, which the handler takes like any repeat. */
    private void delete(List<Message> messages, Set<String> failed) {
        List<DeleteMessageBatchRequestEntry> done = messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        if (done.isEmpty()) {
            return;
        }
        try {
            DeleteMessageBatchResponse response =
                    sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(done));
            response.failed().forEach(entry -> LOG.warn("message {}: not deleted: {}", entry.id(), entry.message()));
        } catch (SdkException e) {
            LOG.warn("{} messages: not deleted: {}", done.size(), e.getMessage());
        }
    }
}
