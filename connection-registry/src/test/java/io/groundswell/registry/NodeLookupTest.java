package io.groundswell.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Topic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NodeLookupTest {
    private static final Topic TOPIC = Topic.video("42");
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final AtomicLong millis = new AtomicLong(1_770_000_000_000L);
    private final FakeDirectory directory = new FakeDirectory();
    private final FakeSubscriptions subscriptions = new FakeSubscriptions();
    private final NodeLookup lookup = new NodeLookup(
            directory,
            subscriptions,
            () -> Instant.ofEpochMilli(millis.get()),
            () -> Duration.ofMillis(millis.get()).toNanos());

    @Test
    void viewersOf_shouldGiveTheLiveNodesWithViewers_whenOthersAreEmptyOrDead() {
        directory.renew(node("a", LEASE));
        directory.renew(node("empty", LEASE));
        directory.renew(node("dead", Duration.ZERO));
        subscriptions.put("a", 3);
        subscriptions.put("empty", 0);
        subscriptions.put("dead", 5);

        assertThat(look()).isEqualTo(Map.of("a", 3));
    }

    @Test
    void viewersOf_shouldReadAgain_whenTheTopicsAnswerIsOneSecondOld() {
        directory.renew(node("a", LEASE));
        subscriptions.put("a", 1);
        look();
        subscriptions.put("a", 2);

        pass(NodeLookup.SUBSCRIPTIONS_AGE.minusMillis(1));
        assertThat(look()).isEqualTo(Map.of("a", 1));
        pass(Duration.ofMillis(1));
        assertThat(look()).isEqualTo(Map.of("a", 2));
        assertThat(subscriptions.reads).isEqualTo(2);
    }

    @Test
    void viewersOf_shouldCountTheAgeFromTheReadsBeginning_whenTheReadIsSlow() {
        directory.renew(node("a", LEASE));
        subscriptions.put("a", 1);
        subscriptions.slowness = Duration.ofMillis(600);
        look();
        subscriptions.slowness = Duration.ZERO;
        subscriptions.put("a", 2);

        pass(Duration.ofMillis(400));

        assertThat(look()).isEqualTo(Map.of("a", 2));
    }

    @Test
    void viewersOf_shouldReadTheNodesOnce_whenAskedWithinThreeSeconds() {
        directory.renew(node("a", LEASE));
        subscriptions.put("a", 1);
        look();
        pass(NodeLookup.NODES_AGE.minusMillis(1));
        look();
        assertThat(directory.reads).isEqualTo(1);

        pass(Duration.ofMillis(1));
        look();
        assertThat(directory.reads).isEqualTo(2);
    }

    @Test
    void viewersOf_shouldDropANode_whenItsLeaseEndsBetweenTwoReads() {
        directory.renew(node("a", LEASE));
        directory.renew(node("b", Duration.ofSeconds(1)));
        subscriptions.put("a", 1);
        subscriptions.put("b", 1);
        assertThat(look()).containsOnlyKeys("a", "b");

        pass(Duration.ofSeconds(1));

        assertThat(look()).containsOnlyKeys("a");
        assertThat(directory.reads).isEqualTo(1);
    }

    @Test
    void viewersOf_shouldReadANodeSingly_whenItIsNotKnownYet() {
        directory.renew(node("a", LEASE));
        subscriptions.put("a", 1);
        look();
        directory.renew(node("new", LEASE));
        subscriptions.put("new", 4);
        subscriptions.put("ghost", 4);
        pass(NodeLookup.SUBSCRIPTIONS_AGE);

        assertThat(look()).isEqualTo(Map.of("a", 1, "new", 4));
        look();
        assertThat(directory.reads).isEqualTo(1);
        assertThat(directory.singleReads).containsExactlyInAnyOrder("new", "ghost");
    }

    @Test
    void viewersOf_shouldUseTheLastAnswers_whenTheRegistryCannotBeRead() {
        directory.renew(node("a", LEASE));
        subscriptions.put("a", 1);
        look();
        directory.broken = true;
        subscriptions.broken = true;

        pass(NodeLookup.LAST_KNOWN_AGE.minusMillis(1));
        assertThat(look()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void viewersOf_shouldThrow_whenTheRegistryCannotBeReadForTooLong() {
        directory.renew(node("a", LEASE));
        subscriptions.put("a", 1);
        look();
        subscriptions.broken = true;

        pass(NodeLookup.LAST_KNOWN_AGE);

        assertThatThrownBy(this::look).isInstanceOf(RegistryException.class).hasMessageContaining("video:42");
    }

    @Test
    void viewersOf_shouldUseNodesOn_whenMostLeasesLapseAtOnce() {
        for (String id : List.of("a", "b", "c")) {
            directory.renew(node(id, LEASE));
            subscriptions.put(id, 1);
        }
        look();

        pass(LEASE.plusSeconds(1));
        directory.renew(node("c", LEASE));
        assertThat(look()).containsOnlyKeys("a", "b", "c");

        pass(NodeLookup.LAST_KNOWN_AGE);
        directory.renew(node("c", LEASE));
        assertThat(look()).containsOnlyKeys("c");
    }

    @Test
    void viewersOf_shouldDropTheDead_whenFewLeasesLapse() {
        for (String id : List.of("a", "b", "c")) {
            directory.renew(node(id, LEASE));
            subscriptions.put(id, 1);
        }
        look();
        pass(LEASE);
        directory.renew(node("b", LEASE));
        directory.renew(node("c", LEASE));

        assertThat(look()).containsOnlyKeys("b", "c");
    }

    @Test
    void viewersOf_shouldPassANodeOver_whenItWasFoundGone() {
        directory.renew(node("a", LEASE));
        directory.renew(node("b", LEASE));
        subscriptions.put("a", 1);
        subscriptions.put("b", 1);
        look();

        lookup.left(node("a", LEASE));

        assertThat(look()).containsOnlyKeys("b");
        assertThat(lookup.liveNodes()).extracting(Node::id).containsExactly("b");
        assertThat(directory.reads).isEqualTo(1);
    }

    @Test
    void viewersOf_shouldGiveANodeAgain_whenItHasRenewedItsRowSinceItWasFoundGone() {
        Node gone = node("a", LEASE);
        directory.renew(gone);
        subscriptions.put("a", 1);
        lookup.left(gone);
        assertThat(look()).isEmpty();

        directory.renew(new Node("a", gone.deliveries(), gone.stream(), gone.leaseUntil(), 0, false, 2));
        pass(NodeLookup.NODES_AGE);

        assertThat(look()).containsOnlyKeys("a");
    }

    @Test
    void find_shouldSayHowOldTheAnswerIs_whenItComesFromTheCache() {
        directory.renew(node("a", LEASE));
        subscriptions.put("a", 1);

        assertThat(lookup.find(TOPIC).cached()).isFalse();
        pass(Duration.ofMillis(400));

        assertThat(lookup.find(TOPIC).cached()).isTrue();
        assertThat(lookup.find(TOPIC).age()).isEqualTo(Duration.ofMillis(400));
        assertThat(subscriptions.reads).isEqualTo(1);
    }

    @Test
    void liveNodes_shouldGiveAllThatLive_whenNobodyHasATopic() {
        directory.renew(node("a", LEASE));
        directory.renew(node("dead", Duration.ZERO));

        assertThat(lookup.liveNodes()).extracting(Node::id).containsExactly("a");
    }

    private Map<String, Integer> look() {
        return lookup.viewersOf(TOPIC).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
    }

    private void pass(Duration time) {
        millis.addAndGet(time.toMillis());
    }

    private Node node(String id, Duration lease) {
        URI deliveries = URI.create("http://127.0.0.1:9000/internal/v1/deliveries");
        return new Node(id, deliveries, "127.0.0.1:8081", millis.get() + lease.toMillis(), 0, false, 1);
    }

    private static final class FakeDirectory implements NodeDirectory {
        private final Map<String, Node> nodes = new HashMap<>();
        private final List<String> singleReads = new ArrayList<>();
        private int reads;
        private boolean broken;

        @Override
        public Optional<Missed> renew(Node node) {
            nodes.put(node.id(), node);
            return Optional.empty();
        }

        @Override
        public List<Node> all() {
            reads++;
            failIf(broken);
            return List.copyOf(nodes.values());
        }

        @Override
        public Optional<Node> find(String nodeId) {
            singleReads.add(nodeId);
            failIf(broken);
            return Optional.ofNullable(nodes.get(nodeId));
        }

        @Override
        public boolean noteMissed(String nodeId, long since, Set<Topic> topics) {
            return nodes.containsKey(nodeId);
        }

        @Override
        public void remove(String nodeId) {
            nodes.remove(nodeId);
        }
    }

    private final class FakeSubscriptions implements Subscriptions {
        private final Map<String, Integer> viewers = new HashMap<>();
        private Duration slowness = Duration.ZERO;
        private int reads;
        private boolean broken;

        void put(String nodeId, int number) {
            put(new Subscription(TOPIC, nodeId, number, 1));
        }

        @Override
        public void put(Subscription subscription) {
            viewers.put(subscription.nodeId(), subscription.viewers());
        }

        @Override
        public List<Subscription> of(Topic topic) {
            reads++;
            failIf(broken);
            List<Subscription> rows = viewers.entrySet().stream()
                    .map(entry -> new Subscription(topic, entry.getKey(), entry.getValue(), 1))
                    .toList();
            pass(slowness);
            return rows;
        }
    }

    private static void failIf(boolean broken) {
        if (broken) {
            throw new RegistryException("registry: broken (expected: by this test)", new IllegalStateException());
        }
    }
}
