package io.groundswell.dispatch.metrics;

import io.groundswell.aws.metrics.EmbeddedLines;
import io.groundswell.aws.metrics.MetricsConfig;
import java.util.function.Consumer;

/** One line or more for CloudWatch of each invocation. Immutable. */
public final class EmbeddedMetrics implements DispatchMetrics {
    /** What the lines say that they are of. */
    public static final String COMPONENT = "dispatcher";

    private final EmbeddedLines lines;

    private EmbeddedMetrics(EmbeddedLines lines) {
        this.lines = lines;
    }

    /** @param output takes a line: in Lambda, standard output */
    public static DispatchMetrics of(MetricsConfig config, Consumer<String> output) {
        return config.lines(COMPONENT, output)
                .<DispatchMetrics>map(EmbeddedMetrics::new)
                .orElse(measured -> {});
    }

    @Override
    public void invoked(Measurements measured) {
        lines.write(line -> measured.all().forEach((metric, values) -> {
            for (double value : values) {
                line.put(metric.metricName(), metric.unit(), value);
            }
        }));
    }
}
