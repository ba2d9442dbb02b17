package io.groundswell.dispatch;

import static io.groundswell.dispatch.Fakes.message;
import static io.groundswell.dispatch.Updates.comment;
import static io.groundswell.dispatch.Updates.likes;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.dispatch.deliver.DeliveryOutcome;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twice, late, out of order, and with failures on the way: no total changes and nothing is recorded twice. Histories are
 * generated from a seed, which names the case that failed.
 */
class RedeliverySuite {
    private static final int TOPICS = 3;
    private static final int REPLICAS = 3;
    private static final int PACKETS = 6;
    private static final int COMMENTS = 8;

    private final Fakes fakes = new Fakes();
    private final Map<Topic, Long> likes = new HashMap<>();
    private final Map<Topic, Set<EventId>> comments = new HashMap<>();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dispatch_shouldEndWithWhatWasSent_whenMessagesComeTwiceLateAndOutOfOrder(long seed) {
        Random random = new Random(seed);
        List<SQSMessage> sent = history(random);
        Random failures = new Random(seed + 1);
        fakes.storeFails = topic -> failures.nextInt(12) == 0;
        fakes.lookupFails = topic -> failures.nextInt(8) == 0;
        fakes.answer = node -> switch (failures.nextInt(8)) {
            case 0 -> new DeliveryOutcome.Gone("refused");
            case 1, 2 -> new DeliveryOutcome.Missed("timeout");
            default -> new DeliveryOutcome.Delivered();
        };
        fakes.noteFails = nodeId -> failures.nextBoolean();

        drain(sent, random);

        for (Topic topic : likes.keySet()) {
            assertThat(fakes.counted(topic).totals()).isEqualTo(Map.of("like", likes.get(topic)));
            assertThat(fakes.kept(topic)).containsOnlyKeys(comments.get(topic));
        }
        assertThat(fakes.received.values()).allSatisfy(batch -> batch.topics().forEach(this::assertNothingInvented));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dispatch_shouldGiveEveryNodeWhatWasSent_whenNodesNeverFail(long seed) {
        Random random = new Random(seed);
        List<SQSMessage> sent = history(random);
        Random failures = new Random(seed + 1);
        fakes.storeFails = topic -> failures.nextInt(12) == 0;

        drain(sent, random);

        for (Topic topic : likes.keySet()) {
            TopicUpdate shown = fakes.received("node", topic);
            assertThat(shown.counted()).isEqualTo(fakes.counted(topic));
            assertThat(shown.durable().all())
                    .extracting(DurableEvent::id)
                    .containsExactlyInAnyOrderElementsOf(comments.get(topic));
        }
    }

    /** What every API process would send, each replica's absolute values rising, in a random order and some of it twice. */
    private List<SQSMessage> history(Random random) {
        List<SQSMessage> sent = new ArrayList<>();
        for (int t = 0; t < TOPICS; t++) {
            Topic topic = Topic.video("v" + t);
            fakes.listening.put(topic, List.of("node"));
            long total = IntStream.range(0, REPLICAS)
                    .mapToLong(r -> packets(topic, r, random, sent))
                    .sum();
            likes.put(topic, total);
            comments.put(topic, new HashSet<>());
            for (long c = 0; c < COMMENTS; c++) {
                TopicUpdate comment = comment(t * 100L + c);
                comments.get(topic).addAll(comment.durable().byId().keySet());
                sent.add(message("c" + sent.size(), topic, comment));
            }
        }
        return sent;
    }

    private static long packets(Topic topic, int replica, Random random, List<SQSMessage> sent) {
        long count = 0;
        for (long ordinal = 1; ordinal <= PACKETS; ordinal++) {
            count += random.nextInt(5);
            sent.add(message("l" + sent.size(), topic, likes("boot." + replica, ordinal, count)));
        }
        return count;
    }

    /** The queue: any order, ten at most at a time, what failed comes again, and so does a quarter of what did not. */
    private void drain(List<SQSMessage> sent, Random random) {
        DispatchHandler handler = fakes.handler();
        List<SQSMessage> queue = new ArrayList<>(sent);
        for (int invocation = 0; !queue.isEmpty(); invocation++) {
            assertThat(invocation).isLessThan(2_000);
            fakes.millis.addAndGet(random.nextInt(2_000));
            List<SQSMessage> batch = take(queue, random);
            Set<String> failed = new HashSet<>(DispatchHandlerTest.handle(handler, batch));
            batch.stream()
                    .filter(message -> failed.contains(message.getMessageId()) || random.nextInt(4) == 0)
                    .forEach(queue::add);
        }
    }

    private static List<SQSMessage> take(List<SQSMessage> queue, Random random) {
        Map<String, SQSMessage> batch = new HashMap<>();
        int size = 1 + random.nextInt(10);
        while (batch.size() < size && !queue.isEmpty()) {
            SQSMessage message = queue.remove(random.nextInt(queue.size()));
            batch.put(message.getMessageId(), message);
        }
        return List.copyOf(batch.values());
    }

    private void assertNothingInvented(Topic topic, TopicUpdate shown) {
        CountedState recorded = fakes.counted(topic);
        assertThat(recorded.merge(shown.counted())).isEqualTo(recorded);
        assertThat(comments.get(topic)).containsAll(shown.durable().byId().keySet());
    }
}
