package io.groundswell.benchmarks.api;

import io.groundswell.likes.accept.Message;
import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.likes.accept.SendOutcome;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A queue that has everything after 10 ms. Thread-safe. */
final class StandInQueue implements MessageQueue {
    private static final long LATENCY_MILLIS = 10;
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stand-in-queue").factory());

    @Override
    public void send(List<Message> messages, Consumer<List<SendOutcome>> outcomes) {
        var _ = timer.schedule(
                () -> outcomes.accept(Collections.nCopies(messages.size(), ACCEPTED)),
                LATENCY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
