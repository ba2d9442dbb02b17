package io.groundswell.local;

import io.groundswell.aws.AwsConfig;
import io.groundswell.local.embedded.Queues;
import io.groundswell.local.localstack.Deployment;
import io.groundswell.local.localstack.Reach;
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

    private static final Reach HERE = new Reach(Platform.HOST, Platform.HOST);

    private final Map<String, String> api;
    private final Map<String, String> node;
    private final Map<String, String> everyone;
    private final Map<String, String> changed;
    private final Reach reach;

    private Variables(
            Map<String, String> api,
            Map<String, String> node,
            Map<String, String> everyone,
            Map<String, String> changed,
            Reach reach) {
        this.api = api;
        this.node = node;
        this.everyone = everyone;
        this.changed = Map.copyOf(changed);
        this.reach = reach;
    }

    /** @param changed what differs from that, for any part */
    static Variables ofThisRun(AwsConfig aws, Queues queues, Secrets secrets, Map<String, String> changed) {
        Map<String, String> everyone = local(aws, queues);
        everyone.put("AWS_REGION", aws.region());
        everyone.put("GROUNDSWELL_TABLE_PREFIX", aws.tablePrefix());
        everyone.put("GROUNDSWELL_QUEUE_URL", queues.url());
        everyone.put("GROUNDSWELL_TOKEN_SECRET", secrets.tokens());
        everyone.put("GROUNDSWELL_INTERNAL_KEY", secrets.internal());
        return new Variables(Map.of(), Map.of(), everyone, changed, HERE);
    }

    /** What the deployment tells, but for what is another on one machine: ports and addresses, and what stands before them. */
    static Variables of(Deployment deployment, Map<String, String> changed) {
        Map<String, String> everyone = local(deployment.aws(), deployment.queues());
        // Nobody makes metrics of what processes write here.
        everyone.put("GROUNDSWELL_METRICS_NAMESPACE", "");
        return new Variables(deployment.api(), deployment.node(), everyone, changed, deployment.reach());
    }

    private static Map<String, String> local(AwsConfig aws, Queues queues) {
        return new HashMap<>(Map.of(
                "GROUNDSWELL_SQS_ENDPOINT",
                text(aws.sqsEndpoint()),
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                text(aws.dynamodbEndpoint()),
                "GROUNDSWELL_AWS_CREDENTIALS",
                aws.credentials().name().toLowerCase(Locale.ROOT),
                "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                queues.deadLetterUrl(),
                "GROUNDSWELL_GUESTS",
                "true"));
    }

    Map<String, String> dispatcher() {
        return with(Map.of(), Map.of());
    }

    /** @param stream the balancer's address */
    Map<String, String> api(int port, URI stream) {
        return with(
                api,
                Map.of(
                        "GROUNDSWELL_API_HOST",
                        Platform.HOST,
                        "GROUNDSWELL_API_PORT",
                        Integer.toString(port),
                        "GROUNDSWELL_TRUSTED_PROXIES",
                        "0",
                        // Everybody is at this machine's.
                        "GROUNDSWELL_API_ADDRESS_PER_SECOND",
                        "0",
                        "GROUNDSWELL_LOCAL_STREAM",
                        stream.toString()));
    }

    /** @param page the API's address, whose pages may read streams, by either name of this machine */
    Map<String, String> node(String id, int port, URI page) {
        return with(
                node,
                Map.of(
                        "GROUNDSWELL_NODE_ID",
                        id,
                        "GROUNDSWELL_STREAM_HOST",
                        reach.listenAt(),
                        "GROUNDSWELL_ADVERTISED_HOST",
                        reach.advertised(),
                        "GROUNDSWELL_STREAM_PORT",
                        Integer.toString(port),
                        "GROUNDSWELL_INTERNAL_PORT",
                        "0",
                        "GROUNDSWELL_OPEN_FILES",
                        "0",
                        "GROUNDSWELL_DRAIN_MILLIS",
                        DRAIN_MILLIS,
                        "GROUNDSWELL_COOKIE_SECURE",
                        "false",
                        "GROUNDSWELL_CORS_ORIGINS",
                        page + ",http://" + Platform.HOST + ":" + page.getPort()));
    }

    private Map<String, String> with(Map<String, String> told, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(told);
        all.putAll(everyone);
        all.putAll(own);
        all.putAll(changed);
        return all;
    }

    private static String text(Optional<URI> endpoint) {
        return endpoint.map(URI::toString).orElse("");
    }
}
