package io.groundswell.local.embedded;

import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that take new viewers, read from the registry about once a second. Whoever reads publishes an immutable list
 * under the monitor; any thread may ask.
 */
final class LiveNodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveNodes.class);
    private static final long PERIOD_MILLIS = 1000;

    private final NodeDirectory directory;
    private final InstantSource clock;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("balancer-nodes").factory());
    private volatile List<Node> nodes = List.of();
    private boolean unreadable;

    LiveNodes(NodeDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Reads once at once, then about every second. */
    static LiveNodes start(NodeDirectory directory, InstantSource clock) {
        LiveNodes nodes = new LiveNodes(directory, clock);
        nodes.refresh();
        var _ = nodes.reader.scheduleWithFixedDelay(
                nodes::refresh, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return nodes;
    }

    /** Any thread may ask for it. Where the registry cannot be read the last known nodes stay; a dead one refuses, and another is tried. */
    synchronized void refresh() {
        try {
            long now = clock.millis();
            nodes = directory.all().stream()
                    .filter(node -> node.isLive(now) && !node.draining())
                    .toList();
            unreadable = false;
        } catch (RegistryException e) {
            if (!unreadable) {
                LOG.warn("registry: not read, the last {} nodes stay: {}", nodes.size(), e.getMessage());
            }
            unreadable = true;
        }
    }

    List<Node> inRandomOrder(RandomGenerator random) {
        List<Node> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
