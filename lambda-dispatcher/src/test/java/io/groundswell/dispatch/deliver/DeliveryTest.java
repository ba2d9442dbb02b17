package io.groundswell.dispatch.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.dispatch.deliver.Delivery.Handover;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Delivered;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Missed;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.registry.Node;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Instant NOON = Instant.parse("2026-02-02T12:00:00Z");
    private static final Topic ONE = Topic.video("1");
    private static final Topic TWO = Topic.video("2");
    private static final Batch BATCH =
            new Batch(new Batch.Stages(7, 9), Map.of(ONE, likes("a", 3), TWO, likes("b", 4)));

    @Test
    void deliver_shouldGiveEachNodeOnlyItsTopics_whenTheyDiffer() {
        Map<String, Batch> received = new HashMap<>();
        Delivery delivery = delivery((node, body) -> {
            byte[] bytes = new byte[body.remaining()];
            body.duplicate().get(bytes);
            received.put(node.id(), BatchCodec.decode(bytes));
            return CompletableFuture.completedFuture(new Delivered());
        });

        List<Handover> handovers = delivery.deliver(
                BATCH, Map.of(node("x"), Set.of(ONE), node("y"), Set.of(ONE, TWO), node("z"), Set.of(TWO)));

        assertThat(received.get("x")).isEqualTo(new Batch(BATCH.stages(), Map.of(ONE, likes("a", 3))));
        assertThat(received.get("y")).isEqualTo(BATCH);
        assertThat(received.get("z")).isEqualTo(new Batch(BATCH.stages(), Map.of(TWO, likes("b", 4))));
        assertThat(handovers).hasSize(3);
    }

    @Test
    void deliver_shouldPostToEveryNode_whenNoneHasAnsweredYet() {
        Map<String, CompletableFuture<DeliveryOutcome>> waiting = new HashMap<>();
        Delivery delivery = delivery((node, body) -> {
            CompletableFuture<DeliveryOutcome> answer = new CompletableFuture<>();
            waiting.put(node.id(), answer);
            if (waiting.size() == 3) {
                waiting.values().forEach(all -> all.complete(new Missed("late")));
            }
            return answer;
        });

        List<Handover> handovers =
                delivery.deliver(BATCH, Map.of(node("x"), Set.of(ONE), node("y"), Set.of(ONE), node("z"), Set.of(TWO)));

        assertThat(handovers).extracting(Handover::outcome).containsOnly(new Missed("late"));
    }

    @Test
    void deliver_shouldDoNothing_whenNobodyListens() {
        Delivery delivery = delivery((node, body) -> {
            throw new AssertionError("nobody to post to");
        });

        assertThat(delivery.deliver(BATCH, Map.of())).isEmpty();
    }

    @Test
    void deliver_shouldSayWhenEachRequestEnded() {
        Delivery delivery = delivery((node, body) -> CompletableFuture.completedFuture(new Delivered()));

        assertThat(delivery.deliver(BATCH, Map.of(node("x"), Set.of(ONE))))
                .extracting(Handover::endedAt)
                .containsExactly(NOON.toEpochMilli());
    }

    private static Delivery delivery(NodeClient client) {
        return new Delivery(client, InstantSource.fixed(NOON));
    }

    private static TopicUpdate likes(String replica, long number) {
        CountedState counted =
                CountedState.of(new Replica("us-east-1", replica), new ReplicaCount(1, Map.of("like", number)));
        return TopicUpdate.counted(counted, Map.of());
    }

    private static Node node(String id) {
        return new Node(id, URI.create("http://127.0.0.1:1/"), "127.0.0.1:1", Long.MAX_VALUE, 0, false, 1);
    }
}
