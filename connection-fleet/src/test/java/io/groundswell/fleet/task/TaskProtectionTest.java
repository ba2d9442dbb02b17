package io.groundswell.fleet.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskProtectionTest {
    private static final Duration TURN = Duration.ofSeconds(10);

    private final List<Boolean> asked = new ArrayList<>();
    private boolean isWanted;
    private boolean isBroken;
    private long now = 1_000_000;
    private final TaskProtection protection =
            new TaskProtection(this::protect, () -> isWanted, () -> Instant.ofEpochMilli(now));

    @Test
    void turn_shouldAskForNothing_whenThereWasNeverAViewer() {
        turns(3);

        assertThat(asked).isEmpty();
    }

    @Test
    void turn_shouldProtectOnceAndGiveItBackOnce_whenViewersComeAndGo() {
        isWanted = true;
        turns(3);
        isWanted = false;
        turns(3);

        assertThat(asked).containsExactly(true, false);
    }

    /** Half of its time is left when it is renewed, so that a turn or two may fail. */
    @Test
    void turn_shouldRenewTheProtectionBeforeItEnds_whenViewersStay() {
        isWanted = true;
        turns(1 + (int) TaskAgent.PROTECTION.dividedBy(TURN));

        assertThat(asked).containsExactly(true, true, true);
    }

    @Test
    void turn_shouldTryAgain_whenEcsDoesNotTakeIt() {
        isBroken = true;
        isWanted = true;
        turns(2);
        isBroken = false;
        turns(2);
        isBroken = true;
        isWanted = false;
        turns(2);
        isBroken = false;
        turns(2);

        assertThat(asked).containsExactly(true, true, true, false, false, false);
    }

    private void turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            protection.turn();
            now += TURN.toMillis();
        }
    }

    private void protect(boolean wanted) throws IOException {
        asked.add(wanted);
        if (isBroken) {
            throw new IOException("agent: broken (expected: an answer)");
        }
    }
}
