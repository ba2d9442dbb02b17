package io.groundswell.dispatch;

import static io.groundswell.dispatch.Fakes.message;
import static io.groundswell.dispatch.Updates.comment;
import static io.groundswell.dispatch.Updates.likedBy;
import static io.groundswell.dispatch.Updates.likes;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.dispatch.deliver.DeliveryOutcome;
import io.groundswell.dispatch.metrics.DispatchMetric;
import io.groundswell.event.Batch;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Topic;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.registry.Missed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DispatchHandlerTest {
    private static final Topic ONE = Topic.video("1");
    private static final Topic TWO = Topic.video("2");
    private static final Topic QUIET = Topic.video("quiet");

    private final Fakes fakes = new Fakes();

    DispatchHandlerTest() {
        fakes.listening.put(ONE, List.of("a", "b"));
        fakes.listening.put(TWO, List.of("b"));
    }

    @Test
    void handleRequest_shouldRecordAndDeliverMerged_whenMessagesShareATopic() {
        List<String> failed = handle(
                message("m1", ONE, likes("r.1", 1, 3)),
                message("m2", ONE, likes("r.1", 2, 5)),
                message("m3", ONE, likes("s.1", 1, 4)),
                message("m4", TWO, comment(1)),
                message("m5", QUIET, likes("q.1", 1, 2)));

        assertThat(failed).isEmpty();
        assertThat(fakes.counted(ONE).totals()).isEqualTo(Map.of("like", 9L));
        assertThat(fakes.counted(QUIET).totals()).isEqualTo(Map.of("like", 2L));
        assertThat(fakes.kept(TWO)).hasSize(1);
        assertThat(fakes.received).containsOnlyKeys("a", "b");
        assertThat(fakes.received("a").topics()).containsOnlyKeys(ONE);
        assertThat(fakes.received("b").topics()).containsOnlyKeys(ONE, TWO);
        assertThat(fakes.received("a", ONE).counted().totals()).isEqualTo(Map.of("like", 9L));
    }

    @Test
    void handleRequest_shouldSetTheStages_whenItDelivers() {
        fakes.keepMillis = 5;

        handle(message("m1", TWO, comment(1)));

        assertThat(fakes.received("b").stages()).isEqualTo(new Batch.Stages(Fakes.NOON, Fakes.NOON + 5));
        assertThat(fakes.received("b", TWO).durable().all())
                .containsExactlyElementsOf(fakes.kept(TWO).values())
                .allSatisfy(event -> assertThat(event.dispatchedAt()).isEqualTo(Fakes.NOON));
    }

    @Test
    void handleRequest_shouldStampAgain_whenAMessageComesAgain() {
        handle(message("m1", TWO, comment(1)));
        fakes.millis.addAndGet(30_000);
        handle(message("m1", TWO, comment(1)));

        assertThat(fakes.kept(TWO).values())
                .extracting(event -> event.dispatchedAt())
                .containsExactly(Fakes.NOON + 30_000);
    }

    @Test
    void handleRequest_shouldFailOnlyItsMessages_whenATopicIsNotRecorded() {
        fakes.storeFails = ONE::equals;

        List<String> failed = handle(
                message("m1", ONE, likes("r.1", 1, 3)),
                message("m2", TWO, comment(1)),
                message("m3", ONE, comment(2)),
                both("m4"));

        assertThat(failed).containsExactly("m1", "m3", "m4");
        assertThat(fakes.hastened).extracting(SQSMessage::getMessageId).containsExactly("m1", "m3", "m4");
        assertThat(fakes.received).containsOnlyKeys("b");
        assertThat(fakes.received("b").topics()).containsOnlyKeys(TWO);
    }

    @Test
    void handleRequest_shouldFailOnlyItsMessages_whenATopicsNodesAreNotKnown() {
        fakes.lookupFails = TWO::equals;

        assertThat(handle(message("m1", ONE, likes("r.1", 1, 3)), message("m2", TWO, comment(1))))
                .containsExactly("m2");
        assertThat(fakes.received("b").topics()).containsOnlyKeys(ONE);
    }

    @Test
    void handleRequest_shouldFailOnlyItsMessages_whenATopicIsNotPassedToOtherRegions() {
        fakes.regions = batch -> Set.of(TWO);

        assertThat(handle(message("m1", ONE, likes("r.1", 1, 3)), message("m2", TWO, comment(1))))
                .containsExactly("m2");
    }

    @Test
    void handleRequest_shouldSucceed_whenANodeIsGone() {
        fakes.answer = node -> new DeliveryOutcome.Gone("refused");

        assertThat(handle(message("m1", ONE, likes("r.1", 1, 3)))).isEmpty();
        assertThat(fakes.notes).isEmpty();
    }

    @Test
    void handleRequest_shouldSendAGoneNodeNothingMore_whenItHasNotRenewedItsRow() {
        List<String> asked = new ArrayList<>();
        fakes.answer = node -> {
            asked.add(node.id());
            return node.id().equals("a") ? new DeliveryOutcome.Gone("refused") : new DeliveryOutcome.Delivered();
        };

        DispatchHandler handler = fakes.handler();
        handle(handler, List.of(message("m1", ONE, likes("r.1", 1, 3))));
        handle(handler, List.of(message("m2", ONE, likes("r.1", 2, 5))));

        assertThat(asked).containsExactlyInAnyOrder("a", "b", "b");
        assertThat(fakes.measured)
                .extracting(invocation -> only(invocation, DispatchMetric.GONE))
                .containsExactly(1.0, 0.0);
    }

    @Test
    void handleRequest_shouldMeasureEveryHop_whenItDelivers() {
        fakes.keepMillis = 5;
        fakes.millis.addAndGet(40);

        handle(message("m1", TWO, comment(1)), message("m2", "not json"));

        Map<DispatchMetric, double[]> measured = fakes.measured.getFirst();
        assertThat(only(measured, DispatchMetric.MESSAGES)).isEqualTo(2);
        assertThat(only(measured, DispatchMetric.POISON)).isEqualTo(1);
        assertThat(only(measured, DispatchMetric.FAILED)).isZero();
        assertThat(only(measured, DispatchMetric.DELIVERED)).isEqualTo(1);
        assertThat(only(measured, DispatchMetric.ACCEPT_TO_DEQUEUE)).isEqualTo(39);
        assertThat(only(measured, DispatchMetric.ACCEPT_TO_DISPATCH)).isEqualTo(44);
        assertThat(only(measured, DispatchMetric.DEQUEUE_TO_DISPATCH)).isEqualTo(5);
        assertThat(only(measured, DispatchMetric.DISPATCH_TO_DELIVERED)).isZero();
        assertThat(only(measured, DispatchMetric.DURATION)).isEqualTo(5);
    }

    @Test
    void handleRequest_shouldCountLookUps_whenTheNextComesSoon() {
        DispatchHandler handler = fakes.handler();
        handle(handler, List.of(message("m1", TWO, comment(1))));
        fakes.millis.addAndGet(300);
        handle(handler, List.of(message("m2", TWO, comment(2))));

        assertThat(fakes.measured)
                .extracting(invocation -> only(invocation, DispatchMetric.LOOKUP_MISSES))
                .containsExactly(1.0, 0.0);
        assertThat(fakes.measured)
                .extracting(invocation -> only(invocation, DispatchMetric.LOOKUP_HITS))
                .containsExactly(0.0, 1.0);
        assertThat(only(fakes.measured.getLast(), DispatchMetric.LOOKUP_AGE)).isEqualTo(300);
    }

    @Test
    void handleRequest_shouldCountWhatFails_whenTheStoreIsBroken() {
        fakes.storeFails = ONE::equals;

        handle(message("m1", ONE, likes("r.1", 1, 3)), message("m2", TWO, comment(1)));

        assertThat(only(fakes.measured.getFirst(), DispatchMetric.UNRECORDED)).isEqualTo(1);
        assertThat(only(fakes.measured.getFirst(), DispatchMetric.FAILED)).isEqualTo(1);
    }

    private static double only(Map<DispatchMetric, double[]> measured, DispatchMetric metric) {
        double[] values = measured.getOrDefault(metric, new double[0]);
        assertThat(values).as(metric.metricName()).hasSize(1);
        return values[0];
    }

    @Test
    void handleRequest_shouldTellTheNode_whenItMissedADelivery() {
        fakes.answer =
                node -> node.id().equals("b") ? new DeliveryOutcome.Missed("timeout") : new DeliveryOutcome.Delivered();

        assertThat(handle(message("m1", ONE, likes("r.1", 1, 3)), message("m2", TWO, comment(1))))
                .isEmpty();
        assertThat(fakes.notes).isEqualTo(Map.of("b", new Missed(Fakes.NOON, Set.of(ONE, TWO))));
    }

    @Test
    void handleRequest_shouldFailItsMessages_whenTheNodeCannotBeTold() {
        fakes.answer =
                node -> node.id().equals("a") ? new DeliveryOutcome.Missed("timeout") : new DeliveryOutcome.Delivered();
        fakes.noteFails = "a"::equals;

        assertThat(handle(message("m1", ONE, likes("r.1", 1, 3)), message("m2", TWO, comment(1))))
                .containsExactly("m1");
    }

    @Test
    void handleRequest_shouldSetPoisonAside_whenAMessageCannotBeRead() {
        List<String> failed = handle(
                message("m1", "not json"),
                message("m2", "{\"v\":99}"),
                message("m3", "{\"v\":1,\"topics\":[{\"topic\":\"cat:1\"}]}"),
                message("m4", TWO, comment(1)));

        assertThat(failed).isEmpty();
        assertThat(fakes.aside)
                .extracting(poison -> poison.message().getMessageId())
                .containsExactly("m1", "m2", "m3");
        assertThat(fakes.aside.get(1).reason()).isEqualTo("batch.v: 99 (expected: 1 to 1)");
        assertThat(fakes.kept(TWO)).hasSize(1);
    }

    @Test
    void handleRequest_shouldFailPoison_whenItCannotBeSetAside() {
        fakes.deadLettersFail = true;

        assertThat(handle(message("m1", "not json"), message("m2", TWO, comment(1))))
                .containsExactly("m1");
    }

    @Test
    void handleRequest_shouldSetAPacketAside_whenItsReplicaMayHaveBeenFolded() {
        MessageLife life = new MessageLife(Duration.ofDays(4), Duration.ofDays(14));
        long limit = life.refusedBefore(Fakes.NOON);

        List<String> failed = handle(
                message("m1", ONE, likes("r.1." + limit, 1, 3)), message("m2", ONE, likes("s.1." + (limit - 1), 1, 4)));

        assertThat(failed).isEmpty();
        assertThat(fakes.aside).hasSize(1);
        assertThat(fakes.aside.getFirst().message().getMessageId()).isEqualTo("m2");
        assertThat(fakes.aside.getFirst().reason())
                .isEqualTo("replica us-east-1#s.1." + (limit - 1) + ": expired (expected: begun at " + limit
                        + " or later)");
        assertThat(fakes.counted(ONE).totals()).isEqualTo(Map.of("like", 3L));
        assertThat(fakes.received("a", ONE).counted().totals()).isEqualTo(Map.of("like", 3L));
    }

    @Test
    void handleRequest_shouldRecordWhoLikedAndNotPassItOn_whenPacketsNameLikers() {
        handle(
                message("m1", ONE, likedBy("r.1", 1, Map.of("ann", new MemberLike("like", 1)))),
                message("m2", ONE, likedBy("r.1", 2, Map.of("ann", new MemberLike("wow", 2)))));

        assertThat(fakes.likers.get(ONE)).isEqualTo(Map.of("ann", new MemberLike("wow", 2)));
        assertThat(fakes.received("a", ONE).likers()).isEmpty();
        assertThat(fakes.received("a", ONE).intervals()).hasSize(2);
    }

    @Test
    void handleRequest_shouldCountAndDeliverAndAskAgain_whenOnlyLikersAreNotKept() {
        fakes.likersFail = ONE::equals;
        SQSMessage message = message("m1", ONE, likedBy("r.1", 1, Map.of("ann", new MemberLike("like", 1))));

        assertThat(handle(message)).containsExactly("m1");
        assertThat(fakes.counted(ONE).totals()).isEqualTo(Map.of("like", 1L));
        assertThat(fakes.received("a", ONE).counted().totals()).isEqualTo(Map.of("like", 1L));

        fakes.likersFail = topic -> false;
        assertThat(handle(message)).isEmpty();
        assertThat(fakes.counted(ONE).totals()).isEqualTo(Map.of("like", 1L));
        assertThat(fakes.likers.get(ONE)).containsOnlyKeys("ann");
    }

    @Test
    void handleRequest_shouldDeliver_whenLikersAreStillBeingKept() {
        CountDownLatch delivered = new CountDownLatch(2);
        AtomicBoolean wasDelivered = new AtomicBoolean();
        fakes.answer = node -> {
            delivered.countDown();
            return new DeliveryOutcome.Delivered();
        };
        fakes.beforeLikers = () -> wasDelivered.set(isDone(delivered));

        assertThat(handle(message("m1", ONE, likedBy("r.1", 1, Map.of("ann", new MemberLike("like", 1))))))
                .isEmpty();
        assertThat(wasDelivered).isTrue();
        assertThat(fakes.likers.get(ONE)).containsOnlyKeys("ann");
    }

    private static boolean isDone(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static SQSMessage both(String id) {
        Batch batch = Batch.of(ONE, likes("x.1", 1, 1)).merge(Batch.of(TWO, comment(3)));
        return message(id, BatchCodec.encodeToString(batch));
    }

    private List<String> handle(SQSMessage... messages) {
        return handle(fakes.handler(), List.of(messages));
    }

    static List<String> handle(DispatchHandler handler, List<SQSMessage> messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return handler.handleRequest(event, new NoContext()).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
