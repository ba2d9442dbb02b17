package io.groundswell.promises;

import io.groundswell.local.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Puts what the API sent into the queue again: some of it at once, mixed with what was sent long ago, and on request all of it in
 * another order. As a standard queue may deliver it. Guarded by its own monitor.
 */
final class Repeater implements AutoCloseable {
    private static final int BATCH = 10;
    private static final long EVERY_MILLIS = 50;

    private final QueueTap tap;
    private final Platform platform;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int seen;
    private int repeated;

    private Repeater(QueueTap tap, Platform platform, Random random) {
        this.tap = tap;
        this.platform = platform;
        this.random = random;
    }

    /** Begins to repeat a sample of what was sent whenever there is something new. */
    static Repeater start(QueueTap tap, Platform platform, Random random) {
        Repeater repeater = new Repeater(tap, platform, random);
        var _ = repeater.clock.scheduleWithFixedDelay(
                repeater::repeatSome, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return repeater;
    }

    private synchronized void repeatSome() {
        List<String> sent = shuffled();
        if (sent.size() > seen) {
            seen = sent.size();
            send(sent.subList(0, Math.min(BATCH, sent.size())));
        }
    }

    /** Every message once more, in another order. */
    synchronized void repeatEverything() {
        List<String> sent = shuffled();
        for (int from = 0; from < sent.size(); from += BATCH) {
            send(sent.subList(from, Math.min(sent.size(), from + BATCH)));
        }
    }

    private List<String> shuffled() {
        List<String> sent = new ArrayList<>(tap.sent());
        Collections.shuffle(sent, random);
        return sent;
    }

    private void send(List<String> bodies) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, bodies.size())
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody(bodies.get(i))
                        .build())
                .toList();
        platform.sqs()
                .sendMessageBatch(
                        batch -> batch.queueUrl(platform.queues().url()).entries(entries));
        repeated += bodies.size();
    }

    synchronized int repeated() {
        return repeated;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
