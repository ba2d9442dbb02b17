package io.groundswell.aws.metrics;

import software.amazon.cloudwatchlogs.emf.model.Unit;

/** What the values of a metric are. */
public enum MetricUnit {
    COUNT(Unit.COUNT),
    MILLISECONDS(Unit.MILLISECONDS);

    private final Unit cloudWatch;

    MetricUnit(Unit cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    Unit cloudWatch() {
        return cloudWatch;
    }
}
