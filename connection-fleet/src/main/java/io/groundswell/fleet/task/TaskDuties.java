package io.groundswell.fleet.task;

import io.groundswell.fleet.duty.Workers;
import io.groundswell.registry.Node;
import io.groundswell.registry.Revision;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node does as a task: knows its revision, protects itself, and makes room for the next. Thread-safe. */
public final class TaskDuties implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDuties.class);
    private static final Duration TURN = Duration.ofSeconds(10);

    private final TaskConfig config;
    private final InstantSource clock;
    private final TaskAgent agent = new TaskAgent();
    private final Revision revision;

    /** The node that has these duties. */
    public interface Viewers {
        /** How many streams it has. */
        int streams();

        /** Whether it sends them away. */
        boolean isDraining();

        /**
         * Begins to send them away.
         *
         * @param why for the log
         */
        void drain(String why);
    }

    /** Reads what the task is, where ECS is to say it: takes some seconds at most. */
    public TaskDuties(TaskConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.revision = revision();
    }

    /** What this node runs, and since when. */
    public Revision own() {
        return revision;
    }

    private Revision revision() {
        String text = config.revision().isEmpty()
                ? config.metadata().map(this::definition).orElse("")
                : config.revision();
        return text.isEmpty() ? Revision.UNKNOWN : new Revision(shortened(text), clock.millis());
    }

    private String definition(URI metadata) {
        try {
            return agent.definition(metadata);
        } catch (IOException e) {
            LOG.warn("task: its revision is not known, so it is not protected and makes no room: {}", e.toString());
            return "";
        }
    }

    /** Rows of the registry are read often, and hold no more than tells one revision from another. */
    private static String shortened(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }

    /**
     * Protects the node from now on, where it is a task of ECS that knows its revision: one that does not would hold up a
     * deployment without knowing.
     */
    public void protect(Viewers viewers, Workers workers) {
        protect(viewers, workers, TURN);
    }

    /** @param turn how often it looks whether to change the protection */
    void protect(Viewers viewers, Workers workers, Duration turn) {
        Optional<URI> ecs = config.agent().filter(known -> !revision.equals(Revision.UNKNOWN));
        if (ecs.isPresent() && config.protectedFrom() > 0) {
            TaskProtection protection = new TaskProtection(
                    isWanted -> agent.protect(ecs.get(), isWanted),
                    () -> !viewers.isDraining() && viewers.streams() >= config.protectedFrom(),
                    clock);
            workers.every(turn, protection::turn);
        }
    }

    /**
     * What looks at the registry's rows, again and again, and drains the node when another revision is wanted.
     *
     * @param mostStreams that a node holds
     */
    public Consumer<List<Node>> succession(String nodeId, int mostStreams, Viewers viewers) {
        Succession succession = new Succession(nodeId, mostStreams, clock);
        return nodes -> {
            if (succession.isDue(nodes)) {
                viewers.drain("another revision is wanted");
            }
        };
    }

    @Override
    public void close() {
        agent.close();
    }
}
