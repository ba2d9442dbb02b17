package io.groundswell.fleet.duty;

import io.groundswell.event.EventKind;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.RegistryException;
import io.groundswell.registry.Subscription;
import io.groundswell.registry.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry how many viewers each topic has here, at most every 2 s and only when it changed, and tells viewers how
 * many there are on all nodes. Thread-safe.
 */
public final class ViewerCounts {
    private static final Logger LOG = LoggerFactory.getLogger(ViewerCounts.class);
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration ROW_RENEWAL = Duration.ofHours(8);
    private static final int MOST_LOOKUPS_A_TURN = 200;
    private static final int MOST_RENEWALS_A_TURN = 100;
    private static final String ALL_NODES = "total";

    private final Hub hub;
    private final String nodeId;
    private final Subscriptions subscriptions;
    private final NodeLookup lookup;
    private final InstantSource clock;
    private final Workers workers;
    private final AtomicLong version;
    private final Map<Topic, Integer> unwritten = new ConcurrentHashMap<>();
    private final Map<Topic, Long> writtenAt = new ConcurrentHashMap<>();
    private final ArrayDeque<Topic> toLookUp = new ArrayDeque<>();

    public ViewerCounts(
            Hub hub,
            String nodeId,
            Subscriptions subscriptions,
            NodeLookup lookup,
            InstantSource clock,
            Workers workers) {
        this.hub = hub;
        this.nodeId = nodeId;
        this.subscriptions = subscriptions;
        this.lookup = lookup;
        this.clock = clock;
        this.workers = workers;
        this.version = new AtomicLong(clock.millis());
    }

    public void start() {
        workers.every(TURN, this::turn);
    }

    /**
     * Says at once that the topic has viewers here, for dispatchers to know.
     *
     * @throws RegistryException if it is not known to be written
     */
    void announce(Topic topic) {
        write(topic, 1);
    }

    /** Takes every topic out. */
    public void withdraw() {
        List.copyOf(writtenAt.keySet()).forEach(topic -> {
            try {
                write(topic, 0);
            } catch (RegistryException e) {
                LOG.warn("viewers: {} could not be withdrawn: {}", topic, e.toString());
            }
        });
    }

    private void turn() {
        unwritten.putAll(hub.houseKeeping().join());
        Map<Topic, Integer> viewers = hub.viewers().join();
        renewOldRows(viewers);
        unwritten.forEach((topic, count) -> workers.run(() -> writeAndKeepTrying(topic, count)));
        lookUpTotals(viewers);
    }

    private void writeAndKeepTrying(Topic topic, int viewers) {
        write(topic, viewers);
        unwritten.remove(topic, viewers);
    }

    private void write(Topic topic, int viewers) {
        subscriptions.put(new Subscription(topic, nodeId, viewers, version.incrementAndGet()));
        if (viewers == 0) {
            writtenAt.remove(topic);
        } else {
            writtenAt.put(topic, clock.millis());
        }
    }

    /** A row that still counts must not reach the end of its time to live. */
    private void renewOldRows(Map<Topic, Integer> viewers) {
        long old = clock.millis() - ROW_RENEWAL.toMillis();
        writtenAt.entrySet().stream()
                .filter(entry -> entry.getValue() < old)
                .limit(MOST_RENEWALS_A_TURN)
                .forEach(entry -> unwritten.putIfAbsent(entry.getKey(), viewers.getOrDefault(entry.getKey(), 0)));
    }

    /** A bounded number of topics at each turn, so that many topics make answers older and not look-ups more. */
    private void lookUpTotals(Map<Topic, Integer> viewers) {
        if (toLookUp.isEmpty()) {
            toLookUp.addAll(viewers.keySet());
        }
        Iterator<Topic> next = toLookUp.iterator();
        for (int i = 0; i < MOST_LOOKUPS_A_TURN && next.hasNext(); i++) {
            Topic topic = next.next();
            next.remove();
            if (viewers.getOrDefault(topic, 0) > 0) {
                workers.run(() -> tellTotal(topic));
            }
        }
    }

    /** Tells the topic's viewers here how many there are on all nodes, if that is news. */
    void tellTotal(Topic topic) {
        int total = lookup.viewersOf(topic).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        LatestKey key = new LatestKey(EventKind.VIEWERS, ALL_NODES);
        Register register = new Register(Integer.toString(total), clock.millis(), nodeId);
        hub.catchUp(topic, TopicUpdate.latest(new LatestState(Map.of(key, register))));
    }
}
