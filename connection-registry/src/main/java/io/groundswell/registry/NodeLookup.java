package io.groundswell.registry;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.Topic;
import io.groundswell.registry.Answers.Answer;
import io.groundswell.registry.Answers.Looked;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final Departures departures;
    private final InstantSource clock;
    private final Complaints complaints;

    /**
     * What is known of a topic.
     *
     * @param viewers the live nodes that have some, and how many each
     * @param bytes what the topic's rows take in the registry, of nodes that live or not
     * @param cached whether nothing had to be read for it
     * @param age how long ago the topic's rows were read
     */
    public record Found(Map<Node, Integer> viewers, long bytes, boolean cached, Duration age) {}

    /**
     * @param clock what leases are compared with
     * @param ticker what the age of an answer is measured with
     */
    public NodeLookup(NodeDirectory directory, Subscriptions subscriptions, InstantSource clock, Ticker ticker) {
        Answers.Clocks clocks = new Answers.Clocks(clock, ticker);
        this.clock = clock;
        this.complaints = new Complaints(ticker);
        this.departures = new Departures(ticker);
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
        return find(topic).viewers();
    }

    /**
     * The same, and how it was come by.
     *
     * @throws RegistryException if it cannot be read and nothing is known
     */
    public Found find(Topic topic) {
        Looked<List<Subscription>> rows = subscriptions.look(topic);
        List<Subscription> listening = rows.answer().value().stream()
                .filter(subscription -> subscription.viewers() > 0)
                .toList();
        return new Found(
                listening.isEmpty() ? Map.of() : live(listening),
                rows.answer().value().stream().mapToLong(Subscription::bytes).sum(),
                rows.cached(),
                Duration.ofMillis(Math.max(0, clock.millis() - rows.answer().startedMillis())));
    }

    /**
     * Every live node, whatever it has viewers of; one that came less than {@link #NODES_AGE} ago may lack.
     *
     * @throws RegistryException if they cannot be read and none are known
     */
    public Set<Node> liveNodes() {
        Answer<Leases> leases = nodes.get(ALL_NODES);
        long at = leaseTime(leases);
        return leases.value().byId().values().stream()
                .filter(node -> isThere(node, at))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Nobody answers for the node any more: it is passed over from here on, until a newer row shows that it lives. For whoever
     * was refused at its address.
     */
    public void left(Node node) {
        departures.add(node);
    }

    private Map<Node, Integer> live(List<Subscription> listening) {
        Answer<Leases> leases = nodes.get(ALL_NODES);
        long at = leaseTime(leases);
        Map<Node, Integer> viewers = new HashMap<>();
        for (Subscription subscription : listening) {
            find(subscription.nodeId(), leases.value())
                    .filter(node -> isThere(node, at))
                    .ifPresent(node -> viewers.put(node, subscription.viewers()));
        }
        return Map.copyOf(viewers);
    }

    private boolean isThere(Node node, long at) {
        return node.isLive(at) && !departures.contains(node);
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
