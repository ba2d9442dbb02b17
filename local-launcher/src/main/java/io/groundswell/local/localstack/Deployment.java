package io.groundswell.local.localstack;

import io.groundswell.aws.AwsConfig;
import io.groundswell.local.embedded.Queues;
import java.util.Map;

/**
 * An installation in LocalStack. Immutable.
 *
 * @param aws where its services are
 * @param queues its own
 * @param api what it tells the API's processes, with the values of secrets as ECS hands them over
 * @param node likewise a node
 * @param reach where its functions find nodes on this machine
 */
public record Deployment(AwsConfig aws, Queues queues, Map<String, String> api, Map<String, String> node, Reach reach) {
    public Deployment {
        api = Map.copyOf(api);
        node = Map.copyOf(node);
    }

    /** Records are logged, and secrets are not. */
    @Override
    public String toString() {
        return "Deployment[aws=" + aws + ", queues=" + queues + ", reach=" + reach + "]";
    }
}
