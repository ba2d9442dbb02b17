package io.groundswell.likes.metrics;

import java.util.Set;
import java.util.stream.Collectors;

/** Every metric of the API, with what it says. */
public enum ApiMetric {
    LIKES_ACCEPTED("likes.accepted", Kind.COUNTER, "Likes answered 202."),
    COMMENTS_ACCEPTED("comments.accepted", Kind.COUNTER, "Comments answered 202."),
    ACCEPT_LATENCY("accept.latency", Kind.TIMER, "From the last byte of a published request to its 202."),
    REQUESTS_OVERLOADED(
            "requests.overloaded", Kind.COUNTER, "Published requests answered 503, since a bound was reached."),
    REQUESTS_FAILED(
            "requests.failed", Kind.COUNTER, "Published requests answered 503, since the queue did not take them."),
    REQUESTS_UNKNOWN("requests.unknown", Kind.COUNTER, "Published requests answered 503 outcome-unknown."),
    REQUESTS_WAITING("requests.waiting", Kind.GAUGE, "Published requests not yet answered."),
    BYTES_WAITING("bytes.waiting", Kind.GAUGE, "Bytes that published requests not yet answered hold."),
    LIMITED_MEMBER("requests.limited.member", Kind.COUNTER, "Requests answered 429, since the member asked too often."),
    LIMITED_ADDRESS(
            "requests.limited.address", Kind.COUNTER, "Requests answered 429, since their address asked too often."),
    LIMITS_CROWDED_OUT(
            "limits.crowded.out",
            Kind.COUNTER,
            "Members and addresses whose rate was forgotten too early, since too many others were heard of."),
    READS_REFUSED("reads.refused", Kind.COUNTER, "Reads answered 503, since too many were under way."),
    READS_FAILED("reads.failed", Kind.COUNTER, "Reads answered 503, since the store or the registry did not answer."),
    KEYED_CLAIMED("keyed.claimed", Kind.COUNTER, "Requests with an Idempotency-Key that were served, repeats not."),
    KEYED_REPLAYED("keyed.replayed", Kind.COUNTER, "Requests that got the answer kept for their Idempotency-Key."),
    KEYED_IN_FLIGHT("keyed.in_flight", Kind.COUNTER, "Requests answered 409, since the first with their key ran."),
    KEYED_REUSED("keyed.reused", Kind.COUNTER, "Requests answered 422, since their key was another request's."),
    KEYED_REFUSED("keyed.refused", Kind.COUNTER, "Requests with a key answered 503, since too many were under way."),
    KEYED_FAILED("keyed.failed", Kind.COUNTER, "Requests with a key answered 503, since the table did not answer."),
    KEYED_UNSETTLED(
            "keyed.unsettled",
            Kind.COUNTER,
            "Answers that the table of keys did not take; their keys wait for the lease."),
    MODERATION_ALLOWED("moderation.allowed", Kind.COUNTER, "Comments that moderation allowed."),
    MODERATION_REFUSED("moderation.refused", Kind.COUNTER, "Comments that moderation refused."),
    MODERATION_FALLBACK("moderation.fallback", Kind.COUNTER, "Comments without a verdict: the fallback counted."),
    MODERATION_LATENCY("moderation.latency", Kind.TIMER, "From the call of moderation to its verdict, or its timeout."),
    TOPICS("topics", Kind.GAUGE, "Topics whose likes are being counted."),
    TOPICS_FORGOTTEN("topics.forgotten", Kind.COUNTER, "Topics dropped, since they were idle or in the way."),
    ATTEMPTS_ACCEPTED("queue.attempts.accepted", Kind.COUNTER, "Attempts to send a message that the queue confirmed."),
    ATTEMPTS_REFUSED("queue.attempts.refused", Kind.COUNTER, "Attempts that did not reach the queue, for certain."),
    ATTEMPTS_UNKNOWN("queue.attempts.unknown", Kind.COUNTER, "Attempts that the queue may have taken or not."),
    QUEUE_SEND("queue.send", Kind.TIMER, "From the start of a call to the queue, of up to ten messages, to its end.");

    /** What a metric is to whoever reads it. */
    public enum Kind {
        COUNTER,
        TIMER,
        GAUGE
    }

    private static final String PREFIX = "groundswell.api.";

    /** Those that CloudWatch gets too, where it gets any: what is looked at or alarmed of there, since each is paid for. */
    private static final Set<ApiMetric> EMBEDDED = Set.of(
            LIKES_ACCEPTED, COMMENTS_ACCEPTED, ACCEPT_LATENCY, REQUESTS_OVERLOADED, REQUESTS_FAILED, REQUESTS_UNKNOWN);

    private final String suffix;
    private final Kind kind;
    private final String meaning;

    ApiMetric(String suffix, Kind kind, String meaning) {
        this.suffix = suffix;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** Names of those that are written for CloudWatch. */
    public static Set<String> embedded() {
        return EMBEDDED.stream().map(ApiMetric::metricName).collect(Collectors.toUnmodifiableSet());
    }

    /** As Micrometer names it; Prometheus shows underscores and a unit. */
    public String metricName() {
        return PREFIX + suffix;
    }

    public Kind kind() {
        return kind;
    }

    public String meaning() {
        return meaning;
    }
}
