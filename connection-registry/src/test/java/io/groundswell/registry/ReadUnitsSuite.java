package io.groundswell.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A thousand dispatchers, each with caches of its own, of a fleet of 300 nodes: what they read of any one key in any second,
 * in units of DynamoDB. They come as fast as Lambda brings them, 17 a second, and then all work for a while.
 */
final class ReadUnitsSuite {
    private static final int DISPATCHERS = 1_000;
    /** So many dispatchers each one here stands for, to be done in seconds. */
    private static final int STANDS_FOR = 10;

    private static final int NODES = 300;
    private static final int NODE_KEYS = 8;
    private static final Duration BRINGING = Duration.ofMinutes(1);
    private static final Duration WORKING = Duration.ofSeconds(35);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final long MOST = 2_000;

    /** What a node's row takes with long names; DynamoNodeDirectoryTest holds it to the real one. */
    private static final int NODE_ROW_BYTES = 256;

    /** On few nodes, on as many as one unit reads, on one more than pays, and on all. */
    private static final Map<Topic, Integer> TOPICS = Map.of(
            Topic.video("quiet"),
            2,
            Topic.video("one-unit"),
            30,
            Topic.video("too-dear"),
            60,
            Topic.video("hot"),
            NODES);

    private final AtomicLong millis = new AtomicLong(1_770_000_000_000L);
    private final Ledger ledger = new Ledger();
    private final Random random = new Random(42);
    private final List<Node> nodes = IntStream.range(0, NODES)
            .mapToObj(number ->
                    new Node(nodeId(number), Directory.DELIVERIES, "10.0.0.1:8081", Long.MAX_VALUE, 0, false, 1))
            .toList();
    private final Map<Topic, List<Subscription>> subscriptions = TOPICS.entrySet().stream()
            .collect(Collectors.toMap(
                    Map.Entry::getKey,
                    topic -> IntStream.range(0, topic.getValue())
                            .mapToObj(number -> new Subscription(topic.getKey(), nodeId(number), 1, 1))
                            .toList()));

    @Test
    void dispatchers_shouldStayUnderTwoThousandUnitsASecondAndKey_whenAThousandOfThemServeHotTopics() {
        List<Audiences> dispatchers = new ArrayList<>();
        long begun = millis.get();
        while (millis.get() - begun < BRINGING.plus(WORKING).toMillis()) {
            long due = Math.min(DISPATCHERS, (millis.get() - begun) * DISPATCHERS / BRINGING.toMillis()) / STANDS_FOR;
            while (dispatchers.size() < due) {
                dispatchers.add(dispatcher());
            }
            dispatchers.forEach(dispatcher -> TOPICS.keySet().forEach(dispatcher::of));
            millis.addAndGet(STEP.toMillis());
        }

        assertThat(dispatchers).hasSize(DISPATCHERS / STANDS_FOR);
        assertThat(ledger.mostBySecond())
                .isNotEmpty()
                .allSatisfy((key, units) ->
                        assertThat(units).as("units a second of " + key).isLessThan(MOST));
    }

    @Test
    void of_shouldGoToEverybodyAndStillReachWhoListens_whenATopicIsTooDearToLookUp() {
        Audiences dispatcher = dispatcher();
        Topic hot = Topic.video("hot");

        assertThat(dispatcher.of(hot).source()).isEqualTo(Audience.Source.REGISTRY);
        Audience unasked = dispatcher.of(hot);

        assertThat(unasked.source()).isEqualTo(Audience.Source.EVERYBODY);
        assertThat(unasked.nodes()).hasSize(NODES);
    }

    @Test
    void of_shouldLookAgain_whenHalfAMinuteHasPassed() {
        Audiences dispatcher = dispatcher();
        Topic hot = Topic.video("hot");
        dispatcher.of(hot);

        millis.addAndGet(Audiences.RECHECK.multipliedBy(2).toMillis());

        assertThat(dispatcher.of(hot).source()).isEqualTo(Audience.Source.REGISTRY);
    }

    @Test
    void of_shouldLookUpEverySecond_whenOneUnitReadsTheTopic() {
        Audiences dispatcher = dispatcher();
        Topic topic = Topic.video("one-unit");

        assertThat(dispatcher.of(topic).source()).isEqualTo(Audience.Source.REGISTRY);
        assertThat(dispatcher.of(topic).source()).isEqualTo(Audience.Source.CACHE);
        millis.addAndGet(NodeLookup.SUBSCRIPTIONS_AGE.toMillis());
        assertThat(dispatcher.of(topic).source()).isEqualTo(Audience.Source.REGISTRY);
        assertThat(dispatcher.of(topic).nodes()).hasSize(30);
    }

    private Audiences dispatcher() {
        NodeLookup lookup = new NodeLookup(
                new Directory(),
                new Listeners(),
                () -> Instant.ofEpochMilli(millis.get()),
                () -> Duration.ofMillis(millis.get()).toNanos());
        return new Audiences(
                lookup, DISPATCHERS, () -> Duration.ofMillis(millis.get()).toNanos(), random);
    }

    private static String nodeId(int number) {
        return "node-0123456789abcdef-" + number;
    }

    /** Units by key and second. */
    private final class Ledger {
        private final Map<String, Map<Long, Long>> units = new HashMap<>();

        synchronized void read(String key, long bytes) {
            units.computeIfAbsent(key, ignored -> new HashMap<>())
                    .merge(millis.get() / 1_000, STANDS_FOR * ReadUnits.ofQuery(bytes), Long::sum);
        }

        synchronized Map<String, Long> mostBySecond() {
            Map<String, Long> most = new HashMap<>();
            units.forEach((key, seconds) -> most.put(
                    key,
                    seconds.values().stream().mapToLong(Long::longValue).max().orElse(0)));
            return most;
        }
    }

    private final class Directory implements NodeDirectory {
        private static final URI DELIVERIES = URI.create("http://10.0.0.1:9000/internal/v1/deliveries");

        @Override
        public List<Node> all() {
            int rowsOfAKey = Math.ceilDiv(NODES, NODE_KEYS) * 5 / 4;
            IntStream.range(0, NODE_KEYS)
                    .forEach(key -> ledger.read("nodes#" + key, (long) rowsOfAKey * NODE_ROW_BYTES));
            return nodes;
        }

        @Override
        public Optional<Missed> renew(Node node) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Node> find(String nodeId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean noteMissed(String nodeId, long since, Set<Topic> topics) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String nodeId) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Listeners implements Subscriptions {
        @Override
        public List<Subscription> of(Topic topic) {
            List<Subscription> rows = subscriptions.getOrDefault(topic, List.of());
            ledger.read(
                    topic.toString(),
                    rows.stream().mapToLong(Subscription::bytes).sum());
            return rows;
        }

        @Override
        public void put(Subscription subscription) {
            throw new UnsupportedOperationException();
        }
    }
}
