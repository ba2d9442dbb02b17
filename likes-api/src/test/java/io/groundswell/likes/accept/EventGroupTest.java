package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventGroupTest {
    private final EventGroup group = new EventGroup();

    @Test
    void add_shouldRefuse_whenTheGroupWouldBeTooLarge() {
        assertThat(add(10_000)).isTrue();
        assertThat(add(20_000)).isTrue();

        assertThat(add(40_000)).isFalse();

        assertThat(group.size()).isEqualTo(2);
        assertThat(group.asTopicUpdate().durable().all()).hasSize(2);
        assertThat(group.bytes()).isBetween(30_000, 31_000);
    }

    @Test
    void add_shouldTakeOneEventAlone_whenItIsTooLargeForCompany() {
        assertThat(add(70_000)).isTrue();

        assertThat(add(1)).isFalse();
    }

    @Test
    void bytesOf_shouldCoverWhatIsEscaped() {
        assertThat(EventGroup.bytesOf(OutboxFixture.event(1, "{\"text\":\"" + "ü".repeat(500) + "\"}")))
                .isGreaterThan(1_000);
    }

    @Test
    void answer_shouldReachEverybody() {
        List<Acceptance> answers = new ArrayList<>();
        var _ = group.add(OutboxFixture.event(1, "{}"), answers::add, 65_536);
        var _ = group.add(OutboxFixture.event(2, "{}"), answers::add, 65_536);

        group.answer(new Acceptance.Accepted());

        assertThat(answers).hasSize(2);
    }

    private boolean add(int bytes) {
        return group.add(
                OutboxFixture.event(group.size(), "{\"text\":\"" + "x".repeat(bytes) + "\"}"), ignored -> {}, 65_536);
    }
}
