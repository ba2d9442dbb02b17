package io.groundswell.event;

import com.github.f4b6a3.ulid.Ulid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Generates values of every type that merges, the same ones for the same seed. Keys and times come from small sets, so that
 * generated values often meet in a merge, differ in one field only, or are equal.
 */
public final class RandomStates {
    private static final List<String> NAMES = List.of("a", "b", "c", "a, b", "ä\"\\\n", "\uD83D\uDC4F", "");
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");

    private final Random random;

    public RandomStates(long seed) {
        random = new Random(seed);
    }

    public Batch batch() {
        return new Batch(new Batch.Stages(time(), time()), map(this::topic, this::topicUpdate));
    }

    public TopicUpdate topicUpdate() {
        return new TopicUpdate(countedState(), map(this::intervalId, this::interval), latestState(), durableEvents());
    }

    public CountedState countedState() {
        return new CountedState(
                map(this::replica, this::replicaCount),
                random.nextBoolean() ? Map.of() : map(this::region, this::archive));
    }

    public CountedState replicasOnly() {
        return new CountedState(map(this::replica, this::replicaCount));
    }

    public Archive archive() {
        return new Archive(time(), map(this::name, () -> (long) random.nextInt(4)));
    }

    public MemberLike memberLike() {
        return new MemberLike(name(), time());
    }

    public ReplicaCount replicaCount() {
        return new ReplicaCount(random.nextInt(4), map(this::name, () -> (long) random.nextInt(4)));
    }

    public Interval interval() {
        long first = time();
        return new Interval(
                list(this::name),
                first,
                first + random.nextInt(2),
                random.nextBoolean() ? Map.of() : map(this::name, this::memberLike));
    }

    public LatestState latestState() {
        return new LatestState(map(this::latestKey, this::register));
    }

    public Register register() {
        return new Register(pick(List.of("1", "null", "{\"a\":1.50}", "\"x\"")), time(), name());
    }

    public DurableEvents durableEvents() {
        return DurableEvents.of(list(this::durableEvent));
    }

    public DurableEvent durableEvent() {
        return new DurableEvent(
                eventId(),
                pick(List.of(EventKind.COMMENT, EventKind.MESSAGE, EventKind.NOTIFICATION)),
                name(),
                time(),
                time(),
                pick(List.of("{\"text\":\"hi\"}", "{}", "{\"n\":1E+2,\"deep\":[[{}]]}")));
    }

    /** All of them, in another order and some of them again. */
    public <T> List<T> redelivered(List<T> history) {
        List<T> deliveries = new ArrayList<>(history);
        history.stream().filter(ignored -> random.nextInt(3) == 0).forEach(deliveries::add);
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    /** What one replica sends in its life: ordinals rise by one, counts never fall. */
    public List<ReplicaCount> packetsOfOneReplica() {
        List<ReplicaCount> packets = new ArrayList<>();
        Map<String, Long> counts = new HashMap<>();
        int packetCount = 1 + random.nextInt(12);
        for (int ordinal = 1; ordinal <= packetCount; ordinal++) {
            counts.merge(name(), (long) random.nextInt(5), Long::sum);
            packets.add(new ReplicaCount(ordinal, counts));
        }
        return packets;
    }

    public Random random() {
        return random;
    }

    private Topic topic() {
        return new Topic(pick(List.of(TopicKind.values())), pick(List.of("1", "2")));
    }

    private Replica replica() {
        return new Replica(region(), pick(List.of("boot1.1", "boot1.2.0", "boot1.3.2", "boot2.1.1")));
    }

    private String region() {
        return pick(REGIONS);
    }

    private IntervalId intervalId() {
        return new IntervalId(replica(), random.nextInt(3));
    }

    private LatestKey latestKey() {
        return new LatestKey(pick(List.of(EventKind.VIEWERS, EventKind.TYPING, EventKind.SEEN)), name());
    }

    private EventId eventId() {
        return EventId.of(new Ulid((1_700_000_000_000L + random.nextInt(3)) << 16, 7), pick(REGIONS));
    }

    private long time() {
        return random.nextInt(4);
    }

    private String name() {
        return pick(NAMES);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    private <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
        Map<K, V> map = new HashMap<>();
        list(key).forEach(k -> map.put(k, value.get()));
        return map;
    }
}
