package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void ended_shouldCountTheStreamByItsCode_whateverTheReason(EndReason reason) {
        meters.ended(new Ending(reason, 0));

        assertThat(countsByCode("groundswell.fleet.streams.ended")).containsExactly(Map.entry(reason.code(), 1.0));
    }

    @ParameterizedTest
    @EnumSource
    void refused_shouldCountTheStreamByItsCode_whateverTheReason(EndReason reason) {
        meters.refused(new Ending(reason, 0));

        assertThat(countsByCode("groundswell.fleet.streams.refused")).containsExactly(Map.entry(reason.code(), 1.0));
    }

    @Test
    void embedded_shouldBeMetersWithoutTags_always() {
        assertThat(FleetMetric.embedded())
                .contains("groundswell.fleet.connections", "groundswell.fleet.accept.to.write")
                .doesNotContain(FleetMetric.ENDED.metricName(), FleetMetric.REFUSED.metricName());
    }

    private Map<String, Double> countsByCode(String name) {
        return registry.find(name).counters().stream()
                .collect(Collectors.toMap(
                        counter -> String.valueOf(counter.getId().getTag("code")), Counter::count));
    }
}
