package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class FleetMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FleetMeters meters = new FleetMeters(registry, InstantSource.system());

    @Test
    void dropped_shouldCountGapsAndSlowViewers_andNoOtherEnd() {
        meters.gapTold();
        meters.ended(new Ending(EndReason.TOO_SLOW, 0));
        meters.ended(new Ending(EndReason.LIFETIME, 0));

        assertThat(registry.get("groundswell.fleet.dropped").counter().count()).isEqualTo(2);
        assertThat(registry.get("groundswell.fleet.gaps").counter().count()).isEqualTo(1);
    }

    @Test
    void embedded_shouldBeMetersWithoutTags_always() {
        assertThat(FleetMetric.embedded())
                .contains("groundswell.fleet.connections", "groundswell.fleet.accept.to.write")
                .doesNotContain(FleetMetric.ENDED.metricName(), FleetMetric.REFUSED.metricName());
    }
}
