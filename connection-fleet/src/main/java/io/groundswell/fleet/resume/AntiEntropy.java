package io.groundswell.fleet.resume;

import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Totals;
import io.groundswell.fleet.hub.Totals.Healing;
import io.groundswell.store.Counters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the totals of topics again and again, for a delivery that was lost and that no later one healed: about every {@link
 * #BUSY} while they change and a few times after, then ever more slowly. A bounded number at each turn: many busy topics make
 * each other's readings rarer, and quiet ones never do. Its lock guards it; reading happens outside.
 */
public final class AntiEntropy {
    /** How long after a change totals are read again, a quarter more or less. */
    static final Duration BUSY = Duration.ofSeconds(8);

    static final Duration LONGEST = Duration.ofMinutes(15);
    /** Turns come about every second. */
    static final int BUSY_READS_A_TURN = 200;

    static final int QUIET_READS_A_TURN = 20;

    /** So many readings in a row must find nothing before they become rarer. */
    static final int CALM = 3;

    private static final Logger LOG = LoggerFactory.getLogger(AntiEntropy.class);
    private static final double JITTER = 0.25;

    private final Counters counters;
    private final Totals totals;
    private final Lanes lanes;
    private final Surroundings surroundings;
    private final Map<Topic, Watch> watches = new HashMap<>();
    private final NavigableSet<Watch> busy = new TreeSet<>(Watch.BY_TIME);
    private final NavigableSet<Watch> quiet = new TreeSet<>(Watch.BY_TIME);
    private long lastNumber;

    /**
     * What it needs of its node.
     *
     * @param random spreads the readings, so that nodes do not read a topic all at once
     * @param outcomes is told what each reading found
     */
    public record Surroundings(InstantSource clock, RandomGenerator random, Consumer<Outcome> outcomes) {}

    /** What came of a reading. */
    public enum Outcome {
        SAME,
        HEALED,
        GONE,
        FAILED
    }

    /** One topic: when it is due, and how often nothing was found. Guarded by the lock. */
    private static final class Watch {
        private static final Comparator<Watch> BY_TIME =
                Comparator.<Watch>comparingLong(watch -> watch.dueAt).thenComparingLong(watch -> watch.number);

        private final Topic topic;
        private final long number;
        private long dueAt;
        private int calm;
        private boolean reading;
        private boolean moved;

        private Watch(Topic topic, long number) {
            this.topic = topic;
            this.number = number;
        }
    }

    /** @param lanes how many readings run at once; those that do not fit are due again at the next turn */
    public AntiEntropy(Counters counters, Totals totals, Lanes lanes, Surroundings surroundings) {
        this.counters = counters;
        this.totals = totals;
        this.lanes = lanes;
        this.surroundings = surroundings;
    }

    /** Begins the readings that are due. Blocks for a moment, for the hub to say what has changed. */
    public void turn() {
        var moved = totals.moved().join();
        List<Watch> due = new ArrayList<>();
        synchronized (this) {
            long now = surroundings.clock().millis();
            moved.forEach(topic -> moved(topic, now));
            due.addAll(due(busy, BUSY_READS_A_TURN, now));
            due.addAll(due(quiet, QUIET_READS_A_TURN, now));
        }
        for (Watch watch : due) {
            if (!lanes.offer(() -> read(watch))) {
                putBack(watch);
            }
        }
    }

    /** How many topics are watched. */
    synchronized int size() {
        return watches.size();
    }

    private void moved(Topic topic, long now) {
        Watch watch = watches.get(topic);
        if (watch == null) {
            watch = new Watch(topic, ++lastNumber);
            watches.put(topic, watch);
            schedule(watch, now);
        } else if (watch.reading) {
            watch.moved = true;
        } else {
            unschedule(watch);
            long earlier = watch.calm < CALM ? watch.dueAt : Long.MAX_VALUE;
            watch.calm = 0;
            watch.dueAt = Math.min(earlier, now + jittered(BUSY));
            busy.add(watch);
        }
    }

    private static List<Watch> due(NavigableSet<Watch> waiting, int most, long now) {
        List<Watch> due = new ArrayList<>();
        while (due.size() < most && !waiting.isEmpty() && waiting.first().dueAt <= now) {
            Watch watch = waiting.removeFirst();
            watch.reading = true;
            due.add(watch);
        }
        return due;
    }

    private void read(Watch watch) {
        Outcome outcome = Outcome.FAILED;
        try {
            Healing healing =
                    totals.heal(watch.topic, counters.read(watch.topic)).join();
            outcome = Outcome.valueOf(healing.name());
        } catch (RuntimeException e) {
            LOG.warn("totals of {}: not read again: {}", watch.topic, e.toString());
        }
        surroundings.outcomes().accept(outcome);
        settle(watch, outcome);
    }

    private synchronized void settle(Watch watch, Outcome outcome) {
        if (outcome == Outcome.GONE && !watch.moved) {
            watches.remove(watch.topic);
            return;
        }
        switch (outcome) {
            case SAME -> watch.calm++;
            case HEALED, GONE -> watch.calm = 0;
            case FAILED -> {}
        }
        watch.calm = watch.moved ? 0 : watch.calm;
        watch.moved = false;
        watch.reading = false;
        schedule(watch, surroundings.clock().millis());
    }

    private synchronized void putBack(Watch watch) {
        watch.reading = false;
        watch.moved = false;
        (watch.calm < CALM ? busy : quiet).add(watch);
    }

    private void schedule(Watch watch, long now) {
        watch.dueAt = now + jittered(pause(watch.calm));
        (watch.calm < CALM ? busy : quiet).add(watch);
    }

    private void unschedule(Watch watch) {
        busy.remove(watch);
        quiet.remove(watch);
    }

    /** {@link #BUSY} until it has been calm for a while, then doubling. */
    static Duration pause(int calm) {
        Duration pause = BUSY.multipliedBy(1L << Math.clamp(calm - CALM + 1, 0, 16));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private long jittered(Duration pause) {
        double factor = 1 + JITTER * (2 * surroundings.random().nextDouble() - 1);
        return (long) (pause.toMillis() * factor);
    }
}
