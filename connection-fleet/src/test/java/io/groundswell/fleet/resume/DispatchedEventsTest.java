package io.groundswell.fleet.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import io.groundswell.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DispatchedEventsTest {
    private static final Topic TOPIC = Topic.video("42");
    private static final long NOON = 1_770_000_000_000L;
    private static final long LATE = 300_000;

    private final AtomicLong now = new AtomicLong(NOON);
    private final FakeHistory history = new FakeHistory();
    private final DispatchedEvents events =
            new DispatchedEvents(history, () -> Instant.ofEpochMilli(now.get()), Duration.ofSeconds(5));

    @Test
    void since_shouldFindWhatWasDispatchedSince_whenItWasAcceptedUpToFiveMinutesBefore() {
        history.add(NOON - LATE, NOON);
        history.add(NOON - 10, NOON - 1);
        history.add(NOON + 1, NOON + 5);
        assertThat(events.since(TOPIC, NOON).orElseThrow().events().stream().map(DurableEvent::dispatchedAt))
                .containsExactly(NOON, NOON + 5);
    }

    @Test
    void since_shouldTellOfLaterOnes_onlyWhenTheyWereDispatchedSince() {
        history.late = OptionalLong.of(NOON - 1);
        assertThat(events.since(TOPIC, NOON).orElseThrow().latestLate()).isEmpty();
        history.late = OptionalLong.of(NOON);
        assertThat(events.since(TOPIC, NOON).orElseThrow().latestLate()).hasValue(NOON);
    }

    @Test
    void since_shouldReadPageByPage_whenThereIsMore() {
        for (int i = 0; i < 2_500; i++) {
            history.add(NOON + i, NOON + i);
        }
        assertThat(events.since(TOPIC, NOON).orElseThrow().events()).hasSize(2_500);
        assertThat(history.pages).hasValue(3);
    }

    @Test
    void since_shouldGiveUp_whenThereIsMoreThanAReplayMayHave() {
        for (int i = 0; i < 10_001; i++) {
            history.add(NOON + i, NOON + i);
        }
        assertThat(events.since(TOPIC, NOON)).isEmpty();
    }

    @Test
    void since_shouldFail_whenItTakesTooLong() {
        for (int i = 0; i < 1_000; i++) {
            history.add(NOON + i, NOON + i);
        }
        DispatchedEvents slow =
                new DispatchedEvents(history, () -> Instant.ofEpochMilli(now.getAndAdd(6_000)), Duration.ofSeconds(5));
        assertThatThrownBy(() -> slow.since(TOPIC, NOON))
                .isInstanceOf(StoreException.class)
                .hasMessage("history of video:42: still not read (expected: within PT5S)");
    }
}
