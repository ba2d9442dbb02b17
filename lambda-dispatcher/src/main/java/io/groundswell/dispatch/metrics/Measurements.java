package io.groundswell.dispatch.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The values of one invocation. Owned by the thread that runs it. */
public final class Measurements {
    private final Map<DispatchMetric, DoubleStream.Builder> values = new EnumMap<>(DispatchMetric.class);

    public void add(DispatchMetric metric, long value) {
        values.computeIfAbsent(metric, ignored -> DoubleStream.builder()).add((double) value);
    }

    /** The values of each metric that has any; after this nothing can be added. */
    public Map<DispatchMetric, double[]> all() {
        Map<DispatchMetric, double[]> all = new EnumMap<>(DispatchMetric.class);
        values.forEach((metric, some) -> all.put(metric, some.build().toArray()));
        return all;
    }
}
