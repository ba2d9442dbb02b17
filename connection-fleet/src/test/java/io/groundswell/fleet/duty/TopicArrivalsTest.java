package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.UlidCreator;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.TopicUpdate;
import io.groundswell.fleet.hub.Totals;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicArrivalsTest {
    private static final Replica REPLICA = new Replica("local", "boot.1");

    private final DutyFixture fixture = new DutyFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void opened_shouldTellTotalsAndAnnounceTheTopic() {
        count(1, 40);
        fixture.join();
        assertThat(fixture.seen()).contains("\"totals\":{\"video:42\":{\"like\":40}}");
        await().until(() -> fixture.registry.writes.stream()
                .anyMatch(row -> row.topic().equals(DutyFixture.TOPIC) && row.viewers() > 0));
    }

    @Test
    void opened_shouldBringWhatWasDispatchedInTheBlindMoment_withoutADelivery() {
        store("older", System.currentTimeMillis() - 60_000);
        fixture.join();
        count(2, 3);
        store("in the blind moment", System.currentTimeMillis());
        await().until(() -> fixture.seen().contains("in the blind moment"));
        await().until(() -> fixture.seen().contains("\"totals\":{\"like\":3},\"counts\":{\"like\":3}"));
        assertThat(fixture.seen()).doesNotContain("older");
    }

    /** It was dispatched before the topic was opened, but recorded after the node had looked. */
    @Test
    void opened_shouldBringWhatASlowDispatcherRecordedLate_butNothingThatWasThereBefore() {
        long before = System.currentTimeMillis() - 2_000;
        store("there before", before);
        fixture.join();
        store("recorded late", before);
        await().until(() -> fixture.seen().contains("recorded late"));
        assertThat(fixture.seen()).doesNotContain("there before");
    }

    @Test
    void owedSince_shouldBeTheTimeOfOpening_untilTheBlindMomentHasBeenRead() {
        long before = System.currentTimeMillis();
        fixture.join();
        assertThat(fixture.catchUps.owedSince()).isBetween(before, System.currentTimeMillis());
        await().until(() -> fixture.catchUps.owedSince() == Long.MAX_VALUE);
    }

    @Test
    void opened_shouldReadAgainLater_whenDispatchersMayNotKnowTheNodeYet() {
        fixture.row.unknown.set(4);
        fixture.join();
        store("while the node was new", System.currentTimeMillis());
        await().until(() -> fixture.seen().contains("while the node was new"));
        await().until(() -> fixture.catchUps.owedSince() == Long.MAX_VALUE);

        assertThat(fixture.row.unknown).hasValue(0);
    }

    @Test
    void opened_shouldLetViewersInAndTellTotalsLater_whenTheStoreIsOutOfOrder() {
        count(1, 40);
        fixture.store.broken = true;
        fixture.join();
        assertThat(fixture.seen()).contains("\"totals\":{\"video:42\":{}}");
        fixture.store.broken = false;
        await().until(() -> fixture.seen().contains("\"totals\":{\"like\":40}"));
        assertThat(fixture.seen()).doesNotContain("\"counts\"");
    }

    @Test
    void heal_shouldTellViewersTheRightTotals_whenADeliveryWasLost() {
        count(1, 40);
        fixture.join();
        assertThat(fixture.hub.totals().moved().join()).containsExactly(DutyFixture.TOPIC);
        count(2, 41);

        assertThat(heal()).isEqualTo(Totals.Healing.HEALED);
        assertThat(heal()).isEqualTo(Totals.Healing.SAME);
        await().until(() -> fixture.seen().contains("\"totals\":{\"like\":41},\"counts\":{\"like\":1}"));
        assertThat(fixture.hub.totals().moved().join()).isEmpty();
    }

    @Test
    void moved_shouldNameATopicOnce_whenADeliveryChangesItsTotals() {
        fixture.join();
        assertThat(fixture.hub.totals().moved().join()).containsExactly(DutyFixture.TOPIC);
        TopicUpdate likes =
                TopicUpdate.counted(CountedState.of(REPLICA, new ReplicaCount(1, Map.of("like", 5L))), Map.of());
        Batch batch = Batch.of(DutyFixture.TOPIC, likes);

        assertThat(fixture.hub.deliver(batch, 1, () -> {})).isTrue();
        assertThat(fixture.hub.totals().moved().join()).containsExactly(DutyFixture.TOPIC);
        assertThat(fixture.hub.deliver(batch, 1, () -> {})).isTrue();
        assertThat(fixture.hub.totals().moved().join()).isEmpty();
    }

    private Totals.Healing heal() {
        return fixture.hub
                .totals()
                .heal(DutyFixture.TOPIC, fixture.store.read(DutyFixture.TOPIC))
                .join();
    }

    @Test
    void missed_shouldBringWhatWasDispatchedSince() {
        fixture.join();
        await().until(() -> fixture.catchUps.owedSince() == Long.MAX_VALUE);
        long since = System.currentTimeMillis();
        store("too old", since - 1_000);
        store("missed", since + 1);
        fixture.catchUps.read(fixture.hub, DutyFixture.TOPIC, since);
        await().until(() -> fixture.seen().contains("\"missed\""));
        assertThat(fixture.seen()).doesNotContain("too old");
    }

    private void count(long ordinal, long likes) {
        fixture.store.raise(Map.of(
                DutyFixture.TOPIC, CountedState.of(REPLICA, new ReplicaCount(ordinal, Map.of("like", likes)))));
    }

    private void store(String text, long dispatchedAt) {
        EventId id = EventId.of(UlidCreator.getMonotonicUlid(), "local");
        DurableEvent event = new DurableEvent(
                id, EventKind.COMMENT, "ada", id.acceptedAt(), dispatchedAt, "{\"text\":\"" + text + "\"}");
        fixture.store.keep(Map.of(DutyFixture.TOPIC, DurableEvents.of(event)));
    }
}
