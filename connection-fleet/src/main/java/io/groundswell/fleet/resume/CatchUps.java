package io.groundswell.fleet.resume;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.LatestState;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.fleet.hub.Frame;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.store.Counters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for the node what it was not delivered, each topic once at a time, and merges it. What fails is tried again for {@link
 * #GIVE_UP}; then, or where there is no history, the topic's viewers are told of a gap. As long as a topic is owed something, no
 * position of the node vouches for more. Its lock guards it; reading happens outside.
 */
public final class CatchUps {
    static final Duration GIVE_UP = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(CatchUps.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final Sources sources;
    private final Duration overlap;
    private final Lanes lanes;
    private final Timing timing;
    private final Map<Topic, Debt> debts = new HashMap<>();
    private final TreeMap<Long, Integer> times = new TreeMap<>();
    private volatile long owedSince = Long.MAX_VALUE;

    /**
     * Where it reads.
     *
     * @param events empty where history is switched off
     */
    public record Sources(Counters counters, Optional<DispatchedEvents> events) {}

    /** @param later runs something after a while */
    public record Timing(InstantSource clock, BiConsumer<Duration, Runnable> later) {}

    /** What one topic is owed. Guarded by the lock. */
    private static final class Debt {
        private long since;
        private long askedAt;
        private boolean reading;
        private boolean again;

        private Debt(long since) {
            this.since = since;
        }
    }

    /** What has been read, in milliseconds since 1970. */
    private record Turn(Hub hub, Topic topic, Debt debt, long since) {}

    /**
     * @param overlap how long a dispatcher's attempt may take, and what clocks differ by
     * @param lanes in which any number may wait: there is one for each topic at most
     */
    public CatchUps(Sources sources, Duration overlap, Lanes lanes, Timing timing) {
        this.sources = sources;
        this.overlap = overlap;
        this.lanes = lanes;
        this.timing = timing;
    }

    /** Since when anything is owed, in milliseconds since 1970; {@link Long#MAX_VALUE} if nothing is. */
    public long owedSince() {
        return owedSince;
    }

    /**
     * A topic is new to the node: what is there already is not news, and whatever was dispatched from then on is owed until it
     * is {@link #read}. Blocks.
     *
     * @return since when that is to be read, in milliseconds since 1970
     */
    public long look(Hub hub, Topic topic, long openedAt) {
        long since = openedAt - overlap.toMillis();
        try {
            Optional<DispatchedEvents.Found> found = sources.events().flatMap(events -> events.since(topic, since));
            found.ifPresent(past -> hub.know(topic, past.events()));
            return found.isPresent() ? since : openedAt;
        } catch (RuntimeException e) {
            LOG.warn("past of {}: not looked at: {}", topic, e.toString());
            return openedAt;
        }
    }

    /** Whatever was dispatched to the topic since is owed. */
    public synchronized void owe(Topic topic, long since) {
        owed(topic, since);
    }

    /** Under the lock. */
    private Debt owed(Topic topic, long since) {
        Debt debt = debts.get(topic);
        if (debt == null) {
            debt = new Debt(since);
            debts.put(topic, debt);
            count(since, 1);
        } else if (since < debt.since) {
            count(debt.since, -1);
            count(since, 1);
            debt.since = since;
        }
        return debt;
    }

    /** Reads what was dispatched to the topic since, and everything else that it is owed. */
    public void read(Hub hub, Topic topic, long since) {
        Debt debt;
        synchronized (this) {
            debt = owed(topic, since);
            if (debt.reading) {
                debt.again = true;
                return;
            }
            debt.reading = true;
            debt.askedAt = timing.clock().millis();
        }
        enqueue(hub, topic, debt, FIRST_RETRY);
    }

    private void enqueue(Hub hub, Topic topic, Debt debt, Duration pause) {
        if (!lanes.offer(() -> attempt(hub, topic, debt, pause))) {
            throw new IllegalStateException("catch-ups: " + topic + " refused (expected: any number may wait)");
        }
    }

    private void attempt(Hub hub, Topic topic, Debt debt, Duration pause) {
        Turn turn;
        synchronized (this) {
            debt.again = false;
            turn = new Turn(hub, topic, debt, debt.since);
        }
        try {
            merge(turn);
        } catch (RuntimeException e) {
            if (timing.clock().millis() - debt.askedAt > GIVE_UP.toMillis()) {
                LOG.warn("past of {}: given up: {}", topic, e.toString());
                tellGap(turn, timing.clock().millis());
                return;
            }
            LOG.warn("past of {}: {}; next try in {} ms", topic, e.toString(), pause.toMillis());
            timing.later().accept(pause, () -> enqueue(hub, topic, debt, longer(pause)));
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : twice;
    }

    private void merge(Turn turn) {
        long now = timing.clock().millis();
        CountedState counted = sources.counters().read(turn.topic());
        DispatchedEvents.@Nullable Found found = sources.events()
                .flatMap(events -> events.since(turn.topic(), turn.since()))
                .orElse(null);
        DurableEvents events = found == null ? DurableEvents.EMPTY : DurableEvents.of(found.events());
        TopicUpdate update = new TopicUpdate(counted, Map.of(), LatestState.EMPTY, events);
        OptionalLong gapUntil = found == null ? OptionalLong.of(now) : found.latestLate();
        turn.hub().catchUp(turn.topic(), update, () -> {
            if (gapUntil.isPresent()) {
                tellGap(turn, gapUntil.getAsLong());
            } else {
                settled(turn);
            }
        });
    }

    /** A gap that ends before it begins is none. */
    private void tellGap(Turn turn, long until) {
        if (until < turn.since()) {
            settled(turn);
            return;
        }
        turn.hub().tell(new Frame.Gap(turn.topic(), turn.since(), until), () -> settled(turn));
    }

    private void settled(Turn turn) {
        Debt debt = turn.debt();
        synchronized (this) {
            if (!debt.again) {
                debts.remove(turn.topic(), debt);
                count(debt.since, -1);
                return;
            }
            debt.askedAt = timing.clock().millis();
        }
        enqueue(turn.hub(), turn.topic(), debt, FIRST_RETRY);
    }

    private void count(long since, int change) {
        times.merge(since, change, (before, more) -> before + more == 0 ? null : before + more);
        owedSince = times.isEmpty() ? Long.MAX_VALUE : times.firstKey();
    }
}
