package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.MergeLaws.ForEachSeed;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DurableEventsTest {
    private static final EventId ID = new EventId("01HF7YAT0000000000000000G7.us-east-1");

    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::durableEvents, DurableEvents::merge);
    }

    @ForEachSeed
    void merge_shouldHoldEveryEventOnceInTheOrderOfIds_whenDeliveriesRepeat(long seed) {
        RandomStates states = new RandomStates(seed);
        List<DurableEvents> history = List.of(states.durableEvents(), states.durableEvents(), states.durableEvents());

        DurableEvents merged = states.redelivered(history).stream().reduce(DurableEvents.EMPTY, DurableEvents::merge);

        List<EventId> ids = history.stream()
                .flatMap(events -> events.all().stream())
                .map(DurableEvent::id)
                .distinct()
                .sorted()
                .toList();
        assertThat(merged.all()).extracting(DurableEvent::id).isEqualTo(ids);
    }

    @Test
    void of_shouldKeepTheLaterDispatched_whenAnIdStandsTwice() {
        DurableEvent first = new DurableEvent(ID, EventKind.COMMENT, "ann", 1, 0, "{}");

        assertThat(DurableEvents.of(first.withDispatchedAt(9), first).all()).containsExactly(first.withDispatchedAt(9));
    }

    @Test
    void durableEvent_shouldRefuse_whenKindIsOfAnotherClass() {
        assertThatThrownBy(() -> new DurableEvent(ID, EventKind.LIKES, "ann", 1, 0, "{}"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("event kind: likes (expected: one of class DURABLE)");
    }
}
