package io.groundswell.registry;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.Topic;
import io.groundswell.registry.Answers.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which live nodes have viewers of a topic. Answers come from caches of bounded age; leases are checked with the clock every
 * time. Where the registry cannot be read, or most leases seem to lapse at once, the last known nodes are used for {@link
 * #LAST_KNOWN_AGE}. Blocks while it reads; any thread may use it.
 */
public final class NodeLookup {
    /** How long it takes at most until a look-up shows a subscription that has been written. */
    public static final Duration SUBSCRIPTIONS_AGE = Duration.ofSeconds(1);

    /** How long a node's row is used before it is read again. */
    public static final Duration NODES_AGE = Duration.ofSeconds(3);

    /** How long answers stand in for a registry that cannot be read, and lapsed leases for ones that are not renewed. */
    public static final Duration LAST_KNOWN_AGE = Duration.ofSeconds(60);

    /** The key of the one answer that holds them all. */
    private static final String ALL_NODES = "all nodes";

    private final Answers<Topic, List<Subscription>> subscriptions;
    private final Answers<String, Leases> nodes;
    private final Answers<String, Optional<Node>> strangers;
    private final InstantSource clock;
    private final Complaints complaints;

    /**
     * @param clock what leases are compared with
     * @param ticker what the age of an answer is measured with
     */
    public NodeLookup(NodeDirectory directory, Subscriptions subscriptions, InstantSource clock, Ticker ticker) {
        Answers.Clocks clocks = new Answers.Clocks(clock, ticker);
        this.clock = clock;
        this.complaints = new Complaints(ticker);
        this.subscriptions = new Answers<>(SUBSCRIPTIONS_AGE, subscriptions::of, clocks, complaints);
        this.nodes = new Answers<>(NODES_AGE, all -> Leases.of(directory.all()), clocks, complaints);
        this.strangers = new Answers<>(NODES_AGE, directory::find, clocks, complaints);
    }

    /**
     * The live nodes that have viewers of the topic, and how many each.
     *
     * @throws RegistryException if it cannot be read and nothing is known
     */
    public Map<Node, Integer> viewersOf(Topic topic) {
        List<Subscription> listening = subscriptions.get(topic).value().stream()
                .filter(subscription -> subscription.viewers() > 0)
                .toList();
        return listening.isEmpty() ? Map.of() : live(listening);
    }

    private Map<Node, Integer> live(List<Subscription> listening) {
        Answer<Leases> leases = nodes.get(ALL_NODES);
        long at = leaseTime(leases);
        Map<Node, Integer> viewers = new HashMap<>();
        for (Subscription subscription : listening) {
            find(subscription.nodeId(), leases.value())
                    .filter(node -> node.isLive(at))
                    .ifPresent(node -> viewers.put(node, subscription.viewers()));
        }
        return Map.copyOf(viewers);
    }

    /** The time that leases are compared with: now, or an earlier one where the rows cannot be up to date. */
    private long leaseTime(Answer<Leases> leases) {
        long now = leases.held() ? leases.startedMillis() : clock.millis();
        if (!leases.value().mostLapsed(now)) {
            return now;
        }
        complaints.warn(
                "leases: most of " + leases.value().byId().size() + " nodes' lapsed at once, they are used on", null);
        return Leases.earlier(now);
    }

    private Optional<Node> find(String nodeId, Leases leases) {
        return leases.find(nodeId).or(() -> strangers.get(nodeId).value());
    }
}
