package io.groundswell.infra.watch;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;

/** Every alarm of a region about what AWS measures. */
final class Rules {
    private static final MetricOptions SUM = each("Sum");
    private static final MetricOptions MOST = each("Maximum");

    /** An accepted message is on its way within a second; a minute is an outage of something. */
    private static final int LONGEST_WAIT_SECONDS = 60;

    private static final int MOST_CPU_PERCENT = 85;
    private static final int MOST_FAILED_ANSWERS = 10;

    static List<Rule> of(Watched what) {
        return List.of(
                new Rule(
                        "queue-age",
                        what.state().queues().events().metricApproximateAgeOfOldestMessage(MOST),
                        LONGEST_WAIT_SECONDS,
                        2,
                        "Accepted events wait for a dispatcher longer than a minute."),
                new Rule(
                        "dead-letters",
                        what.state().queues().deadLetters().metricApproximateNumberOfMessagesVisible(MOST),
                        0,
                        1,
                        "Messages could not be handled and wait for a redrive."),
                new Rule(
                        "dispatcher-errors",
                        what.dispatcher().metricErrors(SUM),
                        0,
                        3,
                        "Invocations fail as a whole: they crash, or take longer than their time."),
                new Rule(
                        "dispatcher-throttles",
                        what.dispatcher().metricThrottles(SUM),
                        0,
                        3,
                        "The account lets no more dispatchers run at a time."),
                new Rule(
                        "nodes-unhealthy",
                        what.nodes().getMetrics().unHealthyHostCount(MOST),
                        0,
                        5,
                        "A node is not ready for five minutes."),
                new Rule(
                        "nodes-cpu",
                        cpu(what.fleet()),
                        MOST_CPU_PERCENT,
                        5,
                        "Nodes are busy, viewers get events late."),
                new Rule(
                        "api-unhealthy",
                        what.processes().getMetrics().unhealthyHostCount(MOST),
                        0,
                        5,
                        "An API process is not ready for five minutes."),
                new Rule(
                        "api-failures",
                        what.processes().getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, SUM),
                        MOST_FAILED_ANSWERS,
                        3,
                        "The API answers with 5xx, of which 503 says that it is overloaded or the queue out of reach."),
                new Rule("api-cpu", cpu(what.api()), MOST_CPU_PERCENT, 5, "API processes are busy and will refuse."));
    }

    private static Metric cpu(BaseService service) {
        return service.metricCpuUtilization(each("Average"));
    }

    private static MetricOptions each(String statistic) {
        return MetricOptions.builder()
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build();
    }

    private Rules() {}
}
