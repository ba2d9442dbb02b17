package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.groundswell.event.wire.BatchCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EventGroupTest {
    private static final Topic LONGEST = Topic.video("v".repeat(128));

    private final Queue<EventGroup.Waiting> waiting = new ArrayDeque<>();

    @Test
    void takeFrom_shouldFillMessagesUpTo64KiB_whenEventsAreMany() {
        add(100, "{\"text\":\"" + "ü".repeat(500) + "\"}");

        int messages = 0;
        int events = 0;
        while (!waiting.isEmpty()) {
            String body = EventGroup.takeFrom(waiting).body(LONGEST);
            assertThat(body.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(64 * 1024);
            events += BatchCodec.decode(body)
                    .topics()
                    .values()
                    .iterator()
                    .next()
                    .durable()
                    .all()
                    .size();
            messages++;
        }

        assertThat(events).isEqualTo(100);
        assertThat(messages).isEqualTo(2);
    }

    @Test
    void takeFrom_shouldTakeOneEventAlone_whenItIsTooLargeForCompany() {
        add(2, "{\"text\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(EventGroup.takeFrom(waiting).members()).hasSize(1);
        assertThat(waiting).hasSize(1);
    }

    private void add(int events, String content) {
        for (int i = 0; i < events; i++) {
            waiting.add(new EventGroup.Waiting(OutboxFixture.event(i, content), ignored -> {}));
        }
    }
}
