package io.groundswell.infra.service;

import io.groundswell.infra.config.InfraConfig;
import io.groundswell.infra.config.Site;
import io.groundswell.infra.network.NetworkStack;
import io.groundswell.infra.state.StateStack;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * Where something that runs is put, and what it finds there.
 *
 * @param scope its stack
 */
record Place(Construct scope, Site site, NetworkStack network, StateStack state) {
    InfraConfig config() {
        return site.config();
    }

    /** Logs of one kind of process, kept as long as configured. */
    LogGroup logs(String id) {
        return LogGroup.Builder.create(scope, id + "Logs")
                .retention(retention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    /**
     * A security group that lets nobody in yet.
     *
     * @param meaning who is in it
     */
    SecurityGroup group(String id, String meaning) {
        return SecurityGroup.Builder.create(scope, id + "Group")
                .vpc(network.vpc())
                .description(meaning)
                .build();
    }

    private RetentionDays retention() {
        return switch (config().retention().logDays()) {
            case 1 -> RetentionDays.ONE_DAY;
            case 3 -> RetentionDays.THREE_DAYS;
            case 5 -> RetentionDays.FIVE_DAYS;
            case 7 -> RetentionDays.ONE_WEEK;
            case 14 -> RetentionDays.TWO_WEEKS;
            case 30 -> RetentionDays.ONE_MONTH;
            case 60 -> RetentionDays.TWO_MONTHS;
            case 90 -> RetentionDays.THREE_MONTHS;
            case 120 -> RetentionDays.FOUR_MONTHS;
            case 150 -> RetentionDays.FIVE_MONTHS;
            case 180 -> RetentionDays.SIX_MONTHS;
            default -> RetentionDays.ONE_YEAR;
        };
    }
}
