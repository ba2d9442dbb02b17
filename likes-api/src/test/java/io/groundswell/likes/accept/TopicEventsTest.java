package io.groundswell.likes.accept;

import static io.groundswell.likes.accept.FakeQueue.Fate.LOSE_ANSWER;
import static io.groundswell.likes.accept.FakeQueue.Fate.LOSE_MESSAGE;
import static io.groundswell.likes.accept.FakeQueue.Fate.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicEventsTest {
    private final OutboxFixture fixture = new OutboxFixture();

    @Test
    void add_shouldSendAtOnce_whileFewMessagesAreInFlight() {
        fixture.comment("{}");
        fixture.comment("{}");

        assertThat(fixture.queue.attemptedAtMillis()).containsExactly(0L, 0L);
    }

    @Test
    void add_shouldNotWaitForLikes() {
        fixture.like("ann");
        fixture.comment("{}");

        assertThat(fixture.queue.attemptedAtMillis()).containsExactly(0L, 0L);
    }

    @Test
    void add_shouldPackWhatArrivesMeanwhile_whenEnoughMessagesAreInFlight() {
        for (int i = 0; i < 12; i++) {
            fixture.comment("{}");
        }
        fixture.run(100);

        assertThat(fixture.queue.attempts()).hasSize(3);
        assertThat(eventsOf(2)).isEqualTo(10);
        assertThat(fixture.answers).hasSize(12).containsOnly(new Acceptance.Accepted());
    }

    @Test
    void add_shouldBeRefused_whenTooManyWait() {
        for (int i = 0; i < 53; i++) {
            fixture.comment("{}");
        }

        assertThat(fixture.answers).singleElement().isInstanceOf(Acceptance.Overloaded.class);
        fixture.run(1_000);
        assertThat(fixture.answers).hasSize(53);
    }

    @Test
    void add_shouldBeAnsweredByItsMessagesFate() {
        fixture.queue.next(REFUSE, LOSE_ANSWER, LOSE_MESSAGE, LOSE_MESSAGE);
        fixture.comment("{}");
        fixture.comment("{}");
        fixture.run(1_000);

        assertThat(fixture.answers).containsExactly(new Acceptance.QueueUnavailable(), new Acceptance.OutcomeUnknown());
        assertThat(fixture.queue.attempts().subList(1, 4))
                .containsOnly(fixture.queue.attempts().get(1));
    }

    private int eventsOf(int taken) {
        List<Batch> batches = fixture.queue.taken();
        return batches.get(taken)
                .topics()
                .values()
                .iterator()
                .next()
                .durable()
                .all()
                .size();
    }
}
