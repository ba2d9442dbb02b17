package io.groundswell.likes;

import io.groundswell.likes.accept.MessageQueue;
import io.groundswell.likes.accept.OutboxConfig;
import io.groundswell.likes.accept.PackingConfig;
import io.groundswell.likes.accept.RequestLimits;
import io.groundswell.likes.accept.RetryPolicy;
import io.groundswell.likes.accept.TopicLimits;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.List;

/** What the environment says about the outbox. */
final class OutboxSettings {
    private static final int DAY_MILLIS = 86_400_000;

    private static final Setting<Integer> PROCESSES = Setting.number(
            "GROUNDSWELL_API_PROCESSES",
            1,
            10_000,
            1,
            "API processes that run: together they send a video's likes in at most 500 messages a second.");
    private static final Setting<Integer> MAX_REQUESTS = Setting.number(
            "GROUNDSWELL_API_MAX_REQUESTS",
            1,
            1_000_000,
            20_000,
            "Published requests under way in a process; more are answered 503.");
    private static final Setting<Integer> MAX_BYTES = Setting.number(
            "GROUNDSWELL_API_MAX_BYTES",
            65_536,
            1_073_741_824,
            67_108_864,
            "Bytes that published requests under way may hold in a process; more are answered 503.");
    private static final Setting<Integer> PACKET_BYTES = Setting.number(
            "GROUNDSWELL_API_PACKET_BYTES",
            16_384,
            MessageQueue.MOST_BYTES,
            65_536,
            "Bytes of a message at most; SQS bills each 64 KiB as one request.");
    private static final Setting<Integer> QUEUE_CALLS = Setting.number(
            "GROUNDSWELL_API_QUEUE_CALLS",
            1,
            64,
            8,
            "Calls to SQS that an event loop has under way; what waits meanwhile is packed more densely.");
    private static final Setting<Boolean> QUEUE_GROUPS = Setting.flag(
            "GROUNDSWELL_API_QUEUE_GROUPS",
            true,
            "Whether a message of one topic names it as its MessageGroupId, so that no topic crowds out others (fair"
                    + " queues).");
    private static final Setting<Boolean> LIKER_RECORDS = Setting.flag(
            "GROUNDSWELL_LIKER_RECORDS",
            true,
            "Whether it is recorded who liked what; else only a sample of those behind a count is named to viewers.");
    private static final Setting<Integer> MAX_TOPICS = Setting.number(
            "GROUNDSWELL_API_MAX_TOPICS",
            1,
            10_000_000,
            100_000,
            "Topics that a process holds; the longest unused one makes room for another.");
    private static final Setting<Duration> TOPIC_IDLE = Setting.millis(
            "GROUNDSWELL_API_TOPIC_IDLE_MILLIS",
            1_000,
            DAY_MILLIS,
            600_000,
            "How long a topic is unused until it is forgotten; its next like begins a new counter.");
    private static final Setting<Duration> REPLICA_LIFE = Setting.millis(
            "GROUNDSWELL_API_REPLICA_LIFE_MILLIS",
            1_000,
            DAY_MILLIS,
            DAY_MILLIS,
            "How long a process counts a topic with one replica at most; then it begins another.");
    private static final Setting<Integer> MAX_WAITING_COMMENTS = Setting.number(
            "GROUNDSWELL_API_MAX_WAITING_COMMENTS",
            1,
            1_000_000,
            1_000,
            "Comments of one topic that wait for messages before them; more are answered 503.");
    private static final Setting<Integer> COMMENT_MESSAGES = Setting.number(
            "GROUNDSWELL_API_COMMENT_MESSAGES", 1, 100, 4, "Messages with comments of one topic in flight.");
    private static final Setting<Integer> SEND_ATTEMPTS = Setting.number(
            "GROUNDSWELL_API_SEND_ATTEMPTS",
            1,
            10,
            3,
            "How often a message of unknown outcome is sent until it is given up, the first time included.");
    private static final Setting<Duration> RETRY_DELAY = Setting.millis(
            "GROUNDSWELL_API_RETRY_DELAY_MILLIS",
            1,
            10_000,
            100,
            "How long the second attempt of a message waits at most; the wait doubles with every attempt.");

    static final List<Setting<?>> SETTINGS = List.of(
            PROCESSES,
            MAX_REQUESTS,
            MAX_BYTES,
            PACKET_BYTES,
            QUEUE_CALLS,
            QUEUE_GROUPS,
            LIKER_RECORDS,
            MAX_TOPICS,
            TOPIC_IDLE,
            REPLICA_LIFE,
            MAX_WAITING_COMMENTS,
            COMMENT_MESSAGES,
            SEND_ATTEMPTS,
            RETRY_DELAY);

    static OutboxConfig read(Settings settings) {
        return new OutboxConfig(
                settings.get(PROCESSES),
                new RetryPolicy(settings.get(SEND_ATTEMPTS), settings.get(RETRY_DELAY)),
                new PackingConfig(
                        settings.get(PACKET_BYTES),
                        settings.get(QUEUE_CALLS),
                        settings.get(QUEUE_GROUPS),
                        settings.get(LIKER_RECORDS)),
                new RequestLimits(
                        settings.get(MAX_REQUESTS),
                        settings.get(MAX_BYTES),
                        settings.get(MAX_WAITING_COMMENTS),
                        settings.get(COMMENT_MESSAGES)),
                new TopicLimits(settings.get(MAX_TOPICS), settings.get(TOPIC_IDLE), settings.get(REPLICA_LIFE)));
    }

    private OutboxSettings() {}
}
