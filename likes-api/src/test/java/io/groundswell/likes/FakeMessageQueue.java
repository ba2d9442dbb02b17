package io.groundswell.likes;

import io.groundswell.event.Batch;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.likes.accept.Message;
import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.likes.accept.SendOutcome;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Answers every message alike, at once, or not before it is told to. Thread-safe. */
public final class FakeMessageQueue implements MessageQueue {
    private final List<Batch> batches = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private volatile SendOutcome outcome = new SendOutcome.Accepted();
    private volatile boolean holding;
    private volatile boolean keeping = true;

    public void answer(SendOutcome always) {
        outcome = always;
    }

    public void hold() {
        holding = true;
    }

    public void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Of what is sent from now on. */
    public void keepNothing() {
        keeping = false;
    }

    public List<Batch> batches() {
        return batches;
    }

    @Override
    public void send(List<Message> messages, Consumer<List<SendOutcome>> outcomes) {
        for (Message message : messages) {
            Batch batch = BatchCodec.decode(message.body());
            if (keeping) {
                batches.add(batch);
            }
        }
        Runnable settle = () -> outcomes.accept(Collections.nCopies(messages.size(), outcome));
        if (holding) {
            held.add(settle);
        } else {
            settle.run();
        }
    }

    @Override
    public void close() {}
}
