package io.groundswell.fleet.resume;

import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Past;
import io.groundswell.fleet.hub.PastFrames;
import io.groundswell.fleet.hub.Pasts;
import io.groundswell.fleet.hub.Position;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the past of a topic once for all viewers that lack about the same of it: whoever asks while it is being read, or a
 * moment later, gets what was read. That is sound since the answer says up to which of the node's frames it is complete. Its
 * lock guards it; reading, encoding and answering happen outside.
 */
public final class SharedPasts implements Pasts {
    /** Viewers that were last heard of in the same time of this length share what is read. */
    static final Duration ABOUT = Duration.ofSeconds(10);

    /** How long an answer serves those who come after it. */
    static final Duration REUSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(SharedPasts.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final DispatchedEvents events;
    private final PastEncoder encoder;
    private final Lanes lanes;
    private final Surroundings surroundings;
    private final Map<Key, Reading> readings = new HashMap<>();

    /**
     * What it needs of its node.
     *
     * @param patience how long a viewer may wait for its reading to begin, tries that fail included
     * @param later runs something after a while
     */
    public record Surroundings(
            InstantSource clock,
            Duration patience,
            BiConsumer<Duration, Runnable> later,
            Consumer<ReadOutcome> outcomes) {}

    /** What one reading serves. */
    private record Key(Topic topic, Position opened, long since) {
        static Key of(Query query) {
            long about = ABOUT.toMillis();
            return new Key(query.topic(), query.opened(), query.since() / about * about);
        }
    }

    /** One that is waited for, or has just ended. Guarded by the lock. */
    private static final class Reading {
        private final long askedAt;
        private List<Consumer<Past>> waiting = new ArrayList<>();
        private @Nullable Past result;

        private Reading(long askedAt) {
            this.askedAt = askedAt;
        }
    }

    /**
     * One attempt at a reading.
     *
     * @param pause before the next one, if this fails
     */
    private record Turn(Key key, Reading reading, Query query, Duration pause) {
        Turn again() {
            Duration twice = pause.multipliedBy(2);
            return new Turn(key, reading, query, twice.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : twice);
        }
    }

    public SharedPasts(DispatchedEvents events, PastEncoder encoder, Lanes lanes, Surroundings surroundings) {
        this.events = events;
        this.encoder = encoder;
        this.lanes = lanes;
        this.surroundings = surroundings;
    }

    @Override
    public void read(Query query, Consumer<Past> done) {
        Key key = Key.of(query);
        Reading begun = null;
        Past known = null;
        synchronized (this) {
            Reading reading = readings.get(key);
            if (reading == null) {
                begun = new Reading(surroundings.clock().millis());
                begun.waiting.add(done);
                readings.put(key, begun);
            } else if (reading.result == null) {
                reading.waiting.add(done);
            } else {
                known = forOneMore(reading.result);
            }
        }
        if (begun == null) {
            surroundings.outcomes().accept(ReadOutcome.SHARED);
        } else {
            begin(new Turn(key, begun, query, FIRST_RETRY));
        }
        if (known != null) {
            done.accept(known);
        }
    }

    private void begin(Turn turn) {
        if (!lanes.offer(() -> attempt(turn))) {
            LOG.warn("past of {}: too many readings wait", turn.key().topic());
            finish(turn, new Past.Unknown());
        }
    }

    /** A viewer that is told of a gap asks the same store by itself, so what fails is tried again for all of them first. */
    private void attempt(Turn turn) {
        Past past;
        try {
            past = read(turn);
        } catch (RuntimeException e) {
            if (mayWait(turn.reading(), turn.pause())) {
                surroundings.later().accept(turn.pause(), () -> begin(turn.again()));
                return;
            }
            LOG.warn("past of {}: not read", turn.key().topic(), e);
            past = new Past.Unknown();
        }
        finish(turn, past);
    }

    private boolean mayWait(Reading reading, Duration more) {
        long waited = surroundings.clock().millis() - reading.askedAt;
        return waited + more.toMillis() <= surroundings.patience().toMillis();
    }

    private Past read(Turn turn) {
        Key key = turn.key();
        if (!mayWait(turn.reading(), Duration.ZERO)) {
            LOG.warn("past of {}: not read within {}", key.topic(), surroundings.patience());
            return new Past.Unknown();
        }
        // Before the history is asked: what the node got until then had been recorded.
        long readAfter = turn.query().published().getAsLong();
        Optional<DispatchedEvents.Found> found = events.since(key.topic(), key.since());
        return found.map(past -> encoder.encode(key.topic(), past, readAfter)).orElseGet(Past.Unknown::new);
    }

    private void finish(Turn turn, Past result) {
        Reading reading = turn.reading();
        surroundings.outcomes().accept(result instanceof Past.Unknown ? ReadOutcome.UNKNOWN : ReadOutcome.READ);
        List<Consumer<Past>> waiting;
        synchronized (this) {
            reading.result = result;
            waiting = reading.waiting;
            reading.waiting = List.of();
            waiting.forEach(one -> forOneMore(result));
        }
        waiting.forEach(one -> one.accept(result));
        surroundings.later().accept(REUSE, () -> forget(turn.key(), reading));
    }

    private void forget(Key key, Reading reading) {
        synchronized (this) {
            readings.remove(key, reading);
        }
        if (reading.result instanceof PastFrames frames) {
            frames.release();
        }
    }

    private static Past forOneMore(Past past) {
        return past instanceof PastFrames frames ? frames.retain() : past;
    }
}
