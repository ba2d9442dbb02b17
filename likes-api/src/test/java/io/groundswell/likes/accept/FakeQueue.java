package io.groundswell.likes.accept;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.wire.BatchCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does with each attempt what the test wants, in virtual time; accepts what nothing is said about. */
final class FakeQueue implements MessageQueue {
    enum Fate {
        ACCEPT,
        REFUSE,
        THROTTLE,
        /** The queue took the call, but not this message of it. */
        LEAVE_OUT,
        /** The queue has it, the sender does not know. */
        LOSE_ANSWER,
        /** The queue does not have it, the sender does not know. */
        LOSE_MESSAGE
    }

    private final VirtualLoop loop;
    private final Duration delay;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final List<List<Message>> calls = new ArrayList<>();
    private final List<Message> attempts = new ArrayList<>();
    private final List<Long> attemptedAt = new ArrayList<>();
    private final List<Message> taken = new ArrayList<>();

    FakeQueue(VirtualLoop loop, Duration delay) {
        this.loop = loop;
        this.delay = delay;
    }

    /** One for each message. */
    void next(Fate... these) {
        fates.addAll(Arrays.asList(these));
    }

    @Override
    public void send(List<Message> messages, Consumer<List<SendOutcome>> outcomes) {
        calls.add(messages);
        List<Supplier<SendOutcome>> ends = new ArrayList<>();
        for (Message message : messages) {
            Fate fate = fates.isEmpty() ? Fate.ACCEPT : fates.remove();
            attempts.add(message);
            attemptedAt.add(loop.nanos());
            ends.add(() -> end(message, fate));
        }
        loop.schedule(() -> outcomes.accept(ends.stream().map(Supplier::get).toList()), delay);
    }

    private SendOutcome end(Message message, Fate fate) {
        if (fate == Fate.ACCEPT || fate == Fate.LOSE_ANSWER) {
            taken.add(message);
        }
        return switch (fate) {
            case ACCEPT -> new SendOutcome.Accepted();
            case REFUSE -> new SendOutcome.Refused(SendOutcome.Reason.UNAVAILABLE, "test");
            case THROTTLE -> new SendOutcome.Refused(SendOutcome.Reason.OVERLOADED, "test");
            case LEAVE_OUT -> new SendOutcome.Refused(SendOutcome.Reason.LEFT_OUT, "test");
            case LOSE_ANSWER, LOSE_MESSAGE -> new SendOutcome.Unknown("test");
        };
    }

    List<List<Message>> calls() {
        return calls;
    }

    List<String> attempts() {
        return attempts.stream().map(Message::body).toList();
    }

    /** In milliseconds of the loop's clock. */
    List<Long> attemptedAtMillis() {
        return attemptedAt.stream().map(nanos -> nanos / 1_000_000).toList();
    }

    List<Batch> taken() {
        return taken.stream().map(Message::body).map(BatchCodec::decode).toList();
    }

    /** Of each message that was taken, in bytes. */
    List<Integer> sizes() {
        return taken.stream()
                .map(message -> message.body().getBytes(StandardCharsets.UTF_8).length)
                .toList();
    }

    /** What a receiver has counted that got everything, once and in order. */
    CountedState counted() {
        return taken().stream()
                .flatMap(batch -> batch.topics().values().stream())
                .map(update -> update.counted())
                .reduce(CountedState.EMPTY, CountedState::merge);
    }

    @Override
    public void close() {}
}
