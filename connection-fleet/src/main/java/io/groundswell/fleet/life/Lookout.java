package io.groundswell.fleet.life;

import io.groundswell.fleet.duty.Workers;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Reads the registry's rows of all nodes now and then, once for all who decide by them. One worker at a time. */
public final class Lookout {
    private static final Duration TURN = Duration.ofSeconds(10);

    private final NodeDirectory directory;
    private final List<Consumer<List<Node>>> watchers;

    /** @param watchers who get every row, live or not, one after the other */
    public Lookout(NodeDirectory directory, List<Consumer<List<Node>>> watchers) {
        this.directory = directory;
        this.watchers = List.copyOf(watchers);
    }

    /** A turn about every 10 s, with jitter; one that cannot read the registry changes nothing. */
    public void start(Workers workers) {
        workers.every(TURN, this::turn);
    }

    void turn() {
        List<Node> nodes = directory.all();
        watchers.forEach(watcher -> watcher.accept(nodes));
    }
}
