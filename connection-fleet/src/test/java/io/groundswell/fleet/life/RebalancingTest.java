package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.registry.Node;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebalancingTest {
    private static final long NOW = 1_000_000;

    private final List<Node> rows = new ArrayList<>();
    private final FakeStreams streams = new FakeStreams();
    private final Rebalancing rebalancing =
            new Rebalancing(new Rebalance(1_000), "own", streams, () -> Instant.ofEpochMilli(NOW));

    @Test
    void accept_shouldSendAShareAway_whenTheNodeHasBeenFarAboveTheOthersForAWhile() {
        row("own", 30_000, false, true);
        row("other", 10_000, false, true);
        streams.count = 30_000;
        turns(Rebalance.PATIENCE - 1);
        assertThat(streams.sentAway).isEmpty();
        turns(1);
        assertThat(streams.sentAway).containsExactly(0.02);
    }

    @Test
    void accept_shouldCountTheStreamsOfThisMoment_whenItsOwnRowIsOlder() {
        row("own", 30_000, false, true);
        row("other", 10_000, false, true);
        streams.count = 10_000;
        turns(2 * Rebalance.PATIENCE);
        assertThat(streams.sentAway).isEmpty();
    }

    @Test
    void accept_shouldSendNobodyAway_whenTheOthersAreDeadOrDrain() {
        row("own", 30_000, false, true);
        row("dead", 0, false, false);
        row("draining", 0, true, true);
        streams.count = 30_000;
        turns(2 * Rebalance.PATIENCE);
        assertThat(streams.sentAway).isEmpty();
    }

    @Test
    void accept_shouldSendNobodyAway_whenTheNodeDrainsItself() {
        row("own", 30_000, true, true);
        row("other", 0, false, true);
        streams.count = 30_000;
        turns(2 * Rebalance.PATIENCE);
        assertThat(streams.sentAway).isEmpty();
    }

    private void turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            rebalancing.accept(rows);
        }
    }

    private void row(String id, int connections, boolean draining, boolean live) {
        rows.add(new Node(id, URI.create("http://" + id), id, live ? NOW + 1 : NOW, connections, draining, 1));
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
}
