package io.groundswell.aws.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.cloudwatchlogs.emf.exception.DimensionSetExceededException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidMetricException;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;

/**
 * Lines in CloudWatch's embedded metric format, of which CloudWatch makes metrics by itself: no call, no agent. They have one
 * dimension, since each more makes a metric to be paid of every value that it takes. Immutable; any thread may write.
 */
public final class EmbeddedLines {
    /** The one dimension: the kind of process. */
    public static final String DIMENSION = "component";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLines.class);

    private final String namespace;
    private final String component;
    private final Consumer<String> output;

    /** What a line takes, while it is written. Owned by the thread that writes it. */
    public static final class Line {
        private final MetricsContext context;

        private Line(MetricsContext context) {
            this.context = context;
        }

        /**
         * One value; several of one metric become an array, of which CloudWatch knows every percentile.
         *
         * @throws IllegalArgumentException if CloudWatch takes no such name or value
         */
        public void put(String metric, MetricUnit unit, double value) {
            try {
                context.putMetric(metric, value, unit.cloudWatch());
            } catch (InvalidMetricException e) {
                throw new IllegalArgumentException(
                        "metric: " + metric + " = " + value + " (expected: one that" + " CloudWatch takes)", e);
            }
        }
    }

    /**
     * @param component the value of the one dimension
     * @param output takes a line, without its end
     */
    public EmbeddedLines(String namespace, String component, Consumer<String> output) {
        this.namespace = namespace;
        this.component = component;
        this.output = output;
    }

    /** Writes one line, or several where one would hold too much. What cannot be written is logged, and nothing else. */
    public void write(Consumer<Line> content) {
        try {
            MetricsContext context = new MetricsContext();
            context.setNamespace(namespace);
            context.putDimension(DIMENSION, component);
            content.accept(new Line(context));
            context.serialize().forEach(output);
        } catch (JsonProcessingException | DimensionSetExceededException | IllegalArgumentException e) {
            LOG.warn("metrics: not written", e);
        }
    }
}
