package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LapsedLeaseTest {
    private static final long START = 1_000_000;

    private final FakeRegistry registry = new FakeRegistry();
    private final List<Missed> told = new ArrayList<>();
    private final Node self = new Node("node-1", URI.create("http://127.0.0.1:1/"), "127.0.0.1:2", 0, 0, false, 0);
    private long now = START;
    private final Registration registration =
            new Registration(registry, () -> Instant.ofEpochMilli(now), self, () -> 7, told::add);

    @Test
    void renew_shouldTellNothing_whenRenewalsComeInTime() {
        for (int i = 0; i < 20; i++) {
            registration.renew();
            now += 4_500;
        }
        assertThat(told).isEmpty();
        assertThat(registration.leasesLost()).isZero();
    }

    @Test
    void renew_shouldTellThatEverythingWasMissed_whenTheLeaseHadLapsed() {
        registration.renew();
        registry.broken = true;
        for (int i = 0; i < 10; i++) {
            now += 3_000;
            registration.renew();
        }
        registry.broken = false;
        registration.renew();
        assertThat(told).containsExactly(new Missed(START + 8_000, Set.of()));
        assertThat(registration.leasesLost()).isEqualTo(1);
        now += 3_000;
        registration.renew();
        assertThat(told).hasSize(1);
        assertThat(registration.leasesLost()).isEqualTo(1);
    }

    @Test
    void renew_shouldTellIt_whenTheNodeWasPausedForLongerThanItsLease() {
        registration.renew();
        now += 60_000;
        registration.renew();
        assertThat(told).containsExactly(new Missed(START + 8_000, Set.of()));
    }

    @Test
    void renew_shouldTellIt_whenADispatcherMayStillHoldTheRowOfALeaseThatWasNearlyOver() {
        registration.renew();
        now += 9_000;
        registration.renew();
        assertThat(told).containsExactly(new Missed(START + 8_000, Set.of()));
    }

    @Test
    void renew_shouldTellTheEarlierTime_whenADispatcherNotedSomethingToo() {
        registration.renew();
        now += 60_000;
        registry.missed = Optional.of(new Missed(START + 500, Set.of(Topic.video("42"))));
        registration.renew();
        assertThat(told).containsExactly(new Missed(START + 500, Set.of()));
    }

    @Test
    void renew_shouldNotBringTheRowBack_whenTheNodeHasLeft() {
        registration.renew();
        registration.remove();
        registration.renew();
        assertThat(registry.nodes).isEmpty();
    }
}
