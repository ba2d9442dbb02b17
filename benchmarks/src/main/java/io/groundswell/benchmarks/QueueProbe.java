package io.groundswell.benchmarks;

import io.groundswell.aws.AwsClients;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * How long the embedded queue takes by itself: one message after the other at a steady, low rate, from before the call that
 * sends it to the return of the long poll that brings it. Owner: the main thread.
 */
final class QueueProbe implements AutoCloseable {
    private static final long LONGEST_MICROS = 600_000_000;
    private static final long SPACING_MILLIS = 50;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final int LONG_POLL_SECONDS = 1;

    private final SqsClient sqs;
    private final String queue;
    private final Histogram times = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private final Thread receiver = Thread.ofPlatform().name("probe").unstarted(this::receive);
    private volatile boolean ending;

    QueueProbe(Backstage.Services services) {
        this.sqs = new AwsClients(services.config()).sqs(LONGEST_CALL);
        this.queue = services.probe();
    }

    void start() {
        receiver.start();
        var _ = beat.scheduleAtFixedRate(this::send, 0, SPACING_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        try {
            sqs.sendMessage(message -> message.queueUrl(queue).messageBody(Long.toString(System.nanoTime())));
        } catch (SdkException e) {
            System.err.println("probe: not sent: " + e.getMessage());
        }
    }

    private void receive() {
        while (!ending) {
            try {
                var messages = sqs.receiveMessage(poll -> poll.queueUrl(queue)
                                .waitTimeSeconds(LONG_POLL_SECONDS)
                                .maxNumberOfMessages(10))
                        .messages();
                long now = System.nanoTime();
                messages.forEach(message -> received(message, now));
            } catch (SdkException e) {
                System.err.println("probe: not received: " + e.getMessage());
            }
        }
    }

    private void received(Message message, long now) {
        times.recordValue((now - Long.parseLong(message.body())) / 1_000);
        sqs.deleteMessage(done -> done.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    /** Forgets what it has measured. */
    void begin() {
        times.reset();
    }

    /** Microseconds. */
    Histogram times() {
        return times.copy();
    }

    @Override
    public void close() {
        beat.shutdownNow();
        ending = true;
        try {
            receiver.join(TimeUnit.SECONDS.toMillis(2 * LONG_POLL_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sqs.close();
    }
}
