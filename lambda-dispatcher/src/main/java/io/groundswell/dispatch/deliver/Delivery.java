package io.groundswell.dispatch.deliver;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.groundswell.dispatch.deliver.Bodies.Body;
import io.groundswell.event.Batch;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.registry.Node;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Posts each node the topics that it has viewers of, all nodes at once. Immutable; any thread may use it. */
public final class Delivery {
    /** What a node takes at most, in bytes. */
    public static final int LARGEST_BODY = 1 << 20;

    private final NodeClient client;
    private final InstantSource clock;

    public Delivery(NodeClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * What became of one request.
     *
     * @param endedAt when that was known, in milliseconds since 1970
     */
    public record Handover(Node node, Set<Topic> topics, DeliveryOutcome outcome, long endedAt) {}

    /**
     * Posts and waits for every answer, which comes within the client's deadline. Nodes with the same topics share the
     * encoded body.
     *
     * @param routes the topics of each node, all of which are in the batch
     */
    public List<Handover> deliver(Batch batch, Map<Node, Set<Topic>> routes) {
        Map<Set<Topic>, List<Node>> nodesByTopics = routes.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toList())));
        List<CompletableFuture<Handover>> running = nodesByTopics.entrySet().stream()
                .flatMap(group -> Bodies.of(only(group.getKey(), batch), LARGEST_BODY).stream()
                        .flatMap(body -> group.getValue().stream().map(node -> post(node, body))))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Handover> post(Node node, Body body) {
        return client.post(node, body.json())
                .thenApply(outcome -> new Handover(node, body.topics(), outcome, clock.millis()));
    }

    private static Batch only(Set<Topic> topics, Batch batch) {
        Map<Topic, TopicUpdate> some = new TreeMap<>(batch.topics());
        some.keySet().retainAll(topics);
        return new Batch(batch.stages(), some);
    }
}
