package io.groundswell.dispatch.metrics;

/** Every metric of the dispatcher, with as many values of an invocation as its meaning says. */
public enum DispatchMetric {
    MESSAGES("messages", Unit.COUNT, "Messages of an invocation."),
    FAILED("messages.failed", Unit.COUNT, "Messages of an invocation that come again."),
    POISON("messages.poison", Unit.COUNT, "Messages of an invocation that can never be read."),
    TOPICS("topics", Unit.COUNT, "Topics of an invocation."),
    UNRECORDED("topics.unrecorded", Unit.COUNT, "Topics of an invocation that are not known to be recorded."),
    UNROUTED("topics.unrouted", Unit.COUNT, "Topics of an invocation whose nodes are not known."),
    UNTOLD("topics.untold", Unit.COUNT, "Topics of an invocation that a node missed and could not be told of."),
    DELIVERED("requests.delivered", Unit.COUNT, "Requests of an invocation that nodes took."),
    GONE("requests.gone", Unit.COUNT, "Requests of an invocation to nodes that are there no more."),
    MISSED("requests.missed", Unit.COUNT, "Requests of an invocation that nodes are told that they missed."),
    LOOKUP_HITS("lookups.hits", Unit.COUNT, "Topics of an invocation whose nodes stood in the cache."),
    LOOKUP_MISSES("lookups.misses", Unit.COUNT, "Topics of an invocation whose nodes had to be read."),
    LOOKUP_UNASKED(
            "lookups.unasked", Unit.COUNT, "Topics of an invocation that went to all live nodes without a look-up."),
    LOOKUP_AGE("lookups.age", Unit.MILLISECONDS, "How old the oldest answer was that stood in the cache."),
    THROTTLED("dynamodb.throttled", Unit.COUNT, "Calls that DynamoDB throttled until their retries ended."),
    ACCEPT_TO_DEQUEUE(
            "accept.to.dequeue", Unit.MILLISECONDS, "From the acceptance of a topic's oldest event to its invocation."),
    DEQUEUE_TO_DISPATCH(
            "dequeue.to.dispatch", Unit.MILLISECONDS, "From an invocation's begin to its first request to a node."),
    DISPATCH_TO_DELIVERED(
            "dispatch.to.delivered", Unit.MILLISECONDS, "From there to the end of each request that a node took."),
    DURATION("duration", Unit.MILLISECONDS, "What an invocation took.");

    /** What a value counts. */
    public enum Unit {
        COUNT,
        MILLISECONDS
    }

    private static final String PREFIX = "groundswell.dispatch.";

    private final String suffix;
    private final Unit unit;
    private final String meaning;

    DispatchMetric(String suffix, Unit unit, String meaning) {
        this.suffix = suffix;
        this.unit = unit;
        this.meaning = meaning;
    }

    public String metricName() {
        return PREFIX + suffix;
    }

    public Unit unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }
}
