package io.groundswell.dispatch.metrics;

import io.groundswell.aws.metrics.MetricUnit;

/** Every metric of the dispatcher, with as many values of an invocation as its meaning says. */
public enum DispatchMetric {
    MESSAGES("messages", MetricUnit.COUNT, "Messages of an invocation."),
    FAILED("messages.failed", MetricUnit.COUNT, "Messages of an invocation that come again."),
    POISON("messages.poison", MetricUnit.COUNT, "Messages of an invocation that can never be read."),
    TOPICS("topics", MetricUnit.COUNT, "Topics of an invocation."),
    UNRECORDED("topics.unrecorded", MetricUnit.COUNT, "Topics of an invocation that are not known to be recorded."),
    UNROUTED("topics.unrouted", MetricUnit.COUNT, "Topics of an invocation whose nodes are not known."),
    UNTOLD("topics.untold", MetricUnit.COUNT, "Topics of an invocation that a node missed and could not be told of."),
    DELIVERED("requests.delivered", MetricUnit.COUNT, "Requests of an invocation that nodes took."),
    GONE("requests.gone", MetricUnit.COUNT, "Requests of an invocation to nodes that are there no more."),
    MISSED("requests.missed", MetricUnit.COUNT, "Requests of an invocation that nodes are told that they missed."),
    LOOKUP_HITS("lookups.hits", MetricUnit.COUNT, "Topics of an invocation whose nodes stood in the cache."),
    LOOKUP_MISSES("lookups.misses", MetricUnit.COUNT, "Topics of an invocation whose nodes had to be read."),
    LOOKUP_UNASKED(
            "lookups.unasked",
            MetricUnit.COUNT,
            "Topics of an invocation that went to all live nodes without a look-up."),
    LOOKUP_AGE("lookups.age", MetricUnit.MILLISECONDS, "How old the oldest answer was that stood in the cache."),
    THROTTLED(
            "dynamodb.throttled",
            MetricUnit.COUNT,
            "Calls that DynamoDB throttled until their retries ended, or of which it throttled a part."),
    ACCEPT_TO_DEQUEUE(
            "accept.to.dequeue",
            MetricUnit.MILLISECONDS,
            "From the acceptance of a topic's oldest event to its invocation."),
    ACCEPT_TO_DISPATCH(
            "accept.to.dispatch",
            MetricUnit.MILLISECONDS,
            "From the acceptance of a topic's oldest event to the first request to a node."),
    DEQUEUE_TO_DISPATCH(
            "dequeue.to.dispatch",
            MetricUnit.MILLISECONDS,
            "From an invocation's begin to its first request to a node."),
    DISPATCH_TO_DELIVERED(
            "dispatch.to.delivered",
            MetricUnit.MILLISECONDS,
            "From there to the end of each request that a node took."),
    DURATION("duration", MetricUnit.MILLISECONDS, "What an invocation took.");

    private static final String PREFIX = "groundswell.dispatch.";

    private final String suffix;
    private final MetricUnit unit;
    private final String meaning;

    DispatchMetric(String suffix, MetricUnit unit, String meaning) {
        this.suffix = suffix;
        this.unit = unit;
        this.meaning = meaning;
    }

    public String metricName() {
        return PREFIX + suffix;
    }

    public MetricUnit unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }
}
