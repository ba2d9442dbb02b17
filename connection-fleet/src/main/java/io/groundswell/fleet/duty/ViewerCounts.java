package io.groundswell.fleet.duty;

import io.groundswell.aws.Parallel;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry how many viewers each topic has here, only when it changed and at most every 2 s, or every 5 s by less than a
 * tenth, and tells viewers how many there are on all nodes. Thread-safe.
 */
public final class ViewerCounts {
    private static final Logger LOG = LoggerFactory.getLogger(ViewerCounts.class);
    /** With the jitter that turns have, no topic's number is written twice within 2 s. */
    private static final Duration TURN = Duration.ofMillis(2_250);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration SLIGHT_CHANGE_PAUSE = Duration.ofSeconds(5);
    private static final Duration ROW_RENEWAL = Duration.ofHours(8);
    private static final int MOST_LOOKUPS_A_TURN = 200;
    private static final int MOST_RENEWALS_A_TURN = 100;
    /** So many calls run side by side; and a turn that so many of them failed in leaves the rest to the next one. */
    private static final int CALLS_AT_A_TIME = 16;

    private static final int UNKNOWN = -1;
    private static final int MOST_WITHDRAWALS_AT_A_TIME = 32;
    private static final Duration LONGEST_WITHDRAWAL = Duration.ofSeconds(4);
    private static final String ALL_NODES = "total";

    private final Hub hub;
    private final String nodeId;
    private final Subscriptions subscriptions;
    private final NodeLookup lookup;
    private final InstantSource clock;
    private final Workers workers;
    private final AtomicLong version;
    private final Map<Topic, Integer> unwritten = new ConcurrentHashMap<>();
    private final Map<Topic, Written> written = new ConcurrentHashMap<>();
    private volatile boolean withdrawn;
    private final LookUpPace pace;
    private final ArrayDeque<Topic> toLookUp = new ArrayDeque<>();

