package io.groundswell.local;

import io.groundswell.aws.AwsConfig;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What {@code GET /local/status} and {@code groundswell status --json} say: addresses as a browser has them. */
public record LocalStatus(String api, String stream, String page, QueueAddresses queues, List<Node> nodes) {
    /**
     * What reaches the queues.
     *
     * @param endpoint of SQS; empty is AWS's own
     * @param credentials where they come from, "local" or "default"
     * @param events the URL of the queue that dispatchers read
     * @param deadLetters the URL of the other
     */
    public record QueueAddresses(
            String region, String endpoint, String credentials, String events, String deadLetters) {
        static QueueAddresses of(AwsConfig aws, String events, String deadLetters) {
            return new QueueAddresses(
                    aws.region(),
                    aws.sqsEndpoint().map(URI::toString).orElse(""),
                    aws.credentials().name().toLowerCase(Locale.ROOT),
                    events,
                    deadLetters);
        }
    }

    /** A live node. */
    public record Node(String id, String stream) {}
}
