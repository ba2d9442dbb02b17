package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What viewers did not get, many at once. */
class FleetGapMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FleetMeters meters = new FleetMeters(registry, InstantSource.system());

    @Test
    void gapTold_shouldCountEveryViewer_whenAllOfATopicAreTold() {
        meters.gapTold(3);

        assertThat(count("groundswell.fleet.gaps")).isEqualTo(3);
        assertThat(count("groundswell.fleet.dropped")).isEqualTo(3);
    }

    @Test
    void leftOut_shouldCountEveryValue_whenATopicHasTooManyKeys() {
        meters.leftOut(2);

        assertThat(count("groundswell.fleet.latest.overflows")).isEqualTo(2);
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }
}