    /** What a row says, and since when. */
    private record Written(int viewers, long at) {}

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
        this.pace = new LookUpPace(clock);
        this.version = new AtomicLong(clock.millis());
    }

    public void start() {
        workers.every(TURN, this::turn);
    }

    /**
     * Says at once that the topic has viewers here, for dispatchers to know; always, for a row that seems to say so already
     * may be about to be taken out.
     *
     * @throws RegistryException if it is not known to be written
     */
    void announce(Topic topic) {
        if (!withdrawn) {
            put(topic, 1, version.incrementAndGet());
        }
    }

    /**
     * Takes every topic out, for good, as far as the registry takes it within seconds: with the node's own row all of them
     * count no more.
     *
     * @return whether there were any
     */
    public boolean withdraw() {
        withdrawn = true;
        List<Topic> topics = List.copyOf(written.keySet());
        long until = clock.millis() + LONGEST_WITHDRAWAL.toMillis();
        AtomicInteger failed = new AtomicInteger();
        var _ = Parallel.map(topics, MOST_WITHDRAWALS_AT_A_TIME, topic -> {
            if (failed.get() == 0 && clock.millis() < until) {
                withdraw(topic, failed);
            }
            return topic;
        });
        return !topics.isEmpty();
    }

    private void withdraw(Topic topic, AtomicInteger failed) {
        try {
            put(topic, 0, version.incrementAndGet());
        } catch (RegistryException e) {
            if (failed.getAndIncrement() == 0) {
                LOG.warn("viewers: {} and others could not be withdrawn: {}", topic, e.toString());
            }
        }
    }

    /** Ends when all its calls have: a registry that is slow is asked more seldom, not by more and more calls at once. */
    void turn() {
        unwritten.putAll(hub.houseKeeping().join());
        Map<Topic, Integer> viewers = hub.viewers().join();
        renewOldRows(viewers);
        AtomicInteger failed = new AtomicInteger();
        long now = clock.millis();
        List<Topic> due = unwritten.entrySet().stream()
                .filter(entry -> isDue(entry.getKey(), entry.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
        forEach(due, this::writeUnwritten, failed);
        forEach(dueForLookUp(viewers), this::tellTotal, failed);
    }

    private static void forEach(List<Topic> topics, Consumer<Topic> call, AtomicInteger failed) {
        var _ = Parallel.map(topics, CALLS_AT_A_TIME, topic -> {
            if (failed.get() < CALLS_AT_A_TIME) {
                attempt(topic, call, failed);
            }
            return topic;
        });
    }

    private static void attempt(Topic topic, Consumer<Topic> call, AtomicInteger failed) {
        try {
            call.accept(topic);
        } catch (RegistryException e) {
            if (failed.getAndIncrement() == 0) {
                LOG.warn("viewers of {}, and maybe others: {}; tried again at a later turn", topic, e.toString());
            }
        }
    }

    private boolean isDue(Topic topic, int viewers, long now) {
        Written last = written.get(topic);
        if (last == null) {
            return true;
        }
        boolean slight = viewers > 0 && LookUpPace.isSlight(last.viewers(), viewers);
        return now - last.at() >= (slight ? SLIGHT_CHANGE_PAUSE : SHORTEST_PAUSE).toMillis();
    }

    /** What cannot be written stays for a later turn. */
    private void writeUnwritten(Topic topic) {
        Integer viewers = unwritten.get(topic);
        if (viewers != null) {
            write(topic, viewers);
            unwritten.remove(topic, viewers);
        }
    }

    private void write(Topic topic, int viewers) {
        Written last = written.get(topic);
        boolean known = last == null ? viewers == 0 : last.viewers() == viewers && isYoung(last);
        long next = version.incrementAndGet();
        // Asked after the version is taken: a topic that comes back from here on is announced with a newer one.
        if (!withdrawn && !known && (viewers > 0 || !hub.follows(topic).join())) {
            put(topic, viewers, next);
        }
    }

    /** A write that fails may have been done all the same: then the row is not known, and written again. */
    private void put(Topic topic, int viewers, long next) {
        try {
            subscriptions.put(new Subscription(topic, nodeId, viewers, next));
        } catch (RegistryException e) {
            written.put(topic, new Written(UNKNOWN, clock.millis()));
            throw e;
        }
        if (viewers == 0) {
            written.remove(topic);
        } else {
            written.put(topic, new Written(viewers, clock.millis()));
        }
    }

    /** A row that still counts must not reach the end of its time to live. */
    private void renewOldRows(Map<Topic, Integer> viewers) {
        written.entrySet().stream()
                .filter(entry -> !isYoung(entry.getValue()))
                .limit(MOST_RENEWALS_A_TURN)
                .forEach(entry -> unwritten.putIfAbsent(entry.getKey(), viewers.getOrDefault(entry.getKey(), 0)));
    }

    private boolean isYoung(Written row) {
        return clock.millis() - row.at() < ROW_RENEWAL.toMillis();
    }

    /** A bounded number of topics at each turn, so that many topics make answers older and not look-ups more. */
    private List<Topic> dueForLookUp(Map<Topic, Integer> viewers) {
        if (toLookUp.isEmpty()) {
            pace.keepOnly(viewers.keySet());
            toLookUp.addAll(viewers.keySet());
        }
        List<Topic> due = new ArrayList<>();
        for (int i = 0; i < MOST_LOOKUPS_A_TURN && !toLookUp.isEmpty(); i++) {
            Topic topic = toLookUp.remove();
            if (viewers.getOrDefault(topic, 0) > 0 && pace.isDue(topic)) {
                due.add(topic);
            }
        }
        return due;
    }

    /** Tells the topic's viewers here how many there are on all nodes, if that is news. */
    void tellTotal(Topic topic) {
        NodeLookup.Found found = lookup.find(topic);
        pace.answered(topic, found);
        LatestKey key = new LatestKey(EventKind.VIEWERS, ALL_NODES);
        Register register = new Register(Integer.toString(LookUpPace.total(found)), clock.millis(), nodeId);
        hub.catchUp(topic, TopicUpdate.latest(new LatestState(Map.of(key, register))), () -> {});
    }
}
