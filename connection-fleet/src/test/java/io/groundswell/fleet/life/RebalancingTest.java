package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RebalancingTest {
    private static final long NOW = 1_000_000;

    private final Rows rows = new Rows();
    private final FakeStreams streams = new FakeStreams();
    private final Rebalancing rebalancing =
            new Rebalancing(new Rebalance(1_000), rows, "own", streams, () -> Instant.ofEpochMilli(NOW));

    @Test
    void turn_shouldSendAShareAway_whenTheNodeHasBeenFarAboveTheOthersForAWhile() {
        row("own", 30_000, false, true);
        row("other", 10_000, false, true);
        streams.count = 30_000;
        turns(Rebalance.PATIENCE - 1);
        assertThat(streams.sentAway).isEmpty();
        turns(1);
        assertThat(streams.sentAway).containsExactly(0.02);
    }

    @Test
    void turn_shouldCountTheStreamsOfThisMoment_whenItsOwnRowIsOlder() {
        row("own", 30_000, false, true);
        row("other", 10_000, false, true);
        streams.count = 10_000;
        turns(2 * Rebalance.PATIENCE);
        assertThat(streams.sentAway).isEmpty();
    }

    @Test
    void turn_shouldSendNobodyAway_whenTheOthersAreDeadOrDrain() {
        row("own", 30_000, false, true);
        row("dead", 0, false, false);
        row("draining", 0, true, true);
        streams.count = 30_000;
        turns(2 * Rebalance.PATIENCE);
        assertThat(streams.sentAway).isEmpty();
    }

    @Test
    void turn_shouldSendNobodyAway_whenTheNodeDrainsItself() {
        row("own", 30_000, true, true);
        row("other", 0, false, true);
        streams.count = 30_000;
        turns(2 * Rebalance.PATIENCE);
        assertThat(streams.sentAway).isEmpty();
    }

    /** The worker logs it, and comes again. */
    @Test
    void turn_shouldSendNobodyAway_whenTheRegistryCannotBeRead() {
        rows.broken = true;
        streams.count = 30_000;
        assertThatThrownBy(rebalancing::turn).isInstanceOf(RegistryException.class);
        assertThat(streams.sentAway).isEmpty();
    }

    private void turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            rebalancing.turn();
        }
    }

    private void row(String id, int connections, boolean draining, boolean live) {
        rows.all.add(new Node(id, URI.create("http://" + id), id, live ? NOW + 1 : NOW, connections, draining, 1));
    }

    private static final class FakeStreams implements Rebalancing.Streams {
        private final List<Double> sentAway = new ArrayList<>();
        private int count;

        @Override
        public int count() {
            return count;
        }

        @Override
        public void sendAway(double share) {
            sentAway.add(share);
        }
    }

    private static final class Rows implements NodeDirectory {
        private final List<Node> all = new ArrayList<>();
        private boolean broken;

        @Override
        public List<Node> all() {
            if (broken) {
                throw new RegistryException("nodes: failed (expected: an answer)", new IllegalStateException());
            }
            return List.copyOf(all);
        }

        @Override
        public Optional<Missed> renew(Node node) {
            throw new AssertionError("renew: not rebalancing's");
        }

        @Override
        public Optional<Node> find(String nodeId) {
            throw new AssertionError("find: not rebalancing's");
        }

        @Override
        public boolean noteMissed(String nodeId, long since, Set<Topic> topics) {
            throw new AssertionError("noteMissed: not rebalancing's");
        }

        @Override
        public void remove(String nodeId) {
            throw new AssertionError("remove: not rebalancing's");
        }
    }
}
