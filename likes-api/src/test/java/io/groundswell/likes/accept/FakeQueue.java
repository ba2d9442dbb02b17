package io.groundswell.likes.accept;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.wire.BatchCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Does with each attempt what the test wants, in virtual time; accepts what nothing is said about. */
final class FakeQueue implements MessageQueue {
    enum Fate {
        ACCEPT,
        REFUSE,
        THROTTLE,
        /** The queue has it, the sender does not know. */
        LOSE_ANSWER,
        /** The queue does not have it, the sender does not know. */
        LOSE_MESSAGE
    }

    private final VirtualLoop loop;
    private final Duration delay;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final List<String> attempts = new ArrayList<>();
    private final List<Long> attemptedAt = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    FakeQueue(VirtualLoop loop, Duration delay) {
        this.loop = loop;
        this.delay = delay;
    }

    void next(Fate... these) {
        fates.addAll(Arrays.asList(these));
    }

    @Override
    public void send(String body, Consumer<SendOutcome> outcome) {
        Fate fate = fates.isEmpty() ? Fate.ACCEPT : fates.remove();
        attempts.add(body);
        attemptedAt.add(loop.nanos());
        loop.schedule(() -> outcome.accept(end(body, fate)), delay);
    }

    private SendOutcome end(String body, Fate fate) {
        if (fate == Fate.ACCEPT || fate == Fate.LOSE_ANSWER) {
            taken.add(body);
        }
        return switch (fate) {
            case ACCEPT -> new SendOutcome.Accepted();
            case REFUSE -> new SendOutcome.Refused(SendOutcome.Reason.UNAVAILABLE, "test");
            case THROTTLE -> new SendOutcome.Refused(SendOutcome.Reason.OVERLOADED, "test");
            case LOSE_ANSWER, LOSE_MESSAGE -> new SendOutcome.Unknown("test");
        };
    }

    List<String> attempts() {
        return attempts;
    }

    /** In milliseconds of the loop's clock. */
    List<Long> attemptedAtMillis() {
        return attemptedAt.stream().map(nanos -> nanos / 1_000_000).toList();
    }

    List<Batch> taken() {
        return taken.stream().map(BatchCodec::decode).toList();
    }

    /** What a receiver has counted that got everything, once and in order. */
    CountedState counted() {
        return taken().stream()
                .flatMap(batch -> batch.topics().values().stream())
                .map(update -> update.counted())
                .reduce(CountedState.EMPTY, CountedState::merge);
    }
}
