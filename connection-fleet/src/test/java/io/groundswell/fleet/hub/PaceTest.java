package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void revolution_shouldTakeFourTimesItsWrites_whenThatIsUnderTheGoal() {
        learn(10_000);
        assertThat(pace.revolution(500)).isBetween(19_500_000L, 20_000_000L);
    }

    @Test
    void revolution_shouldTakeTheGoal_whenItsWritesLeaveRoom() {
        learn(7_500);
        assertThat(pace.revolution(5_000)).isEqualTo(Pace.LONGEST);
    }

    @Test
    void revolution_shouldTakeLonger_whenTheMachineCannotDoItInThatTime() {
        learn(10_000);
        assertThat(pace.revolution(20_000)).isBetween(240_000_000L, 260_000_000L);
    }

    @Test
    void measured_shouldChangeNothing_whenNothingWasWritten() {
        long before = pace.revolution(100);
        pace.measured(1_000_000, 0);
        assertThat(pace.revolution(100)).isEqualTo(before);
    }

    @Test
    void measured_shouldHardlyMove_whenOneRunWasInterrupted() {
        learn(5_000);
        pace.measured(20_000_000, 32);
        assertThat(pace.revolution(1_000)).isLessThan(22_000_000L);
    }

    @Test
    void duration_shouldBeNone_whenTheTopicWasQuiet() {
        assertThat(Pace.duration(100, 200)).isZero();
    }

    @Test
    void duration_shouldBeTheRevolution_whenSeveralNewsCanBeMerged() {
        assertThat(Pace.duration(100, 10)).isEqualTo(100);
        assertThat(Pace.duration(100, 49)).isEqualTo(100);
    }

    @Test
    void duration_shouldFollowTheNews_whenThereIsHardlyAnythingToMerge() {
        assertThat(Pace.duration(100, 60)).isEqualTo(66);
        assertThat(Pace.duration(100, 150)).isEqualTo(100);
    }

    private void learn(long nanosPerWrite) {
        for (int i = 0; i < 200; i++) {
            pace.measured(nanosPerWrite * 32, 32);
        }
    }
}
