package io.groundswell.infra.config;

import java.util.List;

/**
 * An installation as one of its regions sees it. What stacks of different regions know of each other they know by name, so that
 * none needs values of another.
 *
 * @param region one of the installation's
 */
public record Site(InfraConfig config, String region) {
    /** @throws IllegalArgumentException if the installation has no such region */
    public Site {
        if (!config.places().regions().contains(region)) {
            throw new IllegalArgumentException("region: " + region + " (expected: one of "
                    + config.places().regions() + ")");
        }
    }

    /** Whether it holds what there is once. */
    public boolean isFirst() {
        return region.equals(config.places().first());
    }

    public List<String> others() {
        return config.places().others(region);
    }

    public String tableName(String table) {
        return config.tablePrefix() + table;
    }

    /** Of the queue between API and dispatcher, and of the topic for other regions: the same in all of them. */
    public String eventsName() {
        return config.name() + "-events";
    }

    public String deadLettersName() {
        return config.name() + "-dead-letters";
    }

    /** Where CloudWatch has what processes measure themselves, of this installation only. */
    public String metricsNamespace() {
        return "Groundswell/" + config.name();
    }

    /** The secret that tokens are signed with, where there is no JWK set in its place. */
    public String tokenSecretName() {
        return config.tokens().secretName().orElse(config.name() + "/token-secret");
    }
}
