package io.groundswell.fleet;

import io.groundswell.fleet.duty.WarmUp;
import io.groundswell.fleet.hub.FrameEncoder;
import io.groundswell.fleet.hub.Pasts;
import io.groundswell.fleet.hub.Resumption;
import io.groundswell.fleet.hub.Totals;
import io.groundswell.fleet.resume.AntiEntropy;
import io.groundswell.fleet.resume.CatchUps;
import io.groundswell.fleet.resume.DispatchedEvents;
import io.groundswell.fleet.resume.Lanes;
import io.groundswell.fleet.resume.PastEncoder;
import io.groundswell.fleet.resume.ReadOutcome;
import io.groundswell.fleet.resume.ResumeConfig;
import io.groundswell.fleet.resume.SharedPasts;
import io.groundswell.registry.Subscriptions;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Wires what reads the past. Immutable. */
final class ResumeParts {
    private static final int READINGS_AT_ONCE = 16;
    private static final int MOST_READINGS_WAITING = 4_096;
    private static final int CATCH_UPS_AT_ONCE = 16;
    private static final int TOTALS_AT_ONCE = 8;
    private static final int MOST_TOTALS_WAITING = 256;
    private static final long MOST_PAST_BYTES = 256L << 20;
    private static final Duration LONGEST_READING = Duration.ofSeconds(5);

    /** A heartbeat's time: a store that takes this long again is out of order. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("resume-read").start(task);

    private final ResumeConfig config;
    private final Optional<History> history;
    private final Optional<DispatchedEvents> events;
    private final InstantSource clock;
    private final BiConsumer<Duration, Runnable> later;

    ResumeParts(ResumeConfig config, History history, InstantSource clock, BiConsumer<Duration, Runnable> later) {
        this.config = config;
        this.clock = clock;
        this.later = later;
        this.history = config.history() ? Optional.of(history) : Optional.empty();
        this.events = this.history.map(read -> new DispatchedEvents(read, clock, LONGEST_READING));
    }

    WarmUp warmUp(Subscriptions subscriptions, Counters counters) {
        return new WarmUp(new WarmUp.Reads(subscriptions, counters, history), clock);
    }

    CatchUps catchUps(Counters counters) {
        return new CatchUps(
                new CatchUps.Sources(counters, events),
                config.overlap(),
                new Lanes(CATCH_UPS_AT_ONCE, Integer.MAX_VALUE, THREADS),
                new CatchUps.Timing(clock, later));
    }

    Resumption resumption(FrameEncoder encoder, Consumer<ReadOutcome> outcomes) {
        return new Resumption(
                config.overlap(),
                config.longest(),
                events.map(past -> pasts(past, encoder, outcomes)).orElse(Pasts.NONE));
    }

    AntiEntropy antiEntropy(
            Counters counters, Totals totals, RandomGenerator random, Consumer<AntiEntropy.Outcome> outcomes) {
        return new AntiEntropy(
                counters,
                totals,
                new Lanes(TOTALS_AT_ONCE, MOST_TOTALS_WAITING, THREADS),
                new AntiEntropy.Surroundings(clock, random, outcomes));
    }

    private Pasts pasts(DispatchedEvents past, FrameEncoder encoder, Consumer<ReadOutcome> outcomes) {
        return new SharedPasts(
                past,
                new PastEncoder(encoder, MOST_PAST_BYTES),
                new Lanes(READINGS_AT_ONCE, MOST_READINGS_WAITING, THREADS),
                new SharedPasts.Surroundings(clock, PATIENCE, later, outcomes));
    }
}
