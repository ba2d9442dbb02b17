package io.groundswell.infra.watch;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * When an alarm goes off.
 *
 * @param name what it is called, after the installation's name
 * @param metric by the minute
 * @param above above which value
 * @param minutes in how many of the last five, 1 to 5
 * @param meaning what is wrong then
 */
record Rule(String name, IMetric metric, double above, int minutes, String meaning) {
    static final int WINDOW_MINUTES = 5;
    static final ComparisonOperator COMPARISON = ComparisonOperator.GREATER_THAN_THRESHOLD;

    /** Where nothing happens nothing is reported. */
    static final TreatMissingData WITHOUT_DATA = TreatMissingData.NOT_BREACHING;

    Rule {
        if (minutes < 1 || minutes > WINDOW_MINUTES) {
            throw new IllegalArgumentException("minutes: " + minutes + " (expected: 1 to " + WINDOW_MINUTES + ")");
        }
    }
}
