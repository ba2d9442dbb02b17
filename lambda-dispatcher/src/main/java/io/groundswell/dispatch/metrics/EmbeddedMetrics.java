package io.groundswell.dispatch.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.cloudwatchlogs.emf.exception.DimensionSetExceededException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidDimensionException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidMetricException;
import software.amazon.cloudwatchlogs.emf.exception.InvalidNamespaceException;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;
import software.amazon.cloudwatchlogs.emf.model.Unit;

/**
 * Lines in CloudWatch's embedded metric format, of which CloudWatch makes metrics by itself: no call, no agent. Immutable.
 */
public final class EmbeddedMetrics implements DispatchMetrics {
    /** In CloudWatch. */
    public static final String NAMESPACE = "Groundswell";

    /** The one dimension; what else a line says stands in its log stream's name. */
    public static final Map.Entry<String, String> DIMENSION = Map.entry("component", "dispatcher");

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMetrics.class);

    private final Consumer<String> lines;

    /** @param lines what takes a line: in Lambda, standard output */
    public EmbeddedMetrics(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void invoked(Measurements measured) {
        try {
            context(measured).serialize().forEach(lines);
        } catch (JsonProcessingException
                | InvalidNamespaceException
                | InvalidMetricException
                | InvalidDimensionException
                | DimensionSetExceededException e) {
            LOG.warn("metrics: not written", e);
        }
    }

    private static MetricsContext context(Measurements measured)
            throws InvalidNamespaceException, InvalidMetricException, InvalidDimensionException,
                    DimensionSetExceededException {
        MetricsContext context = new MetricsContext();
        context.setNamespace(NAMESPACE);
        context.putDimension(DIMENSION.getKey(), DIMENSION.getValue());
        for (Map.Entry<DispatchMetric, double[]> metric : measured.all().entrySet()) {
            for (double value : metric.getValue()) {
                context.putMetric(metric.getKey().metricName(), value, unit(metric.getKey()));
            }
        }
        return context;
    }

    private static Unit unit(DispatchMetric metric) {
        return switch (metric.unit()) {
            case COUNT -> Unit.COUNT;
            case MILLISECONDS -> Unit.MILLISECONDS;
        };
    }
}
