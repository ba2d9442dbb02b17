package io.groundswell.aws.metrics;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether a process writes metrics for CloudWatch.
 *
 * @param namespace of the metrics there, which tells installations apart; empty where none are written
 */
public record MetricsConfig(String namespace) {
    private static final Setting<String> NAMESPACE = new Setting<>(
            "GROUNDSWELL_METRICS_NAMESPACE",
            "text",
            "up to 255 of A-Z a-z 0-9 . - _ / #",
            "",
            false,
            "The namespace in CloudWatch of the metrics that are written to standard output, in the embedded metric"
                    + " format; empty writes none.",
            MetricsConfig::namespace);

    public static final List<Setting<?>> SETTINGS = List.of(NAMESPACE);

    private static String namespace(String text) {
        if (!text.matches("[A-Za-z0-9._/#-]{0,255}")) {
            throw new IllegalArgumentException("namespace: " + text + " (expected: one that CloudWatch takes)");
        }
        return text;
    }

    public static MetricsConfig read(Settings settings) {
        return new MetricsConfig(settings.get(NAMESPACE));
    }

    /**
     * @param component the kind of process, as in {@link EmbeddedLines}
     * @param output takes the lines
     * @return nothing where no metrics are written
     */
    public Optional<EmbeddedLines> lines(String component, Consumer<String> output) {
        return namespace.isEmpty() ? Optional.empty() : Optional.of(new EmbeddedLines(namespace, component, output));
    }
}
