package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.registry.Subscription;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerCountsTest {
    private static final Duration SOME_TURNS = Duration.ofSeconds(20);

    private final DutyFixture fixture = new DutyFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void turn_shouldWriteTheNumberOnceAndTellViewersTheSum_whenTwoJoin() {
        fixture.counts.start();
        fixture.join();
        fixture.join();
        await().atMost(SOME_TURNS).until(() -> viewers() == 2);
        int writes = fixture.registry.writes.size();
        await().atMost(SOME_TURNS).until(() -> fixture.seen().contains("\"key\":\"total\",\"value\":2"));
        assertThat(fixture.registry.writes).hasSize(writes);
    }

    @Test
    void turn_shouldWriteItLater_whenTheRegistryIsOutOfOrder() {
        fixture.counts.start();
        fixture.registry.broken = true;
        fixture.join();
        fixture.registry.broken = false;
        await().atMost(SOME_TURNS).until(() -> viewers() == 1);
    }

    @Test
    void withdraw_shouldLeaveNoViewers() {
        fixture.join();
        await().until(() -> viewers() > 0);
        fixture.counts.withdraw();
        assertThat(viewers()).isZero();
    }

    private int viewers() {
        Subscription row = fixture.registry.rows.get(DutyFixture.TOPIC);
        return row == null ? 0 : row.viewers();
    }
}
