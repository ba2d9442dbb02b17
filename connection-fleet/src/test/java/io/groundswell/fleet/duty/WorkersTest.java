package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Leases are renewed so. Without jitter the one that is asked first would be the first to come. */
    @Test
    void every_shouldComeATenthLaterOrSooner_asChanceHasIt() {
        List<String> runs = new CopyOnWriteArrayList<>();
        try (Workers late = new Workers(() -> -1L);
                Workers soon = new Workers(() -> 0L)) {
            late.every(PAUSE, () -> runs.add("late"));
            soon.every(PAUSE, () -> runs.add("soon"));
            await().until(() -> runs.contains("late"));
        }
        assertThat(runs).startsWith("soon");
    }
}
