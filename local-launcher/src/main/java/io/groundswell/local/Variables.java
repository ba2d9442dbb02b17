package io.groundswell.local;

import io.groundswell.aws.AwsConfig;
import io.groundswell.local.embedded.Queues;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of each part, whether it is a process or runs in this JVM. What a part does not know it does
 * not read. Immutable.
 */
final class Variables {
    /** Who waits for the launcher to stop is a person. */
    private static final String DRAIN_MILLIS = "500";

    private final Map<String, String> everyone;
    private final Map<String, String> changed;

    Variables(AwsConfig aws, Queues queues, Secrets secrets, Map<String, String> changed) {
        this.everyone = Map.ofEntries(
                Map.entry("AWS_REGION", aws.region()),
                Map.entry("GROUNDSWELL_SQS_ENDPOINT", text(aws.sqsEndpoint())),
                Map.entry("GROUNDSWELL_DYNAMODB_ENDPOINT", text(aws.dynamodbEndpoint())),
                Map.entry(
                        "GROUNDSWELL_AWS_CREDENTIALS", aws.credentials().name().toLowerCase(Locale.ROOT)),
                Map.entry("GROUNDSWELL_TABLE_PREFIX", aws.tablePrefix()),
                Map.entry("GROUNDSWELL_QUEUE_URL", queues.url()),
                Map.entry("GROUNDSWELL_DEAD_LETTER_QUEUE_URL", queues.deadLetterUrl()),
                Map.entry("GROUNDSWELL_TOKEN_SECRET", secrets.tokens()),
                Map.entry("GROUNDSWELL_INTERNAL_KEY", secrets.internal()),
                Map.entry("GROUNDSWELL_GUESTS", "true"));
        this.changed = Map.copyOf(changed);
    }

    Map<String, String> dispatcher() {
        return with(Map.of());
    }

    /** @param stream the balancer's address */
    Map<String, String> api(int port, URI stream) {
        return with(Map.of(
                "GROUNDSWELL_API_HOST",
                Platform.HOST,
                "GROUNDSWELL_API_PORT",
                Integer.toString(port),
                // Everybody is at this machine's.
                "GROUNDSWELL_API_ADDRESS_PER_SECOND",
                "0",
                "GROUNDSWELL_LOCAL_STREAM",
                stream.toString()));
    }

    /** @param page the API's address, whose pages may read streams, by either name of this machine */
    Map<String, String> node(String id, int port, URI page) {
        return with(Map.of(
                "GROUNDSWELL_NODE_ID",
                id,
                "GROUNDSWELL_STREAM_HOST",
                Platform.HOST,
                "GROUNDSWELL_ADVERTISED_HOST",
                Platform.HOST,
                "GROUNDSWELL_STREAM_PORT",
                Integer.toString(port),
                "GROUNDSWELL_INTERNAL_PORT",
                "0",
                "GROUNDSWELL_DRAIN_MILLIS",
                DRAIN_MILLIS,
                "GROUNDSWELL_COOKIE_SECURE",
                "false",
                "GROUNDSWELL_CORS_ORIGINS",
                page + ",http://" + Platform.HOST + ":" + page.getPort()));
    }

    private Map<String, String> with(Map<String, String> own) {
        Map<String, String> all = new HashMap<>(everyone);
        all.putAll(own);
        all.putAll(changed);
        return all;
    }

    private static String text(Optional<URI> endpoint) {
        return endpoint.map(URI::toString).orElse("");
    }
}
