package io.groundswell.dispatch;

import io.groundswell.access.AccessConfig;
import io.groundswell.aws.AwsConfig;
import io.groundswell.aws.metrics.MetricsConfig;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the function needs to know.
 *
 * @param metrics where Lambda gets what it measures; others that start it say so themselves
 * @param internalKeys the first signs deliveries to nodes
 * @param queueUrl where the messages come from
 * @param deadLetterQueueUrl where messages go that cannot be read
 * @param deliveryTimeout how long an invocation waits for nodes, second tries included
 * @param dispatchers how many run at most at a time, each with caches of its own
 * @param records what is kept
 */
public record DispatcherConfig(
        AwsConfig aws,
        MetricsConfig metrics,
        List<String> internalKeys,
        String queueUrl,
        String deadLetterQueueUrl,
        Duration deliveryTimeout,
        int dispatchers,
        RecordConfig records) {
    private static final Setting<String> QUEUE_URL =
            Setting.text("GROUNDSWELL_QUEUE_URL", null, "The URL of the SQS queue between API and dispatcher.");
    private static final Setting<String> DEAD_LETTER_QUEUE_URL = Setting.text(
            "GROUNDSWELL_DEAD_LETTER_QUEUE_URL", null, "The URL of the SQS queue for messages that cannot be read.");
    private static final Setting<Duration> DELIVERY_TIMEOUT = Setting.millis(
            "GROUNDSWELL_DELIVERY_TIMEOUT_MILLIS",
            100,
            20_000,
            2_000,
            "How long a dispatcher waits for nodes, second tries included.");
    private static final Setting<Integer> DISPATCHERS = Setting.number(
            "GROUNDSWELL_DISPATCHERS",
            1,
            100_000,
            1_000,
            "How many dispatchers run at most at a time, the function's concurrency. A topic that would cost them all"
                    + " together too much to look up goes to every node.");

    public static final List<Setting<?>> SETTINGS = Stream.of(
                    AwsConfig.SETTINGS,
                    MetricsConfig.SETTINGS,
                    List.of(AccessConfig.INTERNAL_KEY, QUEUE_URL, DEAD_LETTER_QUEUE_URL, DELIVERY_TIMEOUT, DISPATCHERS),
                    RecordConfig.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /** @throws IllegalArgumentException if a time is not positive */
    public DispatcherConfig {
        internalKeys = List.copyOf(internalKeys);
        requirePositive("deliveryTimeout", deliveryTimeout);
        if (dispatchers < 1) {
            throw new IllegalArgumentException("dispatchers: " + dispatchers + " (expected: at least 1)");
        }
    }

    public static DispatcherConfig read(Settings settings) {
        return new DispatcherConfig(
                AwsConfig.read(settings),
                MetricsConfig.read(settings),
                settings.get(AccessConfig.INTERNAL_KEY),
                settings.get(QUEUE_URL),
                settings.get(DEAD_LETTER_QUEUE_URL),
                settings.get(DELIVERY_TIMEOUT),
                settings.get(DISPATCHERS),
                RecordConfig.read(settings));
    }

    /** The same with another AWS. */
    DispatcherConfig at(AwsConfig elsewhere) {
        return new DispatcherConfig(
                elsewhere, metrics, internalKeys, queueUrl, deadLetterQueueUrl, deliveryTimeout, dispatchers, records);
    }

    /** Without the key, since records are logged. */
    @Override
    public String toString() {
        return "DispatcherConfig[aws=" + aws + ", queueUrl=" + queueUrl + ", deliveryTimeout=" + deliveryTimeout + "]";
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than zero)");
        }
    }
}
