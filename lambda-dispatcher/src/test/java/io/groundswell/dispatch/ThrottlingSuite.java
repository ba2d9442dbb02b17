package io.groundswell.dispatch;

import static io.groundswell.dispatch.Fakes.message;
import static io.groundswell.dispatch.Updates.comment;
import static io.groundswell.dispatch.Updates.likes;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A store that throttles every write for a long time costs no message its way: none is received so often that the queue's
 * redrive policy sets it aside, and afterwards all of them are recorded and delivered. Time is the test's.
 */
final class ThrottlingSuite {
    /** The policy of the deployment and of the launcher; the QueuesTest of each holds it to that. */
    private static final int MOST_RECEIVES = 100;

    private static final Duration THROTTLED = Duration.ofMinutes(10);
    private static final Topic TOPIC = Topic.video("1");

    private final Fakes fakes = new Fakes();
    private final DispatchHandler handler = fakes.handler();
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>(Comparator.comparingLong(Waiting::visibleAt));
    private final List<String> deadLetters = new ArrayList<>();

    /** A message in the queue, and how often it has been received. */
    private record Waiting(String id, String body, long visibleAt, int receives) {}

    ThrottlingSuite() {
        fakes.listening.put(TOPIC, List.of("a"));
    }

    @Test
    void throttling_shouldSetNothingAside_whenItLastsTenMinutes() {
        assertThat(receivesUntilRecorded(THROTTLED)).isBetween(20, MOST_RECEIVES / 2);

        assertThat(deadLetters).isEmpty();
        assertThat(fakes.counted(TOPIC).totals()).isEqualTo(Map.of("like", 20L));
        assertThat(fakes.kept(TOPIC)).hasSize(20);
        assertThat(fakes.received("a", TOPIC).durable().all()).hasSize(20);
    }

    @Test
    void throttling_shouldSetNothingAside_whenItLastsFortyFiveMinutes() {
        receivesUntilRecorded(Duration.ofMinutes(45));

        assertThat(deadLetters).isEmpty();
        assertThat(fakes.kept(TOPIC)).hasSize(20);
    }

    private int receivesUntilRecorded(Duration throttled) {
        long until = fakes.millis.get() + throttled.toMillis();
        fakes.storeFails = topic -> fakes.millis.get() < until;
        for (int i = 1; i <= 20; i++) {
            put(message("likes-" + i, TOPIC, likes("r.1", i, i)));
            put(message("comment-" + i, TOPIC, comment(i)));
        }
        int most = 0;
        while (!queue.isEmpty()) {
            most = Math.max(most, receive());
        }
        return most;
    }

    private void put(SQSMessage message) {
        queue.add(new Waiting(message.getMessageId(), message.getBody(), fakes.millis.get(), 0));
    }

    /** One invocation, with what is visible as soon as anything is. Gives how often its messages have been received. */
    private int receive() {
        fakes.millis.accumulateAndGet(queue.element().visibleAt(), Math::max);
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < 10 && !queue.isEmpty() && queue.element().visibleAt() <= fakes.millis.get()) {
            Waiting next = queue.remove();
            if (next.receives() == MOST_RECEIVES) {
                deadLetters.add(next.id());
            } else {
                batch.add(new Waiting(next.id(), next.body(), next.visibleAt(), next.receives() + 1));
            }
        }
        Map<String, Long> comeAgain = invoke(batch);
        batch.stream()
                .filter(waiting -> comeAgain.containsKey(waiting.id()))
                .forEach(waiting -> queue.add(new Waiting(
                        waiting.id(), waiting.body(), comeAgain.getOrDefault(waiting.id(), 0L), waiting.receives())));
        return batch.stream().mapToInt(Waiting::receives).max().orElse(0);
    }

    /** Which messages come again, and when. */
    private Map<String, Long> invoke(List<Waiting> batch) {
        List<SQSMessage> messages = batch.stream()
                .map(waiting -> {
                    SQSMessage message = message(waiting.id(), waiting.body());
                    message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(waiting.receives())));
                    return message;
                })
                .toList();
        List<String> failed = DispatchHandlerTest.handle(handler, messages);
        return messages.stream()
                .filter(message -> failed.contains(message.getMessageId()))
                .collect(Collectors.toMap(
                        SQSMessage::getMessageId,
                        message -> fakes.millis.get() + SqsSourceQueue.waitSeconds(message) * 1_000L));
    }
}
