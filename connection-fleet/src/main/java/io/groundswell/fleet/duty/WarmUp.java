package io.groundswell.fleet.duty;

import io.groundswell.event.Topic;
import io.groundswell.registry.Subscriptions;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads once what a node's first topics will need, before the node is found by viewers and dispatchers: the first call of each kind
 * loads classes, opens a connection and finds credentials (0.2 s on two slow cores that were idle), and where another node has died
 * hundreds of viewers come at the same moment. Nothing is written, and what is read is not kept. Thread-safe.
 */
public final class WarmUp implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Nobody need have it. */
    private static final Topic TOPIC = Topic.video("warm-up");

    private final Reads reads;
    private final InstantSource clock;

    /**
     * What is read.
     *
     * @param history empty where it is switched off
     */
    public record Reads(Subscriptions subscriptions, Counters counters, Optional<History> history) {}

    public WarmUp(Reads reads, InstantSource clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /** The first read that fails ends it: a node that is not warm works, if slower. Blocks. */
    @Override
    public void run() {
        long begun = clock.millis();
        try {
            var subscriptions = reads.subscriptions().of(TOPIC);
            var counters = reads.counters().read(TOPIC);
            LOG.debug("warm-up: {}, {}", subscriptions, counters);
            reads.history().ifPresent(history -> look(history, begun));
            LOG.info("warm after {} ms", clock.millis() - begun);
        } catch (RuntimeException e) {
            LOG.warn("warm-up: {}", e.toString());
        }
    }

    private static void look(History history, long since) {
        var events = history.since(TOPIC, since, Optional.empty(), 1);
        var late = history.latestLate(TOPIC);
        LOG.debug("warm-up: {}, {}", events, late);
    }
}
